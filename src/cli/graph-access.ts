import { cancelledError, throwIfAborted } from '../core/abort.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { CliContext } from './context.ts';

/** How the graph of this command is opened. */
export function graphOptions({ general }: Pick<CliContext, 'general'>) {
  const { uri, user, password, database } = general.graph;
  return {
    ...(uri === undefined ? {} : { uri }),
    dataDir: general.dataDir,
    neo4j: { user, password, ...(database === undefined ? {} : { database }) },
  };
}

/** Rejects when the user asks to stop. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(cancelledError(signal)), { once: true });
  });
}

/**
 * Opens the graph read-only, and closes it. A statement that is under way when the user asks to stop is not waited for:
 * the graph is then left to the end of the process.
 */
export async function withGraph<T>(context: CliContext, use: (store: GraphStore) => Promise<T>): Promise<T> {
  const { openGraph } = await import('../../graph/open.ts');
  const { signal } = context.interrupts;
  throwIfAborted(signal);
  const store = await openGraph(graphOptions(context), 'read');
  const used = use(store);
  used.catch(() => undefined);
  try {
    return await Promise.race([used, stopped(signal)]);
  } finally {
    if (!signal.aborted) await store.close();
  }
}

/** Says on stderr that an id is another name of what is answered with. */
export function sayRedirect({
  output,
}: Pick<CliContext, 'output'>): (from: string, to: { readonly id: string }) => void {
  return (from, to) => output.say(`${from} is now ${to.id}`);
}
