import type { GraphStore, Row } from '../../graph/store.ts';
import { nodeColumns } from './find-node.ts';
import { isFiltering, type LineageFilter, passes } from './lineage-filter.ts';
import { byNextId, type LineageStep } from './lineage-walk.ts';

export interface StepOptions {
  /** `up`: from child to parent. */
  readonly direction: 'up' | 'down';
  /** Relationship types that are followed. */
  readonly types: readonly string[];
  /** Class of what they lead to. Default `MLModel`. */
  readonly label?: 'MLModel' | 'Resource';
  readonly filter?: LineageFilter;
  readonly signal?: AbortSignal;
}

const parentsPerStatement = 1_000;

type StepRow = LineageStep & Row;

/** Gives the statements between a level and the next, ordered by the id they lead to, so that a cut is the same on both engines. */
export function readSteps(
  store: GraphStore,
  { direction, types, label = 'MLModel', filter = {}, signal }: StepOptions,
): (frontier: readonly string[]) => Promise<StepRow[]> {
  const step = `[r:${types.join('|')}]`;
  const pattern = direction === 'up' ? `(near)-${step}->(far:${label})` : `(near)<-${step}-(far:${label})`;
  const statement = `UNWIND $uris AS wanted MATCH (near:Resource {uri: wanted}) WITH near MATCH ${pattern}
    RETURN near.id AS near, ${nodeColumns('far')}, type(r) AS type, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount,
      r.source AS source, r.run AS run, r.record AS record, r.pointer AS pointer, r.firstSeen AS firstSeen ORDER BY id, near, type`;
  return async (frontier) => {
    if (types.length === 0) return [];
    let rows: StepRow[] = [];
    for (let start = 0; start < frontier.length; start += parentsPerStatement) {
      const uris = frontier.slice(start, start + parentsPerStatement);
      rows = rows.concat(await store.read<StepRow>(statement, { uris }, signal === undefined ? {} : { signal }));
    }
    const followed = isFiltering(filter) ? rows.filter(passes(filter)) : rows;
    return frontier.length <= parentsPerStatement ? followed : followed.sort(byNextId);
  };
}
