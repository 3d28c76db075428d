import type { GraphStore } from '../../../graph/store.ts';
import { lineageTypes } from '../../../ontology/model.ts';

/**
 * Models that derive from themselves, each cycle as the ids of its models, by id. Exact for cycles of any length: what has no
 * parent or no child is taken away until nothing more can be, so memory is bounded by the models between others.
 */
export async function lineageCycles(store: GraphStore): Promise<readonly (readonly string[])[]> {
  const types = lineageTypes.join('|');
  const rows = await store.read<{ child: string; parent: string }>(
    `MATCH (a:MLModel)-[:${types}]->(b:MLModel) WHERE EXISTS { (:MLModel)-[:${types}]->(a) } AND EXISTS { (b)-[:${types}]->(:MLModel) }
     RETURN DISTINCT a.id AS child, b.id AS parent ORDER BY child, parent`,
  );
  const parents = new Map<string, string[]>();
  for (const { child, parent } of rows) {
    const held = parents.get(child);
    if (held === undefined) parents.set(child, [parent]);
    else held.push(parent);
  }
  return knots(parents).toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

interface Visit {
  readonly id: string;
  next: number;
}

/** Tarjan's strongly connected components, without recursion: those that hold a way back to themselves. */
export function knots(parents: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  const enter = (id: string): Visit => {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, next: 0 };
  };
  const lower = (id: string, to: number | undefined): void => {
    low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));
  };
  for (const start of parents.keys()) {
    const path = order.has(start) ? [] : [enter(start)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = parents.get(visit.id)?.[visit.next];
      visit.next += 1;
      if (next !== undefined) {
        if (!order.has(next)) path.push(enter(next));
        else if (isOpen.has(next)) lower(visit.id, order.get(next));
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(above.id, low.get(visit.id));
      if (low.get(visit.id) !== order.get(visit.id)) continue;
      const knot = open.splice(open.lastIndexOf(visit.id));
      for (const id of knot) isOpen.delete(id);
      if (knot.length > 1 || parents.get(visit.id)?.includes(visit.id) === true) found.push(knot.sort());
    }
  }
  return found;
}
