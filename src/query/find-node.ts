import type { GraphStore } from '../../graph/store.ts';
import { classesOf } from './stored-node.ts';

/** Enough of a node to name it. */
export interface FoundNode {
  readonly id: string;
  readonly uri: string;
  readonly label: string;
  readonly name: string;
  /** False: nobody described it, it is only referred to. */
  readonly resolved: boolean;
  readonly removed: boolean;
}

/** What `nodeColumns` returns. */
export type NodeRow = {
  readonly uri: string;
  readonly id: string;
  readonly name: string | null;
  readonly labels: readonly string[];
  readonly resolved: boolean;
  readonly removed: boolean;
};

/** Columns of a RETURN clause for `toFoundNode`. `name` is of the catalogue's own, never from a user. */
export function nodeColumns(name: string): string {
  return `${name}.uri AS uri, ${name}.id AS id, ${name}.name AS name, labels(${name}) AS labels, coalesce(${name}.resolved, true) AS resolved, coalesce(${name}.removed, false) AS removed`;
}

export function toFoundNode(row: NodeRow): FoundNode {
  const { uri, id, resolved, removed } = row;
  return { id, uri, label: classesOf(row.labels)[0] ?? 'Resource', name: row.name ?? id, resolved, removed };
}

/** The nodes with these IRIs that are in the graph, in the order of the IRIs. */
export async function findNodes(store: GraphStore, uris: readonly string[]): Promise<FoundNode[]> {
  const rows = await store.read<NodeRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) RETURN ${nodeColumns('n')} ORDER BY uri`,
    { uris: [...new Set(uris)] },
  );
  const found = new Map(rows.map((row) => [row.uri, toFoundNode(row)]));
  return [...new Set(uris)].flatMap((uri) => found.get(uri) ?? []);
}
