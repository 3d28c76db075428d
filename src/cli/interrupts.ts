import { StemmaError } from '../core/errors.ts';
import { exitCodes } from './exit-codes.ts';

/** How a command learns that it should stop. */
export interface Interrupts {
  /** Aborted by the first Ctrl-C or SIGTERM: finish the page, then stop. */
  readonly signal: AbortSignal;
  /** 130 or 143 once a signal has come. */
  exitCode(): number | undefined;
  /** Asks to stop after so many seconds; nothing when the command has ended by then. */
  stopAfter(seconds: number): void;
  /** What the first signal says; a command that stops at once says nothing. */
  announce(text: string | undefined): void;
}

/** The first signal asks the command to stop, the second ends the process: what is on disk is readable at any moment. */
export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  let code: number | undefined;
  let announcement: string | undefined;
  const stop = (exitCode: number, name: string): void => {
    if (code !== undefined) process.exit(exitCode);
    code = exitCode;
    if (announcement !== undefined) process.stderr.write(`\n${announcement}\n`);
    controller.abort(new StemmaError('STEMMA_CANCELLED', `stopped by ${name}`));
  };
  process.on('SIGINT', () => stop(exitCodes.interrupted, 'Ctrl-C'));
  process.on('SIGTERM', () => stop(exitCodes.terminated, 'SIGTERM'));
  return {
    signal: controller.signal,
    exitCode: () => code,
    stopAfter: (seconds) => {
      const stopInTime = (): void => {
        const reason = `stopped by --timeout after ${seconds} s`;
        controller.abort(new StemmaError('STEMMA_CANCELLED', reason, { hint: 'give it more time' }));
      };
      // A longer delay would be taken for none.
      setTimeout(stopInTime, Math.min(seconds * 1000, 2 ** 31 - 1)).unref();
    },
    announce: (text) => {
      announcement = text;
    },
  };
}
