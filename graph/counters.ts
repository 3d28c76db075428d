import type { EntityLine } from '../ontology/entity.ts';
import { rankedByRule } from './value-rule.ts';

/** What is known when counters are set: a value that is absent was not counted. */
export interface CountersToSet {
  /** Names of the counters of the thing's classes. */
  readonly names: readonly string[];
  /** The run's accounts, as far as they are not older than what the graph holds. */
  readonly counted: readonly EntityLine[];
  /** Accounts of other sources that stand. */
  readonly foreign: readonly EntityLine[];
  readonly authority: readonly string[];
  /** What the graph holds now. */
  readonly held: (name: string) => unknown;
}

/** Whether an account counts anything; most parts of a source do not. */
export function isCounting(names: readonly string[], line: EntityLine): boolean {
  return names.some((name) => line[name] !== undefined && line[name] !== null);
}

/**
 * The counters of a thing: those this run counted. They make no account, so an older one, whose line may hold an older
 * count, never sets one, and a source with more authority keeps what the graph holds of it. `undefined`: this run counted
 * nothing, all stay as they are.
 */
export function countersNow(known: CountersToSet): Readonly<Record<string, unknown>> | undefined {
  const { names, counted, foreign, authority, held } = known;
  const counting = counted.filter((line) => isCounting(names, line));
  if (counting.length === 0) return undefined;
  const accounts = [...counting, ...foreign.filter((line) => isCounting(names, line))];
  return Object.fromEntries(
    names.map((name) => {
      const [winner] = rankedByRule(name, accounts, authority);
      if (winner === undefined) return [name, undefined];
      return [name, counting.includes(winner) ? winner[name] : (held(name) ?? winner[name])];
    }),
  );
}
