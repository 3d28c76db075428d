import { fetchEach, type Write } from '../../fetch-each.ts';
import { type Wanted, writeFailure, writeMiss } from '../../misses.ts';
import { wantedFields } from '../expand.ts';
import type { AskedModel, IdFile } from '../id-file.ts';
import { modelUrl } from '../model-url.ts';
import { modelsResource } from '../resources.ts';
import { parseModel, type HubModel } from '../responses.ts';
import { askRecord, provenConcurrency, type Asked } from './ask-record.ts';
import type { HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';

/** A model to be asked for by itself. */
export interface DetailItem {
  readonly id: string;
  readonly revision?: string;
  /** Why, for ledger and misses. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** A record that was stored. */
export interface StoredModel {
  readonly item: DetailItem;
  readonly model: HubModel;
  readonly body: Buffer;
}

function wantedOf({ id, revision, context }: DetailItem): Wanted {
  return { resource: modelsResource, id: revision === undefined ? id : `${id}@${revision}`, context };
}

/** Stores what came of one model; its record when it is one. */
function settle(task: HubTask, item: DetailItem, asked: Asked, write: Write): StoredModel | undefined {
  const { refusals, answer, body } = asked;
  const { url, status, attempts } = answer;
  for (const refusal of refusals) write(refusal.keep(task.purpose));
  if (status !== 200) {
    task.tally.add({ attempts, failed: 1 });
    writeAbsence(task, wantedOf(item), answer, body, write);
    return undefined;
  }
  const model = parseModel(body);
  if (model === undefined) {
    // Not kept: an array here would be taken for rows of the list.
    task.tally.add({ attempts, failed: 1 });
    const error = 'the answer is not an object';
    writeMiss(task, wantedOf(item), { kind: 'malformed', url, status, error, attempts }, write);
    return undefined;
  }
  write(answer.keep({ ...task.purpose, context: item.context }));
  task.tally.add({ records: 1, attempts });
  if (model.id !== undefined && model.id !== item.id) {
    const more = { to: model.id, recorded: true };
    writeMiss(task, wantedOf(item), { kind: 'renamed', url, status, attempts }, write, more);
  }
  return { item, model, body };
}

/** Asks for models one by one, each failing alone. What was stored is handed over in the items' order. */
export async function extractModelsOneByOne(
  task: HubTask,
  items: readonly DetailItem[],
  concurrency: number,
  onStored: (stored: StoredModel) => void = () => undefined,
): Promise<void> {
  const { endpoint } = task.settings;
  await fetchEach({
    items,
    concurrency: provenConcurrency(task, modelsResource, concurrency),
    signal: task.signal,
    ask: ({ id, revision }, signal) =>
      askRecord(task, modelsResource, modelUrl(endpoint, id, revision, wantedFields), signal),
    settle: (item, asked, write) => {
      const stored = settle(task, item, asked, write);
      if (stored !== undefined) onStored(stored);
    },
    fail: (item, error, write) =>
      writeFailure(task, wantedOf(item), modelUrl(endpoint, item.id, item.revision), error, write),
  });
}

/** Asks one by one for the models of the id file that the list did not hold. */
export async function extractIdFile(
  task: HubTask,
  file: IdFile,
  found: ReadonlySet<string>,
  onStored: (stored: StoredModel) => void,
): Promise<void> {
  for (const { line, text, reason } of file.unusable) {
    task.tally.add({ failed: 1 });
    const { stage } = task;
    await task.writer.miss({
      resource: modelsResource,
      stage,
      id: text,
      kind: 'malformed',
      error: reason,
      context: { line },
    });
  }
  const asItem = ({ id, revision, line }: AskedModel): DetailItem => ({
    id,
    ...(revision === undefined ? {} : { revision }),
    context: { line },
  });
  const wanted = file.models.filter((model) => model.revision !== undefined || !found.has(model.id));
  await extractModelsOneByOne(task, wanted.map(asItem), task.settings.threads, onStored);
}
