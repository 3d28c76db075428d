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

/** A node that is meant by some id. */
export interface MeantNode extends FoundNode {
  /** The id that was asked for, where it is another name of this: an old one, or one that differs by letter case. */
  readonly redirectedFrom?: string;
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

/** What these nodes stand for: an alias is answered with the thing it is another name of. In their order, each thing once. */
export async function canonicalNodes(store: GraphStore, nodes: readonly FoundNode[]): Promise<MeantNode[]> {
  // Nothing that is described is an alias.
  const uris = nodes.filter((node) => !node.resolved).map((node) => node.uri);
  const rows =
    uris.length === 0
      ? []
      : await store.read<NodeRow & { alias: string }>(
          `UNWIND $uris AS alias MATCH (a:Resource {uri: alias}) WITH a, alias MATCH (a)-[:REDIRECTS_TO]->(n) RETURN alias, ${nodeColumns('n')} ORDER BY alias, uri`,
          { uris },
        );
  const standFor = new Map(rows.map((row) => [row.alias, toFoundNode(row)]));
  const found = new Map<string, MeantNode>();
  for (const node of nodes) {
    const meant = standFor.get(node.uri);
    if (meant === undefined) found.set(node.uri, node);
    else if (!found.has(meant.uri)) found.set(meant.uri, { ...meant, redirectedFrom: node.id });
  }
  return [...found.values()];
}
