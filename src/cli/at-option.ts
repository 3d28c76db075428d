import { Option } from 'commander';
import { type Instant, parseInstant } from '../query/past/instant.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';

/** The past state that is asked for. */
export function atOption(): Option {
  return new Option('--at <date>', 'as it was known then: 2026-08-20 (its end, UTC) or 2026-08-20T12:00:00Z').argParser(
    (text: string) => parseInstant(text),
  );
}

export function instantOf(options: OptionValues): Instant | undefined {
  return options['at'] as Instant | undefined;
}

/** Says on stderr that an id meant something else then. */
export function sayRedirectAt(
  { output }: Pick<CliContext, 'output'>,
  at: Instant,
): (from: string, to: { readonly id: string }) => void {
  return (from, to) => output.say(`${from} was ${to.id} at ${at.text}`);
}
