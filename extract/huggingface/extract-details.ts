import { throwIfAborted } from '../../src/core/abort.ts';
import { isStemmaError, type StemmaError } from '../../src/core/errors.ts';
import type { Miss } from '../../src/core/run/types.ts';
import { inOrder } from '../in-order.ts';
import { kindOfAbsence } from './absent.ts';
import type { Answer } from './client.ts';
import { refusedFields, wantedFields, withoutFields } from './expand.ts';
import type { HubTask } from './extract-list.ts';
import type { AskedModel, IdFile } from './id-file.ts';
import { modelUrl } from './model-url.ts';
import { modelsResource } from './resources.ts';
import { errorTextOf, parseModel } from './responses.ts';

/** What asking for one model led to: refusals of fields first, the deciding answer last, or the error instead of it. */
interface Outcome {
  readonly model: AskedModel;
  readonly answers: readonly Answer[];
  readonly error?: StemmaError;
}

/** What is known of the fields the Hub allows here, learnt from the first answers. */
interface AllowedFields {
  readonly refused: Set<string>;
  isProven: boolean;
}

/** So many in a row, each after its retries, are no longer about the single model: the run stops and can be resumed. */
const mostFailuresInARow = 10;
/** So many are asked one after the other before giving up on learning the allowed fields first. */
const mostProbes = 20;
const mostRepairs = 3;

/** Failures of one model's own; a rate limit or a bad token stops the run. */
function isOwnFailure(error: unknown): error is StemmaError {
  return (
    isStemmaError(error, 'STEMMA_HTTP') ||
    isStemmaError(error, 'STEMMA_NETWORK') ||
    isStemmaError(error, 'STEMMA_RESPONSE_SHAPE')
  );
}

async function askForModel(
  task: HubTask,
  fields: AllowedFields,
  model: AskedModel,
  signal: AbortSignal,
): Promise<Outcome> {
  const answers: Answer[] = [];
  let url = withoutFields(modelUrl(task.client.endpoint, model.id, model.revision, wantedFields), fields.refused);
  try {
    for (;;) {
      const answer = await task.client.ask(url, signal);
      answers.push(answer);
      const refused = answer.status === 400 ? refusedFields(url, errorTextOf(answer.headers, answer.body)) : [];
      if (answer.status === 200) fields.isProven = true;
      if (refused.length === 0 || answers.length > mostRepairs) return { model, answers };
      for (const field of refused) fields.refused.add(field);
      url = withoutFields(url, new Set(refused));
    }
  } catch (error) {
    if (isOwnFailure(error)) return { model, answers, error };
    throw error;
  }
}

type MissCore = Pick<Miss, 'kind'> & Partial<Pick<Miss, 'url' | 'status' | 'error' | 'attempts'>>;

async function recordMiss(
  task: HubTask,
  model: AskedModel,
  miss: MissCore,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const id = model.revision === undefined ? model.id : `${model.id}@${model.revision}`;
  await task.writer.miss({ resource: modelsResource, id, ...miss, context: { line: model.line, ...more } });
}

/** Stores what came of one model, in the order of the file. */
async function settle(task: HubTask, { model, answers }: Outcome): Promise<void> {
  for (const refusal of answers.slice(0, -1)) await refusal.keep();
  const answer = answers.at(-1);
  if (answer === undefined) return;
  const { url, status, attempts } = answer;
  if (status !== 200) {
    await answer.keep();
    const error = errorTextOf(answer.headers, answer.body);
    const kind = kindOfAbsence({ status, code: answer.headers['x-error-code'], error });
    task.tally.add({ attempts, failed: 1 });
    const code = answer.headers['x-error-code'] === undefined ? {} : { code: answer.headers['x-error-code'] };
    return recordMiss(task, model, { kind, url, status, error, attempts }, code);
  }
  const record = parseModel(answer.body);
  if (record === undefined) {
    // Not kept: an array here would be taken for rows of the list.
    task.tally.add({ attempts, failed: 1 });
    return recordMiss(task, model, { kind: 'malformed', url, status, error: 'the answer is not an object', attempts });
  }
  await answer.keep();
  task.tally.add({ records: 1, attempts });
  if (record.id !== undefined && record.id !== model.id) {
    await recordMiss(task, model, { kind: 'renamed', url, status, attempts }, { to: record.id, recorded: true });
  }
}

/** Holds failures back until a later answer shows that they are the models' own and not the network's or the Hub's. */
class HeldFailures {
  readonly #task: HubTask;
  #held: Outcome[] = [];

  constructor(task: HubTask) {
    this.#task = task;
  }

  /** @throws the failure itself when there were too many in a row */
  hold(outcome: Outcome): void {
    this.#held.push(outcome);
    if (outcome.error !== undefined && this.#held.length >= mostFailuresInARow) throw outcome.error;
  }

  async release(): Promise<void> {
    for (const { model, error } of this.#held) {
      this.#task.tally.add({ attempts: 1, failed: 1 });
      const url = modelUrl(this.#task.client.endpoint, model.id, model.revision);
      await recordMiss(
        this.#task,
        model,
        { kind: 'failed', url, error: error?.message ?? '' },
        error === undefined ? {} : { code: error.code },
      );
    }
    this.#held = [];
  }

  /** At the end nothing follows that could prove the network, so a failure of the network stops the run instead. */
  async finish(): Promise<void> {
    const network = this.#held.find(({ error }) => error?.code === 'STEMMA_NETWORK');
    if (network?.error !== undefined) throw network.error;
    await this.release();
  }
}

/** Asks one by one for the models of the id file that the list did not hold. */
export async function extractDetails(task: HubTask, file: IdFile, found: ReadonlySet<string>): Promise<void> {
  for (const { line, text, reason } of file.unusable) {
    task.tally.add({ failed: 1 });
    await task.writer.miss({ resource: modelsResource, id: text, kind: 'malformed', error: reason, context: { line } });
  }
  const models = file.models.filter((model) => model.revision !== undefined || !found.has(model.id));
  const held = new HeldFailures(task);
  const fields: AllowedFields = { refused: new Set(), isProven: false };
  const run = async (part: readonly AskedModel[], concurrency: number): Promise<void> => {
    const ask = (model: AskedModel, signal: AbortSignal): Promise<Outcome> =>
      askForModel(task, fields, model, AbortSignal.any([task.signal, signal]));
    for await (const outcome of inOrder(part, concurrency, ask)) {
      throwIfAborted(task.signal);
      if (outcome.error !== undefined) {
        held.hold(outcome);
        continue;
      }
      await held.release();
      await settle(task, outcome);
    }
  };
  let at = 0;
  for (; at < Math.min(models.length, mostProbes) && !fields.isProven; at += 1) await run(models.slice(at, at + 1), 1);
  await run(models.slice(at), task.settings.threads);
  await held.finish();
}
