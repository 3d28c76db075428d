import type { GraphStore } from '../../graph/store.ts';

const mark = 'StemmaTestDatabase';
const batch = 5_000;

/** Empties a server's database, but only one that was empty before the first test: a marked one. */
export async function emptyTestDatabase(store: GraphStore, where: string): Promise<void> {
  const [found] = await store.read<{ nodes: number; marks: number }>(
    `MATCH (n) RETURN count(n) AS nodes, count(CASE WHEN n:${mark} THEN 1 END) AS marks`,
  );
  if ((found?.nodes ?? 0) > 0 && found?.marks !== 1)
    throw new Error(`${where} holds data that is no test's; it is left alone`);
  await store.write(`MERGE (m:${mark}) RETURN count(m) AS marks`);
  await store.write('MATCH (mark:StemmaImport) DELETE mark RETURN count(*) AS deleted');
  // In batches, relationships first: a large graph does not fit into one transaction, nor do a hub's relationships.
  await untilNone(store, 'MATCH (:Resource)-[r]->() WITH DISTINCT r LIMIT $batch DELETE r RETURN count(*) AS deleted');
  await untilNone(store, 'MATCH (n:Resource) WITH n LIMIT $batch DETACH DELETE n RETURN count(*) AS deleted');
}

async function untilNone(store: GraphStore, statement: string): Promise<void> {
  for (;;) {
    const [row] = await store.write<{ deleted: number }>(statement, { batch });
    if ((row?.deleted ?? 0) === 0) return;
  }
}
