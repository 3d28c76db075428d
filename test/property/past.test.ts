import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasChanges } from '../../graph/load-report.ts';
import { OpenGraph, sandboxOf } from '../store/engines.ts';
import { expectPastOf } from '../support/past-matches.ts';
import { toldStory, writeToldRun, type ToldStory } from '../support/told-story.ts';

const runs = 4;
const repeats = fc.array(fc.nat(20), { minLength: runs, maxLength: runs });

it('any past state is what a replay of the runs comes to, with runs loaded again in between', async () => {
  await fc.assert(
    fc.asyncProperty(toldStory(runs, 4), repeats, async (story, again) => {
      const graph = await OpenGraph.of(() => sandboxOf('embedded'));
      try {
        const loaded: string[] = [];
        for (const at of story.keys()) {
          loaded.push(await writeToldRun(graph.dataDir, story, at));
          await graph.load(loaded[at] ?? '', { authority });
          const repeated = loaded[(again[at] ?? 0) % loaded.length] ?? '';
          expect(hasChanges(await graph.load(repeated, { authority })), `${repeated} again`).toBe(false);
        }
        await expectPastOf(graph.store, graph.dataDir, story);
      } finally {
        await graph.close();
      }
    }),
    { numRuns: 5 },
  );
});

const authority = ['huggingface hf_models', 'huggingface hf_model_cards'];

it('a licence that changes and changes back has three intervals', async () => {
  const [mit, apache] = ['MIT', 'Apache-2.0'].map((license) => ({ record: { license, bases: [] } }));
  const story: ToldStory = [[mit ?? null], [apache ?? null], [mit ?? null], [mit ?? null]];
  const graph = await OpenGraph.of(() => sandboxOf('embedded'));
  try {
    for (const at of story.keys()) await graph.load(await writeToldRun(graph.dataDir, story, at), { authority });
    const rows = await graph.store.read('MATCH (d:Description) RETURN d.validTo AS until ORDER BY d.validFrom');
    expect(rows.map(({ until }) => until)).toEqual(['2026-08-11T01:00:00Z', '2026-08-12T01:00:00Z', null]);
    await expectPastOf(graph.store, graph.dataDir, story);
  } finally {
    await graph.close();
  }
});
