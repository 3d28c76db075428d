import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { contextUrl } from '../../ontology/context.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import { derivationProperties, edgeProperties } from '../../ontology/edge.ts';
import { domainRelationshipTypes, propertyOfType, provenanceLabels, relationshipTypes } from '../../ontology/model.ts';
import { throwIfAborted } from '../core/abort.ts';
import { entityDocument } from './entity-document.ts';
import { type JsonValue, storedToJson, type StoredNode } from './stored-node.ts';

export interface ExportOptions {
  /** Also provenance nodes, run ids, records, pointers and times of ours. */
  readonly provenance?: boolean;
  /** Also counters such as downloads. */
  readonly counters?: boolean;
  /** Nodes per statement. Default 1,000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

const keysPerStatement = 50_000;
/** Of an edge, what does not depend on when and in which run it was learnt. */
const timelessEdgeProperties = ['method', 'confidence', 'evidenceCount', 'source', 'literal'];
/** Times of ours on nodes of the domain. */
const ownTimes: ReadonlySet<string> = new Set(['lastSeen']);

/**
 * The graph as JSON-LD, a node a line (without newline), by IRI in code point order; the evidence of its statements stands
 * in the line. Without `provenance` and `counters` equal knowledge gives equal lines, whatever the engine, the order and the
 * time it was learnt. Memory is bounded by a page.
 */
export async function* exportJsonld(store: GraphStore, options: ExportOptions = {}): AsyncGenerator<string> {
  for await (const uris of exportedUris(store, options)) yield* await exportPage(store, uris, options);
}

/** IRIs of what is exported, by code point, a page at a time. */
export async function* exportedUris(
  store: GraphStore,
  options: Pick<ExportOptions, 'provenance' | 'pageSize' | 'signal'>,
): AsyncGenerator<readonly string[]> {
  const { pageSize = 1_000, signal } = options;
  let after = '';
  for (;;) {
    const uris = await readKeys(store, after, options);
    for (let start = 0; start < uris.length; start += pageSize) {
      throwIfAborted(signal);
      yield uris.slice(start, start + pageSize);
    }
    const last = uris.at(-1);
    if (last === undefined || uris.length < keysPerStatement) return;
    after = last;
  }
}

async function readKeys(store: GraphStore, after: string, { provenance = false }: ExportOptions): Promise<string[]> {
  const filter = provenance ? '' : provenanceLabels.map((label) => ` AND NOT n:${label}`).join('');
  const rows = await store.read<{ uri: string }>(
    `MATCH (n:Resource) WHERE n.uri > $after${filter} RETURN n.uri AS uri ORDER BY uri LIMIT $limit`,
    { after, limit: keysPerStatement },
  );
  return rows.map((row) => row.uri);
}

type NodeRow = Row & {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: StoredNode['properties'];
};
type EdgeRow = Row & {
  readonly uri: string;
  readonly type: string;
  readonly target: string;
  readonly properties: Readonly<Record<string, Value>>;
};

async function exportPage(store: GraphStore, uris: readonly string[], options: ExportOptions): Promise<string[]> {
  const types = (options.provenance === true ? relationshipTypes : domainRelationshipTypes).join('|');
  const nodes = await store.read<NodeRow>(
    'UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties ORDER BY uri',
    { uris },
  );
  const edges = await store.read<EdgeRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[r:${types}]->(t:Resource)
     RETURN n.uri AS uri, type(r) AS type, t.uri AS target, properties(r) AS properties ORDER BY uri, type, target`,
    { uris },
  );
  const edgesByUri = new Map<string, EdgeRow[]>();
  for (const edge of edges) {
    const list = edgesByUri.get(edge.uri);
    if (list === undefined) edgesByUri.set(edge.uri, [edge]);
    else list.push(edge);
  }
  return nodes.map((node) => exportLine(node, edgesByUri.get(node.uri) ?? [], options));
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
