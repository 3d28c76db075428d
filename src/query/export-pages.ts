import type { GraphStore, Row, Value } from '../../graph/store.ts';
import type { StoredNode } from './stored-node.ts';
import { uriPages } from './uri-pages.ts';

export interface PageOptions {
  /** Classes whose nodes are left out. */
  readonly without: readonly string[];
  /** Nodes per statement. Default 1,000. */
  readonly pageSize?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type NodeRow = Row & {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: StoredNode['properties'];
};
export type EdgeRow = Row & {
  readonly uri: string;
  readonly type: string;
  readonly target: string;
  readonly properties: Readonly<Record<string, Value>>;
};
/** A node with its outgoing relationships, by type and target. */
export interface NodeWithEdges {
  readonly node: NodeRow;
  readonly edges: readonly EdgeRow[];
}

/** IRIs of what is exported, by code point, a page at a time. */
export function exportedUris(
  store: GraphStore,
  { without, pageSize = 1_000, signal }: PageOptions,
): AsyncIterable<readonly string[]> {
  return uriPages(store, { where: without.map((label) => `NOT n:${label}`), pageSize, signal });
}

/** The nodes of a page in its order, each with its relationships of these types. */
export async function readPage(
  store: GraphStore,
  uris: readonly string[],
  types: readonly string[],
): Promise<readonly NodeWithEdges[]> {
  const nodes = await store.read<NodeRow>(
    'UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties ORDER BY uri',
    { uris },
  );
  const edges = await store.read<EdgeRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[r:${types.join('|')}]->(t:Resource)
     RETURN n.uri AS uri, type(r) AS type, t.uri AS target, properties(r) AS properties ORDER BY uri, type, target`,
    { uris },
  );
  const edgesByUri = new Map<string, EdgeRow[]>();
  for (const edge of edges) {
    const list = edgesByUri.get(edge.uri);
    if (list === undefined) edgesByUri.set(edge.uri, [edge]);
    else list.push(edge);
  }
  return nodes.map((node) => ({ node, edges: edgesByUri.get(node.uri) ?? [] }));
}
