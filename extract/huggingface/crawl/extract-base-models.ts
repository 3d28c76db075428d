import { CompactMap, CompactSet } from '../../../src/core/compact-map.ts';
import { inStage } from '../../stage-task.ts';
import { modelsResource } from '../resources.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { earlierModels, idOfElement } from './earlier-models.ts';
import { extractCards } from './extract-cards.ts';
import { extractModelsOneByOne } from './extract-details.ts';
import { extractFiles } from './extract-files.ts';
import { type EntitySink, identify, identifyRecord } from './identify.ts';
import { modelRowOf, type ModelRow } from './model-row.ts';
import { elementsAt } from './records.ts';
import { type Reference, References } from './references.ts';

const stage = 'hf_enriched_base_models';

/** Ids that are described or were wanted already. */
class Met {
  readonly #ids = new CompactSet();
  readonly #byCase = new CompactMap();

  add(id: string): void {
    if (!this.#ids.add(id)) return;
    const folded = id.toLowerCase();
    this.#byCase.set(folded, (this.#byCase.get(folded) ?? 0) + 1);
  }

  /** Itself, or the one model whose id is equal but for letter case: loading resolves such a reference to it. */
  has(id: string): boolean {
    return this.#ids.has(id) || this.#byCase.get(id.toLowerCase()) === 1;
  }
}

/**
 * Base models that are not in the selection, then theirs, as many steps as the settings say or to the end. Each is asked for
 * once, so circles end. Its record is stored with its distance and with who named it first; its card and files follow where
 * those stages are chosen. What they refer to is added to `references`.
 */
export async function extractBaseModels(crawl: Crawl, references: References): Promise<void> {
  await inStage(crawl, stage, async (task) => {
    const { baseModelIterations: most, budget } = task.settings;
    const met = new Met();
    for await (const element of elementsAt(task, modelsResource, 0)) {
      const id = idOfElement(element);
      if (id !== undefined) met.add(id);
    }
    let named = references;
    let left = budget;
    for (let depth = 1; depth <= most; depth += 1) {
      const next = new References(['base_models']);
      left -= await climb(task, named, { depth, left, met, next });
      await identify(task, bothOf(references, next), depth);
      named = next;
      if (next.size('base_models') === 0) return;
    }
    await climb(task, named, { depth: most + 1, left: 0, met, next: new References([]) });
  });
}

function bothOf(one: EntitySink, other: EntitySink): EntitySink {
  return {
    add: (entity) => {
      one.add(entity);
      other.add(entity);
    },
  };
}

interface Step {
  readonly depth: number;
  /** Requests that may still be made for base models. */
  readonly left: number;
  readonly met: Met;
  /** Takes what records of earlier runs name. */
  readonly next: References;
}

/** One step up: how many were asked for. */
async function climb(task: HubTask, named: References, { depth, left, met, next }: Step): Promise<number> {
  const wanted = named.of('base_models').filter(({ id }) => !met.has(id));
  for (const { id } of wanted) met.add(id);
  const unknown = await withoutKnown(task, wanted, depth, next);
  const asked = unknown.slice(0, left);
  for (const reference of unknown.slice(asked.length)) await noteNotAsked(task, reference, depth);
  const rows: ModelRow[] = [];
  await extractModelsOneByOne(
    task,
    asked.map((reference) => ({ id: reference.id, context: contextOf(reference, depth) })),
    task.settings.enrichmentThreads,
    ({ body }) => {
      const row = modelRowOf(JSON.parse(body.toString('utf8')));
      if (row === undefined) return;
      met.add(row.id);
      rows.push(row);
    },
  );
  const { stages } = task.context;
  if (stages.has('hf_model_cards')) await extractCards(task, rows, { depth });
  if (stages.has('hf_model_files')) await extractFiles(task, rows, { depth });
  return asked.length;
}

/** What has to be asked for. An earlier run may have gone fewer steps than this one goes, so its records are followed too. */
async function withoutKnown(
  task: HubTask,
  wanted: readonly Reference[],
  depth: number,
  next: References,
): Promise<readonly Reference[]> {
  const records = await earlierModels(task, new Set(wanted.map(({ id }) => id)));
  const unknown: Reference[] = [];
  for (const reference of wanted) {
    const record = records.get(reference.id);
    if (record !== undefined) identifyRecord(next, record.element);
    if (record !== undefined || (await task.known.fresh(modelsResource, reference.id)) !== undefined)
      task.tally.add({ known: 1 });
    else unknown.push(reference);
  }
  return unknown;
}

function contextOf({ by, property, method, count }: Reference, depth: number): Record<string, unknown> {
  return { depth, by, property, method, count };
}

async function noteNotAsked(task: HubTask, reference: Reference, depth: number): Promise<void> {
  const isBeyond = depth > task.settings.baseModelIterations;
  const error = isBeyond
    ? `${depth} steps up, beyond HF_BASE_MODEL_ITERATIONS`
    : 'beyond the number of base models that --budget allows';
  const context = contextOf(reference, depth);
  await task.writer.miss({
    resource: modelsResource,
    stage: task.stage,
    id: reference.id,
    kind: 'not-asked',
    error,
    context,
  });
}
