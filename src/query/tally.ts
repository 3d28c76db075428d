import { compareBy } from '../core/code-point-order.ts';

/** How many things share something, and what they weigh together. */
export interface Share {
  /** Null: nothing is known of it. */
  readonly key: string | null;
  readonly models: number;
  /** Sum over those of which it is known. */
  readonly downloads: number;
}

/** Most things first, then most downloads, then by key; what is not known last. A thing with several keys counts for each. */
export function sharesOf<T extends { readonly downloads?: number | null }>(
  things: readonly T[],
  keysOf: (thing: T) => readonly string[],
): Share[] {
  const shares = new Map<string | null, { models: number; downloads: number }>();
  for (const thing of things) {
    const keys = keysOf(thing);
    for (const key of keys.length === 0 ? [null] : keys) {
      const share = shares.get(key) ?? { models: 0, downloads: 0 };
      share.models += 1;
      share.downloads += thing.downloads ?? 0;
      shares.set(key, share);
    }
  }
  return [...shares]
    .map(([key, share]) => ({ key, ...share }))
    .sort(
      compareBy(
        ({ key }) => (key === null ? 1 : 0),
        ({ models }) => -models,
        ({ downloads }) => -downloads,
        ({ key }) => key ?? '',
      ),
    );
}

export function sumOf<T>(things: readonly T[], value: (thing: T) => number | null | undefined): number {
  return things.reduce((sum, thing) => sum + (value(thing) ?? 0), 0);
}
