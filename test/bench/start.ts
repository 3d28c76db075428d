/**
 * How soon the built program answers, beside Node doing nothing: `npm run build && npx tsx test/bench/start.ts`. Medians; the
 * aim for `--help` is 120 ms.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const repeats = 15;

function taken(args: readonly string[]): number {
  const started = performance.now();
  spawnSync(process.execPath, args, { env: { PATH: process.env['PATH'] ?? '' } });
  return performance.now() - started;
}

function median(args: readonly string[]): number {
  const times = Array.from({ length: repeats }, () => taken(args)).sort((a, b) => a - b);
  return times[repeats >> 1] ?? Number.NaN;
}

const nothing = median(['-e', '0']);
for (const args of [['--help'], ['--version'], ['run', '--help'], ['search', '--help'], ['help', 'exit-codes']]) {
  const ms = median([program, ...args]);
  console.log(
    `stemma ${args.join(' ').padEnd(18)} ${ms.toFixed(0).padStart(5)} ms, ${(ms / nothing).toFixed(1)} × the ${nothing.toFixed(0)} ms of node -e 0`,
  );
}
