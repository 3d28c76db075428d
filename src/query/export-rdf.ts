import { AccountReader } from '../../graph/account-reader.ts';
import { type CanonicalSum, summed } from '../../graph/rdf/canonical-sum.ts';
import { jsonLdClosing, jsonLdNodes, jsonLdOpening } from '../../graph/rdf/jsonld-nodes.ts';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import type { Statement } from '../../graph/rdf/statement.ts';
import { trigBlocks, turtleBlocks } from '../../graph/rdf/turtle.ts';
import type { GraphStore } from '../../graph/store.ts';
import { domainRelationshipTypes, provenanceLabels, relationshipTypes } from '../../ontology/model.ts';
import { prefixLines } from '../../ontology/rdf-terms.ts';
import { LineSorter, sortedLines } from '../core/sorted-lines.ts';
import { readCurrentAccounts } from './current-accounts.ts';
import { exportedUris, readPage } from './export-pages.ts';
import type { AssertionLevel, RdfFormat } from './rdf-choices.ts';
import { type StatementOptions, statementsOf } from './rdf-statements.ts';

const charactersPerPart = 1 << 18;

/** Evidence by triple terms is not in JSON-LD, which has none. */
export interface RdfOptions extends StatementOptions {
  readonly format: RdfFormat;
  /** Where the accounts are, that the graph only points at; read for evidence of values. */
  readonly dataDir: string;
  /** Only what stands in the graph of evidence and provenance. */
  readonly evidenceOnly?: boolean;
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
  /** Bytes that sorting may hold. Default 64 MB. */
  readonly bytesInMemory?: number;
  /** Told what was written. */
  readonly written?: (nodes: number, statements: number) => void;
  /**
   * Also the hash that equal graphs have in common, whatever the format: sha256 of the N-Quads sorted by byte, which is
   * their canonical form, as there are no blank nodes. Costs a sort for formats that need none.
   */
  readonly canonical?: (sum: CanonicalSum) => void;
}

/**
 * The graph as RDF, in parts of whole lines or blocks: things in the default graph, evidence and provenance in a graph of
 * their own (in Turtle, which has one graph, all in that). N-Quads are sorted by byte; Turtle, TriG and JSON-LD go by IRI of
 * the thing, its evidence behind it. Equal graphs give equal bytes, whatever the engine. Memory is bounded.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function* exportRdf(store: GraphStore, options: RdfOptions): AsyncGenerator<string | Buffer> {
  const { format, bytesInMemory, canonical } = options;
  const sorting = bytesInMemory === undefined ? {} : { bytesInMemory };
  const nodes = statementsByNode(store, options);
  if (format === 'nquads') {
    yield* summed(sortedLines(linesOf(nodes), sorting), canonical);
    return;
  }
  if (canonical === undefined) {
    yield* blocks(nodes, format);
    return;
  }
  const lines = new LineSorter(sorting);
  yield* blocks(alsoSorted(nodes, lines, format), format);
  for await (const part of summed(lines.sorted(), canonical)) void part;
}

/** Turtle has no graphs. */
async function* alsoSorted(
  nodes: AsyncIterable<readonly Statement[]>,
  lines: LineSorter,
  format: RdfFormat,
): AsyncGenerator<readonly Statement[]> {
  try {
    for await (const statements of nodes) {
      const held = format === 'turtle' ? statements.map(({ graph: _graph, ...triple }) => triple) : statements;
      await lines.add(held.map(nquadsLine));
      yield statements;
    }
  } catch (error) {
    await lines.discard();
    throw error;
  }
}

async function* blocks(nodes: AsyncIterable<readonly Statement[]>, format: RdfFormat): AsyncGenerator<string> {
  const { opening, block, closing } = blockFormats[format as keyof typeof blockFormats];
  let text = opening();
  let isFirst = true;
  for await (const statements of nodes) {
    if (statements.length === 0) continue;
    text += block(statements, isFirst);
    isFirst = false;
    if (text.length < charactersPerPart) continue;
    yield text;
    text = '';
  }
  yield text + closing;
}

const blockFormats = {
  turtle: {
    opening: () => prefixLines(),
    block: (statements: readonly Statement[]): string => `\n${turtleBlocks(statements)}`,
    closing: '',
  },
  trig: {
    opening: () => prefixLines(),
    block: (statements: readonly Statement[]): string => `\n${trigBlocks(statements)}`,
    closing: '',
  },
  jsonld: {
    opening: jsonLdOpening,
    block: (statements: readonly Statement[], isFirst: boolean): string =>
      `${isFirst ? '\n' : ',\n'}${jsonLdNodes(statements).join(',\n')}`,
    closing: jsonLdClosing,
  },
} as const;

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
      const accounts = readsAccounts.has(assertions) ? await readCurrentAccounts(store, reader, uris) : undefined;
      for (const one of page) {
        const all = statementsOf(one, accounts?.get(one.node.uri) ?? [], options);
        const statements = options.evidenceOnly === true ? all.filter(({ graph }) => graph !== undefined) : all;
        options.written?.(1, statements.length);
        yield statements;
      }
    }
  } finally {
    await reader.close();
  }
}

const readsAccounts: ReadonlySet<AssertionLevel> = new Set(['edges+facts', 'all']);

/** Records and runs are what evidence refers to; descriptions come only when asked for. */
function reachOf({ assertions = 'edges', provenance = false }: RdfOptions): {
  readonly without: readonly string[];
  readonly types: readonly string[];
} {
  if (provenance) return { without: [], types: relationshipTypes };
  if (assertions === 'none') return { without: provenanceLabels, types: domainRelationshipTypes };
  return { without: ['Description'], types: relationshipTypes.filter((type) => type !== 'DESCRIBED_BY') };
}
