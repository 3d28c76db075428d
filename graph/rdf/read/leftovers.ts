/** What a file says and a graph cannot hold, by kind: counted, with the first example. */
export interface Leftover {
  /** `property schema:about`, `text in a language`. */
  readonly what: string;
  readonly count: number;
  readonly example: string;
}

export class Leftovers {
  readonly #found = new Map<string, { count: number; readonly example: string }>();

  add(what: string, example: string, count = 1): void {
    const held = this.#found.get(what);
    if (held === undefined) this.#found.set(what, { count, example });
    else held.count += count;
  }

  /** Most frequent first. */
  list(): readonly Leftover[] {
    const all = [...this.#found].map(([what, { count, example }]) => ({ what, count, example }));
    return all.toSorted((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1));
  }
}
