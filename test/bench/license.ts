/**
 * Licences in one open process: of one model, and of every stated step, p50 and p95; opening is measured apart.
 * `npx tsx test/bench/license.ts <data-dir> [neo4j-uri]`, over a graph that is loaded there. Neo4j: NEO4J_USER, NEO4J_PASSWORD.
 */
import { openGraph } from '../../graph/open.ts';
import { license } from '../../src/query/license/license.ts';
import { licensePairs } from '../../src/query/license/license-pairs.ts';

const [dataDir = './data', uri] = process.argv.slice(2);
const { NEO4J_USER: user, NEO4J_PASSWORD: password } = process.env;

function told(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  console.log(
    `  ${name.padEnd(22)} p50 ${at(0.5).padStart(8)} ms  p95 ${at(0.95).padStart(8)} ms  of ${sorted.length}`,
  );
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [number, T]> {
  const started = performance.now();
  const value = await work();
  return [performance.now() - started, value];
}

const [opening, store] = await timed(() =>
  openGraph(
    {
      dataDir,
      ...(uri === undefined ? {} : { uri }),
      neo4j: { ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { password }) },
    },
    'read',
  ),
);
console.log(`${store.engine}: opened in ${opening.toFixed(0)} ms`);
try {
  const rows = await store.read<{ id: string }>(
    'MATCH (m:MLModel)-[r]->(:MLModel) WHERE m.resolved = true RETURN DISTINCT m.id AS id ORDER BY id LIMIT 2000',
  );
  const asked = rows.filter((_row, at) => at % 10 === 0);
  const one: number[] = [];
  for (const { id } of asked) one.push((await timed(() => license(store, id)))[0]);
  told('one model', one.slice(10));
  const all: number[] = [];
  let steps = 0;
  for (let round = 0; round < 6; round += 1) {
    const [took, counted] = await timed(async () => {
      let count = 0;
      for await (const pair of licensePairs(store)) count += pair.path.length / 2;
      return count;
    });
    all.push(took);
    steps = counted;
  }
  console.log(`  all, first time        ${(all[0] ?? 0).toFixed(1)} ms  ${steps.toLocaleString('en')} steps`);
  told('all, again', all.slice(1));
} finally {
  await store.close();
}
