import { StemmaError } from '../core/errors.ts';
import { interruptedLike } from '../pipeline/like-runs.ts';
import type { RunPlan } from '../pipeline/plan.ts';
import { graphKey, type StageName } from '../pipeline/stages.ts';
import { askYesNo, canAsk } from './ask.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';

/** @throws StemmaError STEMMA_USAGE for flags that contradict each other */
export function assertRunOptions(options: OptionValues): void {
  for (const [one, other] of [
    ['fresh', 'resume'],
    ['preview', 'dryRun'],
    ['preview', 'resume'],
    ['preview', 'offline'],
    ['fresh', 'offline'],
  ] as const) {
    if (options[one] === undefined || options[other] === undefined) continue;
    const flag = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new StemmaError('STEMMA_USAGE', `${flag(one)} and ${flag(other)} exclude each other`, {
      hint: 'leave one of them out',
    });
  }
}

/** Who may be asked. */
export interface Asking {
  canAsk(): boolean;
  yesNo(question: string, signal: AbortSignal): Promise<boolean>;
}

const theUser: Asking = { canAsk, yesNo: (question, signal) => askYesNo(question, signal) };

/**
 * The interrupted run to go on with instead of beginning a new one: with `--resume` without asking, on a terminal when the
 * user says so. Elsewhere a new run is begun, and the old one is named.
 */
export async function runToGoOnWith(
  context: Pick<CliContext, 'general' | 'output' | 'interrupts'>,
  plan: RunPlan,
  wanted: readonly StageName[],
  options: OptionValues,
  asking: Asking = theUser,
): Promise<string | undefined> {
  if (options['fresh'] === true) return undefined;
  const { general, output, interrupts } = context;
  const earlier = await interruptedLike(plan, wanted, general.dataDir, graphKey(general.graph.uri));
  if (earlier === undefined) {
    if (options['resume'] === true) output.say('there is no interrupted run of the same settings: a new one is begun');
    return undefined;
  }
  if (options['resume'] === true) return earlier;
  const what = `run ${earlier} of the same settings was interrupted`;
  if (asking.canAsk() && output.format === 'human' && !output.quiet)
    return (await asking.yesNo(`${what}; go on with it?`, interrupts.signal)) ? earlier : undefined;
  output.say(`${what}, and a new one is begun; to go on with that one: stemma resume ${earlier}`);
  return undefined;
}
