import {
  assertionIri,
  assertionStatements,
  type Witness,
  witnessesOfAccount,
  witnessOfEdge,
} from '../../graph/rdf/assertions.ts';
import { derivationType, placeInDescription } from '../../graph/rdf/element-place.ts';
import { nodeStatements, type RdfNode } from '../../graph/rdf/node-statements.ts';
import type { Statement } from '../../graph/rdf/statement.ts';
import { winningWitnesses } from '../../graph/rdf/winning-witnesses.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { mintProvenanceGraph } from '../../ontology/iri.ts';
import { entities, entityOf, propertyOfType, provenanceLabels } from '../../ontology/model.ts';
import { byCodePoint } from '../core/code-point-order.ts';
import type { NodeWithEdges } from './export-pages.ts';
import type { AssertionLevel } from './rdf-choices.ts';
import { classesOf, propertiesOf } from './stored-node.ts';

export interface StatementOptions {
  /** Default: edges. */
  readonly assertions?: AssertionLevel | undefined;
  /** Also descriptions with their intervals, and times of ours. */
  readonly provenance?: boolean | undefined;
  /** Also counters such as downloads. */
  readonly counters?: boolean | undefined;
  /** Evidence by the triple terms of RDF 1.2. */
  readonly rdf12?: boolean | undefined;
}

/** Written as a graph of their own, whatever they point at. */
const provenanceClasses: ReadonlySet<string> = new Set(provenanceLabels);
const ownTimes: ReadonlySet<string> = new Set(['lastSeen', 'forgotten']);

/** What is said of a thing, and the evidence for it. `accounts`: those that hold now, where the level of evidence needs them. */
export function statementsOf(
  one: NodeWithEdges,
  accounts: readonly EntityLine[],
  options: StatementOptions,
): readonly Statement[] {
  const thing = rdfNodeOf(one, options);
  const provenanceGraph = mintProvenanceGraph();
  if (isProvenance(one)) return nodeStatements(thing, provenanceGraph);
  return [
    ...nodeStatements(thing),
    ...descriptionsOf(thing, options.provenance === true, provenanceGraph),
    ...evidenceOf(one, accounts, thing, options),
  ];
}

function isProvenance({ node }: NodeWithEdges): boolean {
  return classesOf(node.labels).some((label) => provenanceClasses.has(label));
}

/** A node with what is shown of it. */
export function rdfNodeOf({ node, edges }: NodeWithEdges, options: StatementOptions): RdfNode {
  const { provenance = false, counters = false } = options;
  const classes = classesOf(node.labels);
  const references = new Map<string, string[]>();
  const derivation = edges.find(({ type }) => type === derivationType);
  for (const { type, target } of edges) {
    const property = propertyOfType(type) ?? '';
    references.set(property, [...(references.get(property) ?? []), target]);
  }
  const shown = [...propertiesOf(classes)].filter(([name, { volatile }]) => {
    if (volatile === true) return counters;
    return name !== 'describedBy' && (provenance || !ownTimes.has(name));
  });
  return {
    uri: node.uri,
    types: classes.flatMap((label) => entityOf(label)?.iri ?? []),
    properties: new Map(shown),
    values:
      derivation === undefined ? node.properties : { ...node.properties, ...placeInDescription(derivation.properties) },
    references,
  };
}

/** Which accounts there are of a thing. */
function descriptionsOf({ uri, references }: RdfNode, shown: boolean, graph: string): readonly Statement[] {
  const definition = entities.MLModel.properties.describedBy;
  const targets = shown ? (references.get('describedBy') ?? []).toSorted(byCodePoint) : [];
  return targets.map((iri) => ({ subject: uri, predicate: definition.iri, object: { iri }, graph }));
}

/** By IRI; of witnesses that differ in nothing that tells them apart, the surest. */
function evidenceOf(
  { node, edges }: NodeWithEdges,
  accounts: readonly EntityLine[],
  thing: RdfNode,
  { assertions = 'edges', rdf12 }: StatementOptions,
): readonly Statement[] {
  if (assertions === 'none') return [];
  const told =
    assertions === 'all'
      ? accounts.flatMap((account) => witnessesOfAccount(account, thing.properties))
      : winningWitnesses(thing, accounts);
  const covered = new Set(told.map(({ predicate, object }) => ('iri' in object ? `${predicate} ${object.iri}` : '')));
  const stated = edges.flatMap(({ type, target, properties }) => {
    const definition = thing.properties.get(propertyOfType(type) ?? '');
    const witness = definition === undefined ? undefined : witnessOfEdge(node.uri, definition, target, properties);
    return witness === undefined || covered.has(`${witness.predicate} ${target}`) ? [] : [witness];
  });
  const graph = mintProvenanceGraph();
  const reifiers = new Map<string, Witness>();
  for (const witness of [...told, ...stated].toSorted((a, b) => b.confidence - a.confidence)) {
    const iri = assertionIri(witness);
    if (!reifiers.has(iri)) reifiers.set(iri, witness);
  }
  const ordered = [...reifiers].toSorted(([a], [b]) => byCodePoint(a, b));
  return ordered.flatMap(([, witness]) => assertionStatements(witness, { graph, rdf12 }));
}
