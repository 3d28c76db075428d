import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lockGraph, openScratch } from '../../graph/embedded/load-target.ts';
import { hasChanges } from '../../graph/load-report.ts';
import { loadRun } from '../../graph/load.ts';
import { recordedRuns } from '../../graph/recorded-runs.ts';
import { syncGraph } from '../../graph/sync/sync.ts';
import { toldStory, writeToldRun, type ToldStory } from '../support/told-story.ts';
import { dumpOf, failingAfter, onBothEngines, OpenGraph } from './engines.ts';

const stories = fc.sample(fc.tuple(toldStory(3, 4), fc.nat(12)), { numRuns: 4, seed: 20_261_127 });

async function withScratch<T>(work: (scratch: Awaited<ReturnType<typeof openScratch>>) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-scratch-'));
  const lock = await lockGraph(dataDir);
  const scratch = await openScratch(dataDir);
  try {
    return await work(scratch);
  } finally {
    await scratch.abandon();
    await lock.release();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const mapping = (at: number): { mapping: string } => ({ mapping: `mapping ${at}` });

onBothEngines('a graph brought to what another one is', (makeSandbox, engine) => {
  it('is that one, also when it was killed on the way, and then nothing differs', { timeout: 120_000 }, async () => {
    for (const [story, writes] of stories.slice(0, engine === 'neo4j' ? 1 : stories.length)) {
      const graph = await OpenGraph.of(makeSandbox);
      // Without the run in the middle first, with all and other words for the last then.
      const runs = await Promise.all(story.map((_, at) => writeToldRun(graph.dataDir, story, at)));
      for (const at of [0, 2]) await graph.load(runs[at] ?? '', mapping(at));
      const other: ToldStory = [story[0] ?? [], story[1] ?? [], story[1] ?? []];
      await writeToldRun(graph.dataDir, other, 2);
      await withScratch(async (scratch) => {
        for (const [at, run] of runs.entries())
          await loadRun({ target: scratch, dataDir: graph.dataDir, run, mapping: `other ${at}` });
        const told = await syncGraph(scratch.store, graph.store, { isDry: true });
        const before = await dumpOf(graph.store);
        const { store } = failingAfter({ ...scratch, store: graph.store }, writes);
        const isKilled = await syncGraph(scratch.store, store).then(
          () => false,
          () => true,
        );
        if (isKilled && (await dumpOf(graph.store)) !== before)
          expect((await recordedRuns(graph.store)).some((run) => run.mapping === undefined)).toBe(true);
        const done = await syncGraph(scratch.store, graph.store);
        expect(hasChanges(done)).toBe(isKilled);
        expect(await dumpOf(graph.store)).toBe(await dumpOf(scratch.store));
        const again = await syncGraph(scratch.store, graph.store);
        expect(hasChanges(again)).toBe(false);
        expect(hasChanges(told)).toBe(true);
      });
      await graph.close();
    }
  });

  it('counts and names what it does, and leaves what is not ours', { timeout: 60_000 }, async () => {
    const graph = await OpenGraph.of(makeSandbox);
    const mit = { record: { license: 'MIT', bases: [0] } };
    const run = await writeToldRun(graph.dataDir, [[mit, mit]], 0);
    await graph.load(run, mapping(0));
    await graph.store.write("CREATE (:Resource {uri: 'http://example.org/a'})");
    await withScratch(async (scratch) => {
      await writeToldRun(graph.dataDir, [[{ record: { license: 'MIT', bases: [1] } }, null]], 0);
      await loadRun({ target: scratch, dataDir: graph.dataDir, run, ...mapping(1) });
      expect(await syncGraph(scratch.store, graph.store)).toEqual(
        expect.objectContaining({
          // root 0 goes with model 1 and its account, root 1 comes.
          nodesCreated: 1,
          nodesDeleted: 3,
          nodesUpdated: 1,
          relationshipsCreated: 1,
          runsRecorded: 1,
          examples: { created: ['hf:moss/root-1'], updated: [], deleted: ['hf:moss/m1', 'hf:moss/root-0'] },
        }),
      );
    });
    expect(await graph.store.read("MATCH (n {uri: 'http://example.org/a'}) RETURN count(n) AS n")).toEqual([{ n: 1 }]);
    await graph.close();
  });
});
