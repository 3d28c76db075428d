import { fetchEach } from '../../fetch-each.ts';
import type { Answer } from '../../ask.ts';
import { type Wanted, writeFailure } from '../../misses.ts';
import { fileUrl } from '../file-url.ts';
import * as names from '../resources.ts';
import { nextRange } from '../weights/next-range.ts';
import { headerFilesOf, indexOfShard } from '../weights/weight-files.ts';
import type { HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import type { ModelRow } from './model-row.ts';

/** Configurations and results are small; what is larger is none. */
const mostBytes = 16 * 1024 * 1024;
const mostResultFiles = 64;
const adapterTags: ReadonlySet<string> = new Set(['peft', 'lora', 'adapter', 'base_model:adapter']);

interface FileItem {
  readonly wanted: Wanted;
  /** Without a range. */
  readonly url: string;
  readonly isHeader: boolean;
}

interface NeededFile {
  readonly resource: string;
  readonly path: string;
}

/**
 * Files that say what the record leaves open: the base of an adapter, a configuration the record has nothing of, parameters it
 * does not count (of weights in several files also the index of them), results of evaluations. None is asked for that the repository does not list; of one whose files are not
 * listed only the adapter's, when its tags say that it is one.
 */
export function neededFiles({ files, tags, hasConfig, hasSize }: ModelRow): readonly NeededFile[] {
  const isAdapter = tags.some((tag) => adapterTags.has(tag) || tag.startsWith('base_model:adapter:'));
  if (files === undefined)
    return isAdapter ? [{ resource: names.adapterConfigsResource, path: 'adapter_config.json' }] : [];
  const listed = new Set(files);
  const needed: NeededFile[] = [];
  if (listed.has('adapter_config.json'))
    needed.push({ resource: names.adapterConfigsResource, path: 'adapter_config.json' });
  if (!hasConfig && listed.has('config.json'))
    needed.push({ resource: names.modelConfigsResource, path: 'config.json' });
  const results = files.filter((path) => /^\.eval_results\/[^/]+\.ya?ml$/i.test(path)).slice(0, mostResultFiles);
  needed.push(...results.map((path) => ({ resource: names.evalResultsResource, path })));
  const heads = hasSize ? [] : headerFilesOf(files);
  for (const path of heads) {
    needed.push({ resource: names.weightHeadersResource, path });
    const index = indexOfShard(path);
    if (index !== undefined && listed.has(index)) needed.push({ resource: names.weightIndexesResource, path: index });
  }
  return needed;
}

/** The files these models need, each at the commit its record tells. Of weights only the first bytes, never the weights. */
export async function extractFiles(
  task: HubTask,
  models: Iterable<ModelRow> | AsyncIterable<ModelRow>,
  context?: Readonly<Record<string, unknown>>,
): Promise<void> {
  await fetchEach({
    items: wantedFiles(task, models, context),
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: (item, signal) => (item.isHeader ? askHeader(task, item, signal) : askWhole(task, item, signal)),
    settle: ({ wanted }, asked, write) => {
      for (const { answer, body } of asked) {
        const { status, attempts } = answer;
        if (status === 200 || status === 206) {
          write(answer.keep({ ...task.purpose, ...(context === undefined ? {} : { context }) }));
          task.tally.add({ attempts, records: 1 });
        } else {
          task.tally.add({ attempts, failed: 1 });
          writeAbsence(task, wanted, answer, body, write);
        }
      }
    },
    fail: ({ wanted, url }, error, write) => writeFailure(task, wanted, url, error, write),
  });
}

interface AskedFile {
  readonly answer: Answer;
  readonly body: Buffer;
}

async function askWhole(task: HubTask, { wanted, url }: FileItem, signal: AbortSignal): Promise<readonly AskedFile[]> {
  const answer = await task.client.ask(wanted.resource, url, { expect: 'file', maxBytes: mostBytes, signal });
  return [{ answer, body: await answer.read() }];
}

/** One range, and another when the first shows that the header goes on. */
async function askHeader(task: HubTask, { wanted, url }: FileItem, signal: AbortSignal): Promise<readonly AskedFile[]> {
  const asked: AskedFile[] = [];
  let range = nextRange(Buffer.alloc(0));
  while (range !== undefined) {
    const at = `${url}#bytes=${range[0]}-${range[1]}`;
    const answer = await task.client.ask(wanted.resource, at, {
      expect: 'file',
      maxBytes: mostBytes * 2,
      range,
      signal,
    });
    const body = await answer.read();
    asked.push({ answer, body });
    const isPart = answer.status === 200 || answer.status === 206;
    range = isPart && asked.length < 2 ? nextRange(body) : undefined;
  }
  return asked;
}

async function* wantedFiles(
  task: HubTask,
  models: Iterable<ModelRow> | AsyncIterable<ModelRow>,
  context: Readonly<Record<string, unknown>> | undefined,
): AsyncGenerator<FileItem> {
  for await (const model of models) {
    for (const { resource, path } of neededFiles(model)) {
      const { id, sha = 'main' } = model;
      const url = fileUrl(task.settings.endpoint, { kind: 'model', id, revision: sha, path });
      const isHeader = resource === names.weightHeadersResource;
      const first = isHeader ? nextRange(Buffer.alloc(0)) : undefined;
      const asked = first === undefined ? url : `${url}#bytes=${first[0]}-${first[1]}`;
      if ((await task.known.file(resource, asked)).isSettled) task.tally.add({ known: 1 });
      else yield { wanted: { resource, id: `${id}/${path}`, context: { ...context, model: id, path } }, url, isHeader };
    }
  }
}
