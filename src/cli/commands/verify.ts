import { Argument } from 'commander';
import type { VerifiedRun } from '../../pipeline/verify.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { chooseProgress } from '../progress-choice.ts';
import { grouped, oneLine } from '../text.ts';

const mostShown = 20;

function verdictOf(verified: readonly VerifiedRun[]): string {
  const damaged = verified.filter(({ ok }) => !ok);
  const forgetting = damaged.find((one) => one.forgetting !== undefined)?.forgetting;
  if (forgetting !== undefined)
    return `forgetting ${oneLine(forgetting)} was not finished, so bytes and ledger may differ: stemma forget ${oneLine(forgetting)} --yes, then verify again`;
  if (damaged.length > 0) return 'stored bytes are damaged: restore them from a backup, or extract again';
  return verified.some(({ redacted }) => redacted > 0)
    ? 'every stored byte is as it was received, but for what was forgotten on request'
    : 'every stored byte is as it was received';
}

async function print(output: Output, verified: readonly VerifiedRun[]): Promise<void> {
  for (const { run, ok, responses, bytes, redacted, problems } of verified) {
    await output.line(
      `${output.mark(ok ? 'ok' : 'bad')} ${run}  ${grouped(responses)} responses, ${grouped(bytes)} bytes${redacted === 0 ? '' : `, ${grouped(redacted)} redacted`}`,
    );
    for (const problem of problems.slice(0, mostShown)) {
      const of = [problem.record, problem.url].filter((part) => part !== undefined).join(' ');
      await output.line(`    ${problem.file}: ${oneLine(problem.message)}${of === '' ? '' : `  (${oneLine(of)})`}`);
    }
    if (problems.length > mostShown) await output.line(`    … ${problems.length - mostShown} more: --json lists all`);
  }
}

export const verify: CommandSpec = {
  examples: ['stemma verify', 'stemma verify 2026-11-20_15-30-00_a1b2c3d4 --json'],
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('[run]', 'run id or its beginning; all runs when not given'));
  },
  async run(context, [name]) {
    const { findRun, runNames } = await import('../../pipeline/runs.ts');
    const { verifyRuns } = await import('../../pipeline/verify.ts');
    const { output, general, interrupts } = context;
    const runs =
      typeof name === 'string'
        ? [(await findRun(general.dataDir, name)).run]
        : (await runNames(general.dataDir)).reverse();
    const progress = chooseProgress(context);
    const verified = await verifyRuns(general.dataDir, runs, { progress, signal: interrupts.signal });
    progress.close();
    const ok = verified.every((run) => run.ok);
    if (output.json) await output.result({ ok, items: verified, total: verified.length });
    else await print(output, verified);
    output.say(verified.length === 0 ? `there is no run in ${general.dataDir}` : verdictOf(verified));
    return ok ? exitCodes.done : exitCodes.failed;
  },
};
