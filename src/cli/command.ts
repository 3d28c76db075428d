import type { Command } from 'commander';
import type { CliContext } from './context.ts';

/** Option values of one command by attribute name, as commander gives them. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** One command: its arguments and options, and what it does. Loaded only when it is used. */
export interface CommandSpec {
  /** It gives rows: every format, `--fields` and `--fail-if-empty` are offered. */
  readonly rows?: {
    /** Names `--fields` may choose, where they are known beforehand. */
    readonly fields?: readonly string[];
  };
  /** It gives one id: `--format quiet` is offered. */
  readonly givesId?: true;
  /** `--timeout` is offered, and stops it as Ctrl-C would. */
  readonly stopsInTime?: true;
  /** Two runnable examples, shown first in its help. */
  readonly examples: readonly [string, string];
  /** Adds arguments and options; sources may have to be loaded for theirs. */
  configure(command: Command): void | Promise<void>;
  /** Positional arguments come as declared. The number is the exit code, 0 when none. */
  run(context: CliContext, args: readonly unknown[], options: OptionValues): Promise<number | undefined>;
}

export interface CommandEntry {
  readonly name: string;
  /** Another spelling that works too. */
  readonly alias?: string;
  readonly summary: string;
  readonly group: string;
  load(): Promise<CommandSpec>;
}
