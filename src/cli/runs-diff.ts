import { StemmaError } from '../core/errors.ts';
import type { RunDiff } from '../query/run-diff/run-diff.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import { assertValueFormat } from './format.ts';
import { type Output, toJson, toJsonLine } from './output.ts';
import { printDiff, printDiffMarkdown } from './runs-diff-view.ts';

export const diffFormats = ['table', 'json', 'md'] as const;

/** The two runs: as named, the later one the newest, the earlier one the one before the newest when not named. */
async function twoRuns(dataDir: string, [first, second]: readonly (string | undefined)[]): Promise<[string, string]> {
  const { findRun, runNames } = await import('../pipeline/runs.ts');
  if (first !== undefined) return [(await findRun(dataDir, first)).run, (await findRun(dataDir, second)).run];
  const [newest, before] = await runNames(dataDir);
  if (newest !== undefined && before !== undefined) return [before, newest];
  throw new StemmaError('STEMMA_USAGE', `there are no two runs in ${dataDir} to compare`, { hint: 'stemma runs list' });
}

/** One JSON value, written piece by piece: there may be millions of items. */
async function printJson(output: Output, { summary, items }: RunDiff): Promise<void> {
  const isPretty = output.format !== 'agent';
  const head = isPretty ? toJson(summary) : toJsonLine(summary);
  await output.write(`${head.slice(0, head.lastIndexOf('}')).trimEnd()},${isPretty ? '\n  ' : ''}"items":[`);
  let count = 0;
  for await (const item of items()) {
    await output.write(`${count === 0 ? '' : ','}${isPretty ? '\n    ' : ''}${toJsonLine(item)}`);
    count += 1;
  }
  await output.line(`${isPretty && count > 0 ? '\n  ' : ''}],"total":${count}${isPretty ? '\n' : ''}}`);
}

export async function diffRuns(
  { output, general, interrupts }: CliContext,
  named: readonly (string | undefined)[],
  options: OptionValues,
): Promise<number> {
  assertValueFormat(output.format, 'stemma runs diff');
  const [a, b] = await twoRuns(general.dataDir, named);
  if (a === b)
    throw new StemmaError('STEMMA_USAGE', `${a} cannot be compared with itself`, { hint: 'stemma runs list' });
  const { runDiff } = await import('../query/run-diff/run-diff.ts');
  const diff = await runDiff(a, b, { dataDir: general.dataDir, signal: interrupts.signal });
  try {
    const limit = options['limit'] as number;
    if (output.format === 'ndjson') for await (const item of diff.items()) await output.line(toJsonLine(item));
    else if (output.json || options['as'] === 'json') await printJson(output, diff);
    else if (options['as'] === 'md') await printDiffMarkdown(output, diff, limit);
    else await printDiff(output, diff, limit);
  } finally {
    await diff.close();
  }
  return 0;
}
