import { runListResource, runsResource } from '../resources.ts';
import type { Crawl } from './crawl.ts';
import { noteReferences, noteRow, rootOf } from './identify.ts';

/** Takes the runs of an earlier run of ours for those that were selected: for stages that are taken without the list. */
export async function readStoredRuns(crawl: Crawl): Promise<void> {
  const { stored } = crawl.context;
  for await (const element of stored.elements(runsResource)) {
    const run = rootOf(element, 'run');
    const id = run?.text('run_id')?.value;
    if (run === undefined || id === undefined) continue;
    noteReferences(crawl, runsResource, run);
    crawl.runs.add(id, run);
  }
  for await (const element of stored.elements(runListResource)) {
    for (const row of rootOf(element, 'runs')?.many('run') ?? []) {
      const id = row.text('run_id')?.value;
      if (id !== undefined && crawl.runs.add(id, undefined)) noteRow(crawl, row);
    }
  }
}
