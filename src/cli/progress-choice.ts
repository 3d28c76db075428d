import { terminalHints } from '../config/terminal.ts';
import { eventProgress } from '../core/progress-events.ts';
import {
  lineProgress,
  silentProgress,
  terminalProgress,
  type ProgressSink,
  type ProgressStream,
} from '../core/progress.ts';
import type { CliContext } from './context.ts';
import { plainSigns } from './text.ts';

/** stderr, with signs the terminal can show. */
function talkStream(unicode: boolean): ProgressStream {
  if (unicode) return process.stderr;
  return {
    write: (text) => process.stderr.write(plainSigns(text)),
    get columns() {
      return process.stderr.columns;
    },
  };
}

/**
 * A redrawn line per resource on a terminal that can, a line every ten seconds elsewhere; events only when they are asked for;
 * nothing with -q.
 */
export function chooseProgress({ progress, output }: Pick<CliContext, 'progress' | 'output'>): ProgressSink {
  if (progress === 'events') return eventProgress(process.stderr);
  if (progress === 'none' || output.quiet) return silentProgress;
  const stream = talkStream(output.unicode);
  const canRedraw = process.stderr.isTTY === true && !terminalHints().dumb;
  return canRedraw && progress === 'auto' ? terminalProgress(stream) : lineProgress(stream);
}
