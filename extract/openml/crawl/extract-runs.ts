import { inStage } from '../../stage-task.ts';
import type { OmlNode } from '../document.ts';
import { runListResource, runProbesResource, runsResource } from '../resources.ts';
import { isFiltered } from '../settings.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { type DetailItem, type DetailKind, extractDetails } from './extract-details.ts';
import { noteReferences, noteRow } from './identify.ts';
import { askPage, type ListBounds, type ListPage, walkList } from './list.ts';
import { boundsOf, runList, uploadedAt } from './select-runs.ts';

const stage = 'openml_runs';
const kind: DetailKind = { resource: runsResource, step: 'run', root: 'run' };

/** A run of the list. */
interface ListedRun extends DetailItem {
  readonly row: OmlNode;
}

/** The runs that the settings select: the list, then each one, those with errors included. Files of runs are never asked for. */
export async function extractRuns(crawl: Crawl): Promise<void> {
  const { threads, numInstances, all } = crawl.settings;
  const expected = numInstances ?? (all ? undefined : 0);
  await inStage(
    crawl,
    stage,
    async (task) => {
      const bounds = await boundsOf(task);
      if (bounds === undefined) return;
      await extractDetails(task, kind, listedRuns(task, bounds), threads, ({ id, row }, run) => {
        if (run === undefined) noteRow(crawl, row);
        else noteReferences(crawl, runsResource, run);
        crawl.runs.add(id, run);
      });
    },
    expected === 0 ? undefined : expected,
  );
}

async function* listedRuns(task: OpenmlTask, bounds: ListBounds): AsyncGenerator<ListedRun> {
  const { settings, writer } = task;
  const pages = walkList(task, runList(settings), bounds);
  for (;;) {
    const { value, done } = await pages.next();
    if (done === true) {
      const isWhole = settings.all && bounds.most === undefined && bounds.offset === 0 && settings.since === undefined;
      if (value.isAtEnd && isWhole && !isFiltered(settings.filters))
        writer.markComplete({ of: 'Run', resource: runListResource });
      return;
    }
    yield* runsOf(task, value);
  }
}

async function* runsOf(task: OpenmlTask, { rows }: ListPage): AsyncGenerator<ListedRun> {
  const { since } = task.settings;
  const wanted = rows.filter((row) => since === undefined || (uploadedAt(row) ?? since) >= since);
  const runs: ListedRun[] = [];
  for (const row of wanted) {
    const id = row.text('run_id')?.value;
    if (id !== undefined) runs.push({ id, row });
    else await noteNameless(task, row);
  }
  await countHidden(task, runs);
  yield* runs;
}

async function noteNameless({ writer, tally }: OpenmlTask, { pointer }: OmlNode): Promise<void> {
  tally.add({ failed: 1 });
  const error = 'a row of the list of runs has no number';
  await writer.miss({ resource: runListResource, stage, id: pointer, kind: 'malformed', error });
}

/** An address may not be longer than some thousand characters. */
const mostNumbers = 200;

/**
 * How many of the listed runs the server hides from who does not ask for runs with errors, as its website and other clients do: so
 * that the difference between their counts and ours has a reason.
 */
async function countHidden(task: OpenmlTask, runs: readonly ListedRun[]): Promise<void> {
  const list = runList(task.settings);
  for (let at = 0; at < runs.length; at += mostNumbers) {
    const asked = runs.slice(at, at + mostNumbers);
    const numbers = asked.map(({ id }) => id).join(',');
    const shown = await askPage(
      task,
      { ...list, resource: runProbesResource, filters: ['run', numbers] },
      0,
      asked.length,
    );
    const ids = new Set(shown?.many('run').map((row) => row.text('run_id')?.value));
    task.tally.add({ hidden: asked.filter(({ id }) => !ids.has(id)).length });
  }
}
