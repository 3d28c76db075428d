import type { ReferenceKind } from '../stages.ts';

/** Something that records name, and who named it first. */
export interface Reference {
  /** Its number. */
  readonly id: string;
  /** Short id of what named it first, and where that stands in its record. */
  readonly by: string;
  readonly pointer: string;
  /** Records that name it. */
  count: number;
}

/** As the server counts: `-1` and `0` stand for none. */
const number = /^[1-9]\d{0,14}$/;

/** Things that records refer to, each once, in the order of first mention. */
export class References {
  readonly #kinds = new Map<ReferenceKind, Map<string, Reference>>();

  add(kind: ReferenceKind, id: string, by: string, pointer: string): void {
    if (!number.test(id)) return;
    const things = this.#kinds.get(kind) ?? new Map<string, Reference>();
    this.#kinds.set(kind, things);
    const held = things.get(id);
    if (held === undefined) things.set(id, { id, by, pointer, count: 1 });
    else if (held.by !== by) held.count += 1;
  }

  of(kind: ReferenceKind): readonly Reference[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])];
  }
}

/** What ledger and misses note of why it was asked for. */
export function contextOf({ by, pointer, count }: Reference): Readonly<Record<string, unknown>> {
  return { by, pointer, count };
}
