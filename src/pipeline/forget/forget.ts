import { rm } from 'node:fs/promises';
import { dropFormerGraphs } from '../../../graph/open.ts';
import { StemmaError } from '../../core/errors.ts';
import { type Forgotten, noteForgotten } from '../../core/run/forgotten.ts';
import { redactRun } from '../../core/run/redact-run.ts';
import { sparqlFolder } from '../../core/run/run-paths.ts';
import { mapStage } from '../map-stage.ts';
import type { PipelineContext } from '../plan.ts';
import { replay } from '../replay.ts';
import { ReportBuilder } from '../report.ts';
import { runNames } from '../runs.ts';
import { findPlaces, type RunPlaces } from './find-places.ts';
import { dropPending, readPending, writePending } from './pending.ts';

/** The thing that is to be forgotten. */
export type Subject = Pick<Forgotten, 'uris' | 'id' | 'label'>;

export interface ForgetPlan {
  readonly subject: Subject;
  readonly places: readonly RunPlaces[];
}

/** Where all runs tell of it. Runs that are not mapped, or not as they are now, are mapped first. Changes nothing else. */
export async function planForget(subject: Subject, context: PipelineContext): Promise<ForgetPlan> {
  const { dataDir, signal } = context;
  const uris = new Set(subject.uris);
  const places: RunPlaces[] = [];
  for (const run of (await runNames(dataDir)).toReversed()) {
    await mapStage(run, context, new ReportBuilder(run));
    places.push(...(await findPlaces(run, { dataDir, uris, signal })));
  }
  return { subject, places };
}

/**
 * Removes a thing's records from all runs and what came of them from the mapped files and the graph; its node stays as a
 * tombstone, and what others say of it stays. What was begun before and killed is completed first. Runs stay verifiable:
 * their ledgers say what was overwritten.
 * @throws StemmaError STEMMA_RUN while a run is being written, STEMMA_DISK, STEMMA_STORE…
 */
export async function forget(
  { subject, places }: ForgetPlan,
  context: PipelineContext,
  options: { readonly reason?: string; readonly hasGraph: boolean },
): Promise<Forgotten> {
  const { reason } = options;
  const at = context.clock.now().toISOString();
  const forgotten: Forgotten = { ...subject, at, ...(reason === undefined ? {} : { reason }) };
  await assertNothingPending(context.dataDir);
  await writePending(context.dataDir, { forgotten, places });
  await finish(context, options.hasGraph);
  return forgotten;
}

async function assertNothingPending(dataDir: string): Promise<void> {
  const pending = await readPending(dataDir);
  if (pending === undefined) return;
  throw new StemmaError('STEMMA_RUN', `forgetting ${pending.forgotten.id} was not finished`, {
    hint: `stemma forget ${pending.forgotten.id} --yes`,
  });
}

/** Completes what was begun; gives what it was, if there was anything. */
export async function finishPending(context: PipelineContext, hasGraph: boolean): Promise<Forgotten | undefined> {
  const pending = await readPending(context.dataDir);
  if (pending === undefined) return undefined;
  await finish(context, hasGraph);
  return pending.forgotten;
}

async function finish(context: PipelineContext, hasGraph: boolean): Promise<void> {
  const { dataDir } = context;
  const pending = await readPending(dataDir);
  if (pending === undefined) return;
  const { forgotten, places } = pending;
  await noteForgotten(dataDir, forgotten);
  for (const { source, run, redactions } of places) await redactRun({ dataDir, source, run }, redactions, forgotten.at);
  for (const run of new Set(places.map(({ run: name }) => name)))
    await mapStage(run, context, new ReportBuilder(run), { always: true });
  if (hasGraph) await loadAnew(context);
  // What was written of former graphs, for SPARQL.
  await rm(sparqlFolder(dataDir), { recursive: true, force: true });
  await dropPending(dataDir);
}

/** The graph as its runs make it now: offsets in the mapped files are others. */
async function loadAnew(context: PipelineContext): Promise<void> {
  await replay(context);
  await dropFormerGraphs({ dataDir: context.dataDir, ...context.graph });
}
