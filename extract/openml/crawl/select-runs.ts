import { momentOf } from '../../../src/core/clock.ts';
import type { OmlNode } from '../document.ts';
import { runListResource, runProbesResource } from '../resources.ts';
import type { OpenmlSettings } from '../settings.ts';
import type { ApiPath } from '../urls.ts';
import type { OpenmlTask } from './crawl.ts';
import { askPage, type ListBounds, type ListQuestion } from './list.ts';

const usualNumberOfRuns = 50;

/** Pairs of the server's own filters. Runs that could not be evaluated are shown only to who asks for them. */
function filtersOf({ filters: { task, flow, uploader, tag } }: OpenmlSettings): ApiPath {
  const pairs: (readonly [string, readonly string[]])[] = [
    ['task', task],
    ['flow', flow],
    ['uploader', uploader],
    ['tag', tag === undefined ? [] : [tag]],
  ];
  return [
    ...pairs.flatMap(([name, values]) => (values.length === 0 ? [] : [name, values.join(',')])),
    'show_errors',
    'true',
  ];
}

/** The list of runs as the settings narrow it. XML, for its rows tell the type of the task as well. */
export function runList(settings: OpenmlSettings): ListQuestion {
  const filters = filtersOf(settings);
  return {
    resource: runListResource,
    path: ['run', 'list'],
    filters,
    root: 'runs',
    item: 'run',
    id: 'run_id',
    form: 'xml',
  };
}

/** The part of the list that the settings ask for; undefined when they ask for none. */
export async function boundsOf(task: OpenmlTask): Promise<ListBounds | undefined> {
  const { settings } = task;
  const { numInstances, since, all, pageSize } = settings;
  const most = numInstances ?? (all || since !== undefined ? undefined : usualNumberOfRuns);
  if (most === 0) return undefined;
  const offset = since === undefined ? settings.offset : await offsetOf(task, since);
  return { offset, most, pageSize };
}

/** Rows read at one place, of which the first with a known time counts. */
const probeSize = 20;
/** Runs are numbered as they are uploaded; the list has far fewer. */
const mostDoublings = 40;

/**
 * Where in the list the runs since a moment begin. The list is in the order of upload and cannot be asked by date: it is probed at
 * places twice as far each time until one is late enough or behind the end, then the place is narrowed down.
 */
async function offsetOf(task: OpenmlTask, since: number): Promise<number> {
  const isLate = async (offset: number): Promise<boolean> => {
    const rows = await probe(task, offset);
    if (rows === undefined) return true;
    const moment = rows.map(uploadedAt).find((found) => found !== undefined);
    return moment !== undefined && moment >= since;
  };
  // Invariant: what stands at `early` is too early, what stands at `late` is not.
  let early = task.settings.offset - 1;
  let late = task.settings.offset;
  for (let step = 1, n = 0; n < mostDoublings && !(await isLate(late)); n += 1, step *= 2) {
    early = late;
    late += step;
  }
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (await isLate(middle)) late = middle;
    else early = middle;
  }
  return late;
}

async function probe(task: OpenmlTask, offset: number): Promise<readonly OmlNode[] | undefined> {
  const list = { ...runList(task.settings), resource: runProbesResource };
  return (await askPage(task, list, offset, probeSize))?.many('run');
}

/** The server's own time has no zone; undefined for `0000-00-00 00:00:00`. */
export function uploadedAt(run: OmlNode): number | undefined {
  const text = run.text('upload_time')?.value ?? '';
  if (!/^[1-9]\d{3}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined;
  return momentOf(`${text.replace(' ', 'T')}Z`);
}
