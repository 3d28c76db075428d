import { terminalHints } from '../config/terminal.ts';
import { lineProgress, silentProgress, terminalProgress, type ProgressSink } from '../core/progress.ts';
import type { CliContext } from './context.ts';

/** A redrawn line per resource on a terminal that can, a line every ten seconds in a pipe, nothing with -q or --no-progress. */
export function chooseProgress({ progress, output }: Pick<CliContext, 'progress' | 'output'>): ProgressSink {
  if (!progress || output.quiet) return silentProgress;
  return process.stderr.isTTY === true && !terminalHints().dumb
    ? terminalProgress(process.stderr)
    : lineProgress(process.stderr);
}
