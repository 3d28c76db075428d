import { AccountReader } from '../../graph/account-reader.ts';
import { assertionStatements, witnessesOfAccount, witnessOfEdge } from '../../graph/rdf/assertions.ts';
import { nodeStatements, type RdfNode } from '../../graph/rdf/node-statements.ts';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import type { Statement } from '../../graph/rdf/statement.ts';
import { trigBlocks, turtleBlocks } from '../../graph/rdf/turtle.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { mintProvenanceGraph } from '../../ontology/iri.ts';
import {
  domainRelationshipTypes,
  entities,
  entityOf,
  propertyOfType,
  provenanceLabels,
  relationshipTypes,
} from '../../ontology/model.ts';
import { prefixLines } from '../../ontology/rdf-terms.ts';
import { byCodePoint } from '../core/code-point-order.ts';
import { sortedLines } from '../core/sorted-lines.ts';
import { readCurrentAccounts } from './current-accounts.ts';
import { exportedUris, type NodeWithEdges, readPage } from './export-pages.ts';
import type { AssertionLevel, RdfFormat } from './rdf-choices.ts';
import { classesOf, propertiesOf } from './stored-node.ts';

const charactersPerPart = 1 << 18;

export interface RdfOptions {
  readonly format: RdfFormat;
  /** Default: edges. */
  readonly assertions?: AssertionLevel;
  /** Where the accounts are, that the graph only points at; read for assertions of all values. */
  readonly dataDir: string;
  /** Also descriptions with their intervals, and times of ours. */
  readonly provenance?: boolean;
  /** Also counters such as downloads. */
  readonly counters?: boolean;
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
  /** Bytes that sorting may hold. Default 64 MB. */
  readonly bytesInMemory?: number;
  /** Told what was written. */
  readonly written?: (nodes: number, statements: number) => void;
}

/**
 * The graph as RDF, in parts of whole lines or blocks: things in the default graph, evidence and provenance in a graph of
 * their own (in Turtle, which has one graph, all in that). N-Quads are sorted by byte; Turtle and TriG go by IRI of the thing,
 * its evidence behind it. Equal graphs give equal bytes, whatever the engine. Memory is bounded.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function* exportRdf(store: GraphStore, options: RdfOptions): AsyncGenerator<string | Buffer> {
  const { format, bytesInMemory } = options;
  const nodes = statementsByNode(store, options);
  if (format === 'nquads') {
    yield* sortedLines(linesOf(nodes), bytesInMemory === undefined ? {} : { bytesInMemory });
    return;
  }
  yield prefixLines();
  const blocksOf = format === 'trig' ? trigBlocks : turtleBlocks;
  let text = '';
  for await (const statements of nodes) {
    text += `\n${blocksOf(statements)}`;
    if (text.length < charactersPerPart) continue;
    yield text;
    text = '';
  }
  yield text;
}

async function* linesOf(nodes: AsyncIterable<readonly Statement[]>): AsyncGenerator<readonly string[]> {
  for await (const statements of nodes) yield statements.map(nquadsLine);
}

async function* statementsByNode(store: GraphStore, options: RdfOptions): AsyncGenerator<readonly Statement[]> {
  const { assertions = 'edges', pageSize, signal } = options;
  const { without, types } = reachOf(options);
  const reader = new AccountReader(options.dataDir);
  try {
    for await (const uris of exportedUris(store, { without, pageSize, signal })) {
      const page = await readPage(store, uris, types);
      const accounts = assertions === 'all' ? await readCurrentAccounts(store, reader, uris) : undefined;
      for (const one of page) {
        const statements = statementsOf(one, accounts?.get(one.node.uri) ?? [], options);
        options.written?.(1, statements.length);
        yield statements;
      }
    }
  } finally {
    await reader.close();
  }
}

/** Records and runs are what evidence refers to; descriptions come only when asked for. */
function reachOf({ assertions = 'edges', provenance = false }: RdfOptions): {
  readonly without: readonly string[];
  readonly types: readonly string[];
} {
  if (provenance) return { without: [], types: relationshipTypes };
  if (assertions === 'none') return { without: provenanceLabels, types: domainRelationshipTypes };
  return { without: ['Description'], types: relationshipTypes.filter((type) => type !== 'DESCRIBED_BY') };
}

/** Written as a graph of their own, whatever they point at. */
const provenanceClasses: ReadonlySet<string> = new Set(provenanceLabels);
const ownTimes: ReadonlySet<string> = new Set(['lastSeen']);

function statementsOf(
  { node, edges }: NodeWithEdges,
  accounts: readonly EntityLine[],
  { assertions = 'edges', provenance = false, counters = false }: RdfOptions,
): readonly Statement[] {
  const classes = classesOf(node.labels);
  const references = new Map<string, string[]>();
  for (const { type, target } of edges) {
    const property = propertyOfType(type) ?? '';
    references.set(property, [...(references.get(property) ?? []), target]);
  }
  const shown = [...propertiesOf(classes)].filter(([name, { volatile }]) => {
    if (volatile === true) return counters;
    return name !== 'describedBy' && (provenance || !ownTimes.has(name));
  });
  const thing: RdfNode = {
    uri: node.uri,
    types: classes.flatMap((label) => entityOf(label)?.iri ?? []),
    properties: new Map(shown),
    values: node.properties,
    references,
  };
  const provenanceGraph = mintProvenanceGraph();
  if (classes.some((label) => provenanceClasses.has(label))) return nodeStatements(thing, provenanceGraph);
  return [
    ...nodeStatements(thing),
    ...descriptionsOf(thing, provenance, provenanceGraph),
    ...(assertions === 'none' ? [] : evidenceOf({ node, edges }, accounts, thing.properties)),
  ];
}

/** Which accounts there are of a thing. */
function descriptionsOf({ uri, references }: RdfNode, shown: boolean, graph: string): readonly Statement[] {
  const definition = entities.MLModel.properties.describedBy;
  const targets = shown ? (references.get('describedBy') ?? []).toSorted(byCodePoint) : [];
  return targets.map((iri) => ({ subject: uri, predicate: definition.iri, object: { iri }, graph }));
}

/** Of witnesses that differ in nothing that tells them apart, the surest. */
function evidenceOf(
  { node, edges }: NodeWithEdges,
  accounts: readonly EntityLine[],
  written: ReadonlyMap<string, PropertyDefinition>,
): readonly Statement[] {
  const told = accounts.flatMap((account) => witnessesOfAccount(account, written));
  const covered = new Set(told.map(({ predicate, object }) => ('iri' in object ? `${predicate} ${object.iri}` : '')));
  const stated = edges.flatMap(({ type, target, properties }) => {
    const definition = written.get(propertyOfType(type) ?? '');
    const witness = definition === undefined ? undefined : witnessOfEdge(node.uri, definition, target, properties);
    return witness === undefined || covered.has(`${witness.predicate} ${target}`) ? [] : [witness];
  });
  const graph = mintProvenanceGraph();
  const reifiers = new Map<string | undefined, readonly Statement[]>();
  for (const witness of [...told, ...stated].toSorted((a, b) => b.confidence - a.confidence)) {
    const statements = assertionStatements(witness, graph);
    const iri = statements[0]?.subject;
    if (!reifiers.has(iri)) reifiers.set(iri, statements);
  }
  return [...reifiers.values()].flat();
}
