import type { GraphStore } from '../store.ts';
import { storedUris } from './stored.ts';

/** IRIs of which one graph or both have a node. */
export interface UriPair {
  readonly uri: string;
  readonly isWanted: boolean;
  readonly isHeld: boolean;
}

const pageSize = 1_000;

/** Both graphs side by side, in the order of their IRIs, a page at a time. */
export async function* uriPairs(
  wanted: GraphStore,
  held: GraphStore,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly UriPair[]> {
  const [left, right] = [storedUris(wanted, signal), storedUris(held, signal)];
  let [a, b] = [await left.next(), await right.next()];
  let page: UriPair[] = [];
  while (a.done !== true || b.done !== true) {
    const uri = a.done === true || (b.done !== true && b.value < a.value) ? String(b.value) : a.value;
    const pair = { uri, isWanted: a.done !== true && a.value === uri, isHeld: b.done !== true && b.value === uri };
    page.push(pair);
    if (pair.isWanted) a = await left.next();
    if (pair.isHeld) b = await right.next();
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
