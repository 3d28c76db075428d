import { isStemmaError, type StemmaError } from '../../../src/core/errors.ts';
import { isOwnFailure } from '../../fetch-each.ts';
import { inStage } from '../../stage-task.ts';
import type { OmlNode } from '../document.ts';
import { evaluationsResource } from '../resources.ts';
import type { ApiPath } from '../urls.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { earlierRoot } from './extract-details.ts';
import { type ListQuestion, pagePath, walkList } from './list.ts';

/** Runs asked for in one list: the address may not be long, and by fold the server takes few. */
const mostRuns = 100;

/**
 * Evaluations of the runs whose own record holds none, and values by fold of those whose record holds only whole ones. In XML: the
 * JSON leaves out who and when, and flattens matrices.
 */
export async function extractEvaluations(crawl: Crawl): Promise<void> {
  await inStage(crawl, 'openml_enriched_evaluations', async (task) => {
    const found = await listEvaluations(task, crawl.runs.withoutAny(), []);
    await listEvaluations(task, crawl.runs.withoutFolds(found), ['per_fold', 'true']);
  });
}

/** Which of the runs have any. */
async function listEvaluations(task: OpenmlTask, ids: readonly string[], more: ApiPath): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let at = 0; at < ids.length; at += mostRuns) {
    const batch = ids.slice(at, at + mostRuns);
    try {
      await listOfBatch(task, batch, more, found);
    } catch (error) {
      // The network's failures end the run, which can be resumed; a list that is refused is missed by its runs alone.
      if (!isOwnFailure(error) || isStemmaError(error, 'STEMMA_NETWORK')) throw error;
      await missBatch(task, batch, error);
    }
  }
  return found;
}

async function listOfBatch(
  task: OpenmlTask,
  batch: readonly string[],
  more: ApiPath,
  found: Set<string>,
): Promise<void> {
  const list: ListQuestion = {
    resource: evaluationsResource,
    path: ['evaluation', 'list'],
    filters: ['run', batch.join(','), ...more],
    root: 'evaluations',
    item: 'evaluation',
    id: undefined,
    form: 'xml',
  };
  const note = (rows: readonly OmlNode[]): void => {
    for (const row of rows) {
      const run = row.text('run_id')?.value;
      if (run !== undefined) found.add(run);
    }
  };
  const offset = await readKnown(task, list, note);
  if (offset === undefined) return;
  const pages = walkList(task, list, { offset, most: undefined, pageSize: task.settings.pageSize });
  for await (const { rows } of pages) {
    task.tally.add({ records: 1 });
    note(rows);
  }
}

/** Reads the pages that an earlier run has; gives where the rest begins, undefined when there is none. */
async function readKnown(
  task: OpenmlTask,
  list: ListQuestion,
  note: (rows: readonly OmlNode[]) => void,
): Promise<number | undefined> {
  let offset = 0;
  for (;;) {
    const path = pagePath(list, offset, task.settings.pageSize).join('/');
    const known = await task.known.fresh(list.resource, path);
    if (known === undefined) return offset;
    task.tally.add({ known: 1 });
    const rows = (await earlierRoot(known, list.root))?.many(list.item) ?? [];
    if (rows.length === 0) return undefined;
    note(rows);
    offset += rows.length;
  }
}

async function missBatch(task: OpenmlTask, batch: readonly string[], error: StemmaError): Promise<void> {
  const { writer, stage, tally } = task;
  tally.add({ failed: batch.length });
  const { message, code } = error;
  for (const id of batch)
    await writer.miss({ resource: evaluationsResource, stage, id, kind: 'failed', error: message, context: { code } });
}
