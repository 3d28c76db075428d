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

/** Opens the graph read-only, and closes it whatever happens. */
export async function withGraph<T>(context: CliContext, use: (store: GraphStore) => Promise<T>): Promise<T> {
  const { openGraph } = await import('../../graph/open.ts');
  const store = await openGraph(graphOptions(context), 'read');
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
