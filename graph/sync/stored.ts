import { throwIfAborted } from '../../src/core/abort.ts';
import { domainLabels, provenanceLabels, relationshipTypes } from '../../ontology/model.ts';
import type { Properties } from '../rows.ts';
import { quotedLabel, readNodes } from '../statements.ts';
import type { GraphStore, Row } from '../store.ts';

/** A node as a graph holds it; `labels` are those of the ontology, sorted. */
export interface StoredNode {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: Properties;
}

/** A relationship that starts at a node. */
export interface StoredEdge {
  readonly type: string;
  readonly to: string;
  readonly properties: Properties;
}

const labels = [...domainLabels, ...provenanceLabels];
const known = new Set(labels);

/** Only what this program writes: other people's nodes may stand under `:Resource` too. */
export const isOurs = `n.id IS NOT NULL AND (${labels.map((label) => `n:${quotedLabel(label)}`).join(' OR ')})`;

const uriStatement = `MATCH (n:Resource) WHERE n.uri > $after AND ${isOurs} RETURN n.uri AS uri ORDER BY uri LIMIT $limit`;
const urisPerStatement = 50_000;

const readEdges =
  'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n, uri MATCH (n)-[r]->(t) WHERE type(r) IN $types ' +
  'RETURN uri AS from, type(r) AS type, t.uri AS to, properties(r) AS properties';

/** IRIs of a graph's nodes in code point order (IRIs are ASCII). */
export async function* storedUris(store: GraphStore, signal: AbortSignal | undefined): AsyncGenerator<string> {
  for (let after = ''; ;) {
    throwIfAborted(signal);
    const rows = await store.read<{ uri: string }>(uriStatement, { after, limit: urisPerStatement });
    for (const { uri } of rows) yield uri;
    const last = rows.at(-1);
    if (last === undefined || rows.length < urisPerStatement) return;
    after = last.uri;
  }
}

interface NodeRow extends Row {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: Properties;
}

export async function storedNodes(
  store: GraphStore,
  uris: readonly string[],
): Promise<ReadonlyMap<string, StoredNode>> {
  if (uris.length === 0) return new Map();
  const rows = await store.read<NodeRow>(readNodes, { uris });
  return new Map(
    rows.map((row) => [row.uri, { ...row, labels: row.labels.filter((label) => known.has(label)).toSorted() }]),
  );
}

interface EdgeRow extends Row {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly properties: Properties;
}

/** By node: its relationships. */
export async function storedEdges(
  store: GraphStore,
  uris: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredEdge[]>> {
  if (uris.length === 0) return new Map();
  const found = new Map<string, StoredEdge[]>();
  for (const { from, ...edge } of await store.read<EdgeRow>(readEdges, { uris, types: relationshipTypes })) {
    const edges = found.get(from);
    if (edges === undefined) found.set(from, [edge]);
    else edges.push(edge);
  }
  return found;
}
