import type { GraphStore } from '../../graph/store.ts';
import { contextUrl } from '../../ontology/context.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import { derivationProperties, edgeProperties } from '../../ontology/edge.ts';
import { domainRelationshipTypes, propertyOfType, provenanceLabels, relationshipTypes } from '../../ontology/model.ts';
import { entityDocument } from './entity-document.ts';
import { type EdgeRow, exportedUris, type NodeRow, readPage } from './export-pages.ts';
import { type JsonValue, storedToJson } from './stored-node.ts';

export interface ExportOptions {
  /** Also provenance nodes, run ids, records, pointers and times of ours. */
  readonly provenance?: boolean;
  /** Also counters such as downloads. */
  readonly counters?: boolean;
  /** Nodes per statement. Default 1,000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

/** Of an edge, what does not depend on when and in which run it was learnt. */
const timelessEdgeProperties = ['method', 'confidence', 'evidenceCount', 'source', 'literal'];
/** Times of ours on nodes of the domain. */
const ownTimes: ReadonlySet<string> = new Set(['lastSeen', 'forgotten']);

/**
 * The graph as JSON-LD, a node a line (without newline), by IRI in code point order; the evidence of its statements stands
 * in the line. Without `provenance` and `counters` equal knowledge gives equal lines, whatever the engine, the order and the
 * time it was learnt. Memory is bounded by a page.
 */
export async function* exportJsonld(store: GraphStore, options: ExportOptions = {}): AsyncGenerator<string> {
  const { provenance = false, pageSize, signal } = options;
  const types = provenance ? relationshipTypes : domainRelationshipTypes;
  for await (const uris of exportedUris(store, { without: provenance ? [] : provenanceLabels, pageSize, signal })) {
    for (const { node, edges } of await readPage(store, uris, types)) yield exportLine(node, edges, options);
  }
}

/** A node with its outgoing edges, ordered by type and target, as a line. */
function exportLine(node: NodeRow, edges: readonly EdgeRow[], options: ExportOptions): string {
  const references = new Map<string, string[]>();
  const evidence: JsonValue[] = [];
  for (const edge of edges) {
    const property = propertyOfType(edge.type);
    if (property === undefined) continue;
    const list = references.get(property);
    if (list === undefined) references.set(property, [edge.target]);
    else list.push(edge.target);
    const witness = evidenceOf(property, edge, options);
    if (witness !== undefined) evidence.push(witness);
  }
  const document = entityDocument(node, {
    context: contextUrl,
    references,
    shows: (property, definition) => isShown(property, definition, options),
  });
  return JSON.stringify(evidence.length === 0 || 'evidence' in document ? document : { ...document, evidence });
}

function isShown(property: string, definition: PropertyDefinition, options: ExportOptions): boolean {
  if (definition.volatile === true) return options.counters === true;
  return options.provenance === true || !ownTimes.has(property);
}

const relationshipProperties = Object.entries<PropertyDefinition>({ ...edgeProperties, ...derivationProperties });

/** Undefined for a relationship that says nothing of itself: the chain of provenance. */
function evidenceOf(
  property: string,
  { target, properties }: EdgeRow,
  { provenance = false }: ExportOptions,
): JsonValue | undefined {
  const said = relationshipProperties.flatMap(([name, definition]): [string, JsonValue][] => {
    const value = properties[name];
    if (value === undefined || value === null || (!provenance && !timelessEdgeProperties.includes(name))) return [];
    return [[name, storedToJson(value, definition)]];
  });
  return said.length === 0 ? undefined : { property, value: target, ...Object.fromEntries(said) };
}
