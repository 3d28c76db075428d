import { cancelledError, throwIfAborted } from '../core/abort.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../core/http/types.ts';

/** How long an answer that is under way may take after the user asked to stop. */
const graceMs = 10_000;

export interface GracefulHttp {
  readonly http: HttpClient;
  /** For the source: aborted only when what is under way is given up. */
  readonly signal: AbortSignal;
  /** To be told of every wait of the client: nobody waits for a wait after asking to stop. */
  onWait(): void;
}

/**
 * A client that finishes what is under way when the user asks to stop, and starts nothing new: so the page being fetched is
 * stored and not fetched again on resume. It gives up after ten seconds, and at once when it would only wait.
 */
export function gracefulHttp(inner: HttpClient, stop: AbortSignal): GracefulHttp {
  const now = new AbortController();
  let waiting = false;
  const giveUp = (): void => now.abort(cancelledError(stop));
  const onStop = (): void => {
    if (waiting) return giveUp();
    setTimeout(giveUp, graceMs).unref();
  };
  stop.addEventListener('abort', onStop, { once: true });
  // One for each signal there is: a signal remembers all that were made of it, and a run makes millions of requests.
  const combined = new WeakMap<AbortSignal, AbortSignal>();
  const either = (signal: AbortSignal): AbortSignal => {
    const known = combined.get(signal) ?? AbortSignal.any([now.signal, signal]);
    combined.set(signal, known);
    return known;
  };
  const http: HttpClient = {
    async get(request: HttpRequest): Promise<HttpResponse> {
      throwIfAborted(stop);
      const { signal, ...rest } = request;
      const answer = await inner.get({ ...rest, signal: signal === undefined ? now.signal : either(signal) });
      waiting = false;
      return answer;
    },
    ...(inner.stats === undefined ? {} : { stats: inner.stats.bind(inner) }),
    async close(): Promise<void> {
      stop.removeEventListener('abort', onStop);
      await inner.close();
    },
  };
  return {
    http,
    signal: now.signal,
    onWait: () => {
      waiting = true;
      if (stop.aborted) giveUp();
    },
  };
}
