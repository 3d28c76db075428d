import { runNames, sourcesOfRun } from './runs.ts';
import { readStages } from './stages.ts';

/**
 * The newest run of a source of this one that a graph holds already, where this one is older and not in the graph: of it only
 * what the graph does not know is added, and the time before is not told anew. `graph` as of `graphKey`.
 */
export async function laterLoaded(dataDir: string, run: string, graph: string): Promise<string | undefined> {
  if (await isLoaded(dataDir, run, graph)) return undefined;
  const sources = await sourcesOfRun(dataDir, run);
  for (const later of await runNames(dataDir)) {
    if (later <= run) return undefined;
    const shares = (await sourcesOfRun(dataDir, later)).some((source) => sources.includes(source));
    if (shares && (await isLoaded(dataDir, later, graph))) return later;
  }
  return undefined;
}

async function isLoaded(dataDir: string, run: string, graph: string): Promise<boolean> {
  const stages = await readStages(dataDir, run).catch(() => undefined);
  return stages?.loaded[graph] !== undefined;
}
