import { throwIfAborted } from '../../../src/core/abort.ts';
import { CompactMap, CompactSet } from '../../../src/core/compact-map.ts';
import type { EarlierRun } from '../../../src/core/run/earlier-runs.ts';
import { inStage } from '../../stage-task.ts';
import { modelsUrl } from '../model-url.ts';
import { modelIdsResource, modelsResource } from '../resources.ts';
import type { HubModel } from '../responses.ts';
import { endpointOf } from '../settings.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { type DetailItem, extractModelsOneByOne } from './extract-details.ts';
import { readPage, Walk } from './list-page.ts';

const stage = 'hf_model_ids';
/** Beside `_id` and `id`: a gate is closed without a commit, so that nothing else of the list would tell. */
const idFields = ['gated'];

/** What is remembered of a model: its `_id` and its gate, in one number. */
function markOf({ _id = '', gated }: Pick<HubModel, '_id' | 'gated'>): number {
  return Number.parseInt(_id.slice(-11) || '0', 16) * 8 + gateOf(gated);
}

function gateOf(gated: unknown): number {
  if (gated === false) return 0;
  return gated === 'auto' ? 1 : gated === 'manual' ? 2 : gated === undefined ? 7 : 3;
}

/** Whether two marks are of the same model behind the same gate, as far as both tell. */
function isSame(mark: number, other: number): boolean {
  const [gate, otherGate] = [mark % 8, other % 8];
  return mark - gate === other - otherGate && (gate === otherGate || gate === 7 || otherGate === 7);
}

/**
 * Walks the ids of all models there are. What it does not hold is gone, and loading sees that; what no run has a record of,
 * or under another `_id` or gate, is asked for one by one. The latter only when some run has seen everything: else all
 * that was never selected would be new.
 */
export async function extractIds(crawl: Crawl, seen: CompactSet): Promise<void> {
  await inStage(crawl, stage, async (task) => {
    const known = await knownModels(task);
    const news: DetailItem[] = [];
    await walkIds(task, (row) => {
      if (known === undefined || row.id === undefined || seen.has(row.id)) return;
      const mark = known.get(row.id);
      if (mark === undefined || mark < 0 || !isSame(mark, markOf(row)))
        news.push({ id: row.id, context: { found: mark === undefined || mark < 0 ? 'new' : 'changed' } });
    });
    await extractModelsOneByOne(task, news, task.settings.threads, ({ model }) => {
      if (model.id !== undefined) seen.add(model.id);
    });
  });
}

async function walkIds(task: HubTask, onRow: (row: HubModel) => void): Promise<void> {
  const { endpoint, pageSize } = task.settings;
  const walk = new Walk(task);
  let url: string | undefined = modelsUrl(endpoint, { sort: 'createdAt', limit: pageSize, fields: idFields });
  while (url !== undefined) {
    throwIfAborted(task.signal);
    const page = await readPage(task, modelIdsResource, url);
    for (const row of page.rows) onRow(row);
    url = walk.next(page, url);
  }
  if (walk.isAtEnd) task.writer.markComplete({ of: 'MLModel', resource: modelIdsResource });
}

/** The newest run that saw everything, and all after it, the oldest first. */
function runsSinceWhole(earlier: readonly EarlierRun[], endpoint: string): readonly EarlierRun[] | undefined {
  const same = earlier.filter(({ manifest }) => endpointOf(manifest.settings) === endpoint);
  const whole = same.findIndex(({ manifest }) => manifest.complete?.some(({ of }) => of === 'MLModel') === true);
  return whole < 0 ? undefined : same.slice(0, whole + 1).reverse();
}

/** Marks of the models that earlier runs have a record of; undefined when no run has seen everything. */
async function knownModels({ context, settings }: HubTask): Promise<CompactMap | undefined> {
  const runs = runsSinceWhole(context.earlier, settings.endpoint);
  if (runs === undefined) return undefined;
  const known = new CompactMap();
  for (const run of runs) {
    for (const resource of [modelIdsResource, modelsResource]) {
      for await (const { bytes } of run.elements(resource)) {
        const row = rowOf(bytes);
        if (row?.id !== undefined) known.set(row.id, markOf(row));
      }
    }
    // A passing failure leaves no record behind.
    for await (const miss of run.misses())
      if (miss.resource === modelsResource && miss.kind === 'failed') known.set(miss.id, -1);
  }
  return known;
}

function rowOf(bytes: Buffer): Pick<HubModel, '_id' | 'id' | 'gated'> | undefined {
  const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  if (typeof value !== 'object' || value === null) return undefined;
  const { _id, id, gated } = value as Readonly<Record<string, unknown>>;
  return {
    ...(typeof _id === 'string' ? { _id } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    gated,
  } as Pick<HubModel, '_id' | 'id' | 'gated'>;
}
