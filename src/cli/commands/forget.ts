import { Argument } from 'commander';
import { openGraph } from '../../../graph/open.ts';
import { isStemmaError, StemmaError } from '../../core/errors.ts';
import type { ForgetPlan } from '../../pipeline/forget/forget.ts';
import { subjectIn, subjectOf, type SubjectNames } from '../../query/forget-subject.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { graphOptions } from '../graph-access.ts';
import type { Output } from '../output.ts';
import { pipelineContext } from '../pipeline-access.ts';
import { grouped, oneLine } from '../text.ts';

interface Found {
  readonly subject: SubjectNames;
  readonly hasGraph: boolean;
}

/** By the graph, where there is one. */
async function findSubject(context: CliContext, text: string): Promise<Found> {
  let store;
  try {
    store = await openGraph(graphOptions(context));
  } catch (error) {
    if (!isStemmaError(error, 'STEMMA_STORE')) throw error;
    return { subject: subjectOf(text), hasGraph: false };
  }
  try {
    return { subject: await subjectIn(store, text), hasGraph: true };
  } finally {
    await store.close();
  }
}

async function printPlaces(output: Output, { subject, places }: ForgetPlan): Promise<void> {
  const rows = places.map(({ run, source, records, parts, bytes }) => [
    run,
    source,
    ...[records, parts, bytes].map(grouped),
  ]);
  const right = (title: string) => ({ title, align: 'right' as const });
  if (rows.length > 0)
    await output.table([{ title: 'run' }, { title: 'source' }, right('records'), right('parts'), right('bytes')], rows);
  else output.say(`no run tells of ${subject.id}`);
}

export const forget: CommandSpec = {
  examples: ['stemma forget acme/model --dry-run', 'stemma forget acme/model --yes --reason "asked for by its owner"'],
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or a short id: hf:…, openml:…'))
      .option('--dry-run', 'show what would be overwritten; change nothing')
      .option('--yes', 'do it: it cannot be undone')
      .option('--reason <text>', 'kept with the tombstone, in forgotten.ndjson');
  },
  async run(context, [id], options) {
    const { output } = context;
    const isSure = options['yes'] === true;
    if (!isSure && options['dryRun'] !== true)
      throw new StemmaError('STEMMA_USAGE', 'forgetting overwrites stored bytes for good', {
        hint: `stemma forget ${String(id)} --dry-run shows what, --yes does it`,
      });
    const { finishPending, forget: forgetIt, planForget } = await import('../../pipeline/forget/forget.ts');
    const pipeline = pipelineContext(context);
    const { subject, hasGraph } = await findSubject(context, String(id));
    const isDry = options['dryRun'] === true;
    const finished = isDry ? undefined : await finishPending(pipeline, hasGraph);
    if (finished !== undefined) output.say(`finished what was begun before: ${finished.id} is forgotten`);
    const plan = await planForget(subject, pipeline);
    const reason = typeof options['reason'] === 'string' ? { reason: options['reason'] } : {};
    const isDone = finished?.id === subject.id && plan.places.length === 0;
    const done = isDry ? undefined : isDone ? finished : await forgetIt(plan, pipeline, { ...reason, hasGraph });
    pipeline.progress.close();
    const places = plan.places.map(({ redactions, ...place }) => ({ ...place, answers: redactions.length }));
    if (output.json)
      await output.result({ ...subject, forgotten: done?.at ?? null, items: places, total: places.length });
    else await printPlaces(output, plan);
    if (done !== undefined)
      output.say(`${oneLine(subject.id)} is forgotten: its node stays as a tombstone, and what others say of it`);
    else output.say('nothing was changed: --yes does it, and cannot be undone');
    return exitCodes.done;
  },
};
