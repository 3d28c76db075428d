import type { GraphStore } from '../../graph/store.ts';
import { getQuery } from '../../cypher/index.ts';

export interface ClassCount {
  readonly class: string;
  readonly total: number;
  /** Described by a source or a shipped vocabulary. */
  readonly resolved: number;
  /** Only referred to. */
  readonly stubs: number;
  readonly removed: number;
}

export interface GraphStats {
  /** Largest first. */
  readonly classes: readonly ClassCount[];
  readonly relationships: readonly { readonly type: string; readonly total: number }[];
}

/** What the graph holds. Reads every node and relationship once. */
export async function stats(store: GraphStore): Promise<GraphStats> {
  const classes = await store.read<{ class: string; total: number; resolved: number; stubs: number; removed: number }>(
    getQuery('quality/counts-by-class').cypher,
  );
  const relationships = await store.read<{ type: string; total: number }>(
    'MATCH (:Resource)-[r]->() RETURN type(r) AS type, count(r) AS total ORDER BY total DESC, type',
  );
  return { classes, relationships };
}
