import { StemmaError } from '../src/core/errors.ts';
import type { GraphStore } from './store.ts';

/** No `:Resource`: it is no thing that anybody tells of, and no export holds it. */
const label = 'StemmaImport';

/** Notes in a graph that what it holds was imported, before anything of it is written. */
export async function markImported(store: GraphStore): Promise<void> {
  await store.write(`MERGE (mark:${label} {name: 'import'}) RETURN count(mark) AS written`);
}

/** @throws StemmaError STEMMA_USAGE for an imported graph: accounts of runs are never mixed with those of a file */
export async function assertNotImported(store: GraphStore): Promise<void> {
  const marks = await store.read(`MATCH (mark:${label}) RETURN mark.name AS name LIMIT 1`);
  if (marks.length === 0) return;
  throw new StemmaError('STEMMA_USAGE', 'this graph was imported from files, and runs are never mixed with them', {
    hint: 'name another --data-dir or database; for the embedded graph, stemma load --rebuild makes it of the run folders',
  });
}
