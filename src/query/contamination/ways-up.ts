import type { LineageEdge } from '../lineage.ts';

/** The shortest way from a model up to each of its ancestors, by id; of equally short ones the most certain, then the first by id. */
export function waysUp(root: string, edges: readonly LineageEdge[]): ReadonlyMap<string, readonly LineageEdge[]> {
  const parents = new Map<string, LineageEdge[]>();
  for (const edge of edges) parents.set(edge.from, [...(parents.get(edge.from) ?? []), edge]);
  const ways = new Map<string, readonly LineageEdge[]>([[root, []]]);
  let frontier = [root];
  while (frontier.length > 0) {
    const next = new Map<string, readonly LineageEdge[]>();
    for (const id of frontier) {
      const way = ways.get(id) ?? [];
      for (const edge of parents.get(id) ?? []) {
        if (ways.has(edge.to)) continue;
        const candidate = [...way, edge];
        const known = next.get(edge.to);
        if (known === undefined || certaintyOf(candidate) > certaintyOf(known)) next.set(edge.to, candidate);
      }
    }
    for (const [id, way] of next) ways.set(id, way);
    frontier = [...next.keys()].sort();
  }
  return ways;
}

function certaintyOf(way: readonly LineageEdge[]): number {
  return way.reduce((product, edge) => product * (edge.confidence ?? 1), 1);
}
