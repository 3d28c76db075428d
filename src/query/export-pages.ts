import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { throwIfAborted } from '../core/abort.ts';
import type { StoredNode } from './stored-node.ts';

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

const keysPerStatement = 50_000;

/** IRIs of what is exported, by code point, a page at a time. */
export async function* exportedUris(store: GraphStore, options: PageOptions): AsyncGenerator<readonly string[]> {
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

async function readKeys(store: GraphStore, after: string, { without }: PageOptions): Promise<string[]> {
  const filter = without.map((label) => ` AND NOT n:${label}`).join('');
  const rows = await store.read<{ uri: string }>(
    `MATCH (n:Resource) WHERE n.uri > $after${filter} RETURN n.uri AS uri ORDER BY uri LIMIT $limit`,
    { after, limit: keysPerStatement },
  );
  return rows.map((row) => row.uri);
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
