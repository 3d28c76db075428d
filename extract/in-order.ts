/** How many may be under way; a function is asked before each start with how many were started before. */
export type Concurrency = number | ((started: number) => number);

/**
 * Runs `work` on every item with at most `concurrency` under way and yields the results in the items' order, so that
 * what is stored does not depend on which answer came first. When the reader stops or a piece of work throws, the
 * signal given to the others is aborted and they are waited for.
 */
export async function* inOrder<TItem, TResult>(
  items: Iterable<TItem> | AsyncIterable<TItem>,
  concurrency: Concurrency,
  work: (item: TItem, signal: AbortSignal) => Promise<TResult>,
): AsyncGenerator<TResult, void, undefined> {
  const abort = new AbortController();
  const underWay: Promise<TResult>[] = [];
  const widthAt = typeof concurrency === 'number' ? () => concurrency : concurrency;
  let started = 0;
  try {
    for await (const item of items) {
      const promise = work(item, abort.signal);
      // The failure is seen when its turn comes; until then it must not count as unhandled.
      promise.catch(() => undefined);
      underWay.push(promise);
      started += 1;
      while (underWay.length >= Math.max(1, widthAt(started))) yield await nextOf(underWay);
    }
    while (underWay.length > 0) yield await nextOf(underWay);
  } finally {
    abort.abort();
    await Promise.allSettled(underWay);
  }
}

function nextOf<TResult>(underWay: Promise<TResult>[]): Promise<TResult> {
  const first = underWay.shift();
  if (first === undefined) throw new RangeError('nothing is under way');
  return first;
}
