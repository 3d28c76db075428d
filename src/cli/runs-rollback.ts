import { StemmaError } from '../core/errors.ts';
import { changeKinds } from '../../graph/sync/difference.ts';
import type { Rollback } from '../pipeline/rollback.ts';
import { askYesNo, canAsk } from './ask.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import { exitCodes } from './exit-codes.ts';
import type { Output } from './output.ts';
import { pipelineContext } from './pipeline-access.ts';
import { grouped, oneLine } from './text.ts';

async function isWanted(context: CliContext, run: string, options: OptionValues): Promise<boolean> {
  if (options['yes'] === true) return true;
  if (canAsk() && !context.output.json)
    return askYesNo(`Take what only ${run} tells out of the graph?`, context.interrupts.signal);
  throw new StemmaError('STEMMA_USAGE', 'runs rollback changes the graph and nobody is there to be asked', {
    hint: `stemma runs rollback ${run} --dry-run shows what, --yes does it`,
  });
}

async function print(output: Output, { run, difference, runs }: Rollback, isDone: boolean): Promise<void> {
  const count = (kind: 'nodes' | 'relationships'): string =>
    (['Created', 'Updated', 'Deleted'] as const)
      .map((what) => `${grouped(difference[`${kind}${what}`])} ${what.toLowerCase()}`)
      .join(', ');
  await output.line(`run            ${run}`);
  await output.line(`nodes          ${count('nodes')}`);
  await output.line(`relationships  ${count('relationships')}`);
  await output.line(
    `besides        counters updated ${grouped(difference.countersUpdated)}; the graph ${isDone ? 'holds' : 'would hold'} ${grouped(runs.length)} runs`,
  );
  for (const kind of changeKinds) {
    const examples = difference.examples[kind];
    if (examples.length > 0) await output.line(`${kind.padEnd(14)} ${oneLine(examples.join(', '))}`);
  }
}

/** `runs rollback`. */
export async function rollbackRun(
  context: CliContext,
  name: string | undefined,
  options: OptionValues,
): Promise<number> {
  const { output } = context;
  if (name === undefined)
    throw new StemmaError('STEMMA_USAGE', 'runs rollback takes a run', { hint: 'stemma runs list' });
  const isDry = options['dryRun'] === true;
  if (!isDry && !(await isWanted(context, name, options))) {
    output.say('nothing was changed');
    return exitCodes.done;
  }
  const { rollback } = await import('../pipeline/rollback.ts');
  const pipeline = pipelineContext(context);
  const result = await rollback(name, pipeline, { isDry, mostExamples: options['limit'] as number });
  pipeline.progress.close();
  const { run, difference, runs } = result;
  if (output.json) await output.result({ dryRun: isDry, run, ...difference, runs: runs.map((one) => one.run) });
  else if (output.format === 'quiet') await output.line(run);
  else await print(output, result, !isDry);
  output.say(isDry ? 'a dry run: nothing was changed' : `its folders stay; to bring it back: stemma load ${run}`);
  return exitCodes.done;
}
