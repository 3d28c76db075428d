import { StemmaError } from '../src/core/errors.ts';
import type { GraphStore } from './store.ts';

/** Version of the graph contract; every ExtractionRun in a graph carries the one it was loaded with. */
export const graphFormatVersion = 3;

/** What is said of a graph of another version. */
export function otherFormat(found: number, where: string, remedy: string): StemmaError {
  return new StemmaError(
    'STEMMA_STORE',
    `the graph ${where} has format version ${found}, this program reads ${graphFormatVersion}`,
    { hint: remedy, context: { found, expected: graphFormatVersion } },
  );
}

const otherVersion =
  'MATCH (run:ExtractionRun) WHERE run.formatVersion <> $version RETURN run.formatVersion AS found ORDER BY found LIMIT 1';

/** @throws StemmaError STEMMA_STORE when a run of another version is in it */
export async function assertGraphFormat(store: GraphStore, where: string): Promise<void> {
  const [row] = await store.read<{ found: number }>(otherVersion, { version: graphFormatVersion });
  if (row === undefined) return;
  const remedy = row.found > graphFormatVersion ? 'npm install -g stemma@latest' : 'stemma load --rebuild';
  throw otherFormat(row.found, where, remedy);
}
