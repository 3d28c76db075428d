/**
 * What a load changed, counted by the loader itself: the engines' own counters differ. Provenance nodes and relationships
 * count like all others, but for the run's own node, its agent and what links them: they are `runsRecorded`.
 */
export interface LoadReport {
  readonly nodesCreated: number;
  readonly nodesUpdated: number;
  readonly nodesDeleted: number;
  readonly relationshipsCreated: number;
  readonly relationshipsUpdated: number;
  readonly relationshipsDeleted: number;
  /** Accounts that say what the graph already held. */
  readonly unchanged: number;
  readonly runsRecorded: number;
  /** Nodes of which only counters (downloads, likes …) changed. */
  readonly countersUpdated: number;
  /** Things that a list did not show and that stay all the same: it showed too little to be believed. */
  readonly removalsHeld: number;
}

export type LoadCounts = { -readonly [K in keyof LoadReport]: number };

export function emptyCounts(): LoadCounts {
  return {
    nodesCreated: 0,
    nodesUpdated: 0,
    nodesDeleted: 0,
    relationshipsCreated: 0,
    relationshipsUpdated: 0,
    relationshipsDeleted: 0,
    unchanged: 0,
    runsRecorded: 0,
    countersUpdated: 0,
    removalsHeld: 0,
  };
}

export function addReports(a: LoadReport, b: LoadReport): LoadReport {
  const sum = emptyCounts();
  for (const key of Object.keys(sum) as (keyof LoadReport)[]) sum[key] = a[key] + b[key];
  return sum;
}

/** What is said and not done. */
const notes: ReadonlySet<string> = new Set(['unchanged', 'removalsHeld']);

/** Whether anything was written: an embedded graph that did not change is not published again. */
export function hasChanges(report: LoadReport): boolean {
  return Object.entries(report).some(([name, count]) => !notes.has(name) && count > 0);
}
