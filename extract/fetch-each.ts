import { throwIfAborted } from '../src/core/abort.ts';
import { isStemmaError, type StemmaError } from '../src/core/errors.ts';
import { type Concurrency, inOrder } from './in-order.ts';

/** Takes note of a write that was begun. */
export type Write = (begun: Promise<unknown>) => void;

export interface FetchEach<TItem, TResult> {
  readonly items: Iterable<TItem> | AsyncIterable<TItem>;
  /** Items under way at once, from being asked for until they are on the disk: so many may have to be asked for twice. */
  readonly concurrency: Concurrency;
  readonly signal: AbortSignal;
  /** Asks for one item. What it throws of its own (`isOwnFailure`) is the item's; everything else ends the whole. */
  readonly ask: (item: TItem, signal: AbortSignal) => Promise<TResult>;
  /** Begins to store what came of an item, in the items' order. Not asynchronous, so that the order of writes is that of items. */
  readonly settle: (item: TItem, result: TResult, write: Write) => void;
  /** The same for an item that failed, once it is known that the failure was its own. */
  readonly fail: (item: TItem, error: StemmaError, write: Write) => void;
}

/** So many in a row, each after its retries, are no longer about the single item: the run stops and can be resumed. */
const mostFailuresInARow = 10;

/** A failure of one request's own; a rate limit, a bad token or an interruption stops the run. */
export function isOwnFailure(error: unknown): error is StemmaError {
  return (
    isStemmaError(error, 'STEMMA_HTTP') ||
    isStemmaError(error, 'STEMMA_NETWORK') ||
    isStemmaError(error, 'STEMMA_RESPONSE_SHAPE')
  );
}

/**
 * Fetches each item alone, several at once, and stores what comes in the items' order, so that bytes do not depend on timing.
 * A failure is held back until a later success shows that it was the item's own and not the network's or the server's; when
 * nothing follows that could show it, a failure of the network ends the run, which can be resumed.
 * @throws what ended it; the failure itself when there were too many in a row
 */
export async function fetchEach<TItem, TResult>(options: FetchEach<TItem, TResult>): Promise<void> {
  const { items, concurrency, signal, ask, settle, fail } = options;
  const writes = new Writes();
  const widthAt = typeof concurrency === 'number' ? () => concurrency : concurrency;
  let settled = 0;
  const held: { readonly item: TItem; readonly error: StemmaError }[] = [];
  const release = (): void => {
    for (const { item, error } of held.splice(0)) fail(item, error, writes.begin);
  };
  let either: AbortSignal | undefined;
  const attempt = async (item: TItem, own: AbortSignal): Promise<Outcome<TItem, TResult>> => {
    // One for all items, whose own signal is the same.
    either ??= AbortSignal.any([signal, own]);
    try {
      return { item, result: await ask(item, either) };
    } catch (error) {
      if (isOwnFailure(error)) return { item, error };
      throw error;
    }
  };
  try {
    for await (const outcome of inOrder(items, (started) => widthAt(started) - writes.pending, attempt)) {
      throwIfAborted(signal);
      if ('error' in outcome) {
        held.push(outcome);
        if (held.length >= mostFailuresInARow && isOfEverybody(outcome.error)) throw outcome.error;
        continue;
      }
      release();
      settle(outcome.item, outcome.result, writes.begin);
      settled += 1;
      await writes.keepWithin(widthAt(settled) - 1);
    }
    const network = held.find(({ error }) => error.code === 'STEMMA_NETWORK');
    if (network !== undefined) throw network.error;
    release();
  } finally {
    await writes.keepWithin(0);
  }
}

type Outcome<TItem, TResult> =
  | { readonly item: TItem; readonly result: TResult }
  | { readonly item: TItem; readonly error: StemmaError };

/** A body that is too large is the item's alone, however many there are of them. */
function isOfEverybody(error: StemmaError): boolean {
  return error.context['fault'] !== 'too-large';
}

/** Writes that were begun; those waiting for the disk at the same time reach it together. */
class Writes {
  readonly #pending = new Map<number, Promise<void>>();
  #count = 0;
  #failure: { readonly error: unknown } | undefined;

  get pending(): number {
    return this.#pending.size;
  }

  readonly begin: Write = (begun) => {
    this.#count += 1;
    this.#pending.set(this.#count, this.#end(this.#count, begun));
  };

  async #end(number: number, begun: Promise<unknown>): Promise<void> {
    try {
      await begun;
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#pending.delete(number);
  }

  /** Waits until no more than so many are pending. @throws what made the first one fail */
  async keepWithin(most: number): Promise<void> {
    while (this.#pending.size > Math.max(0, most)) await Promise.race(this.#pending.values());
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
