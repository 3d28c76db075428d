import { byCodePoint } from '../../core/code-point-order.ts';
import { aspectsOf, type Kind } from './aspects.ts';
import type { JudgedThing } from './read-things.ts';

export const groupings = ['source', 'author', 'month'] as const;
export type Grouping = (typeof groupings)[number];

/** How many things of a group have what is looked for. */
export interface CoverageRow {
  readonly key: string;
  readonly things: number;
  /** By aspect. */
  readonly have: Readonly<Record<string, number>>;
  /** Things that refer to something nobody describes, or that is gone. */
  readonly undescribed: number;
  readonly gone: number;
}

interface Count {
  things: number;
  undescribed: number;
  gone: number;
  readonly have: Record<string, number>;
}

/** Counts things by key; memory is bounded by keys. */
export class Coverage {
  readonly #kind: Kind;
  readonly #keysOf: (thing: JudgedThing) => readonly string[];
  readonly #counts = new Map<string, Count>();

  constructor(kind: Kind, by: Grouping | undefined) {
    this.#kind = kind;
    this.#keysOf = keysBy(by);
  }

  add(thing: JudgedThing): void {
    for (const key of this.#keysOf(thing)) {
      const count = this.#counts.get(key) ?? this.#empty();
      this.#counts.set(key, count);
      count.things += 1;
      if (thing.undescribed.length > 0) count.undescribed += 1;
      if (thing.gone.length > 0) count.gone += 1;
      for (const name of thing.has) count.have[name] = (count.have[name] ?? 0) + 1;
    }
  }

  /** Largest groups first; months by time. */
  rows(by: Grouping | undefined): readonly CoverageRow[] {
    const rows = [...this.#counts].map(([key, count]) => ({ key, ...count }));
    if (by === 'month') return rows.sort((a, b) => byCodePoint(a.key, b.key));
    return rows.sort((a, b) => b.things - a.things || byCodePoint(a.key, b.key));
  }

  #empty(): Count {
    const have = Object.fromEntries(aspectsOf[this.#kind].map(({ name }) => [name, 0]));
    return { things: 0, undescribed: 0, gone: 0, have };
  }
}

const nobody = 'unknown';

function keysBy(by: Grouping | undefined): (thing: JudgedThing) => readonly string[] {
  if (by === undefined) return () => ['all'];
  if (by === 'month') return ({ month }) => [month ?? nobody];
  return (thing) => {
    const keys = by === 'source' ? thing.sources : thing.authors;
    return keys.length === 0 ? [nobody] : keys;
  };
}
