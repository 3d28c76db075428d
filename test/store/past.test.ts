import fc from 'fast-check';
import { expect, it } from 'vitest';
import { history } from '../../src/query/history.ts';
import { timeline } from '../../src/query/timeline.ts';
import { expectPastOf } from '../support/past-matches.ts';
import { modelOf, momentOf, toldStory, writeToldRun, type ToldStory } from '../support/told-story.ts';
import { onBothEngines, OpenGraph } from './engines.ts';

const authority = ['huggingface hf_models', 'huggingface hf_model_cards'];
const mit = { record: { license: 'MIT', bases: [0] } };
const apache = { record: { license: 'Apache-2.0', bases: [1] } };
const carded = { ...mit, card: { license: 'Apache-2.0', bases: [] } };

onBothEngines('the past', (sandbox) => {
  it('is what a replay of the runs comes to', { timeout: 90_000 }, async () => {
    const [story = []] = fc.sample(toldStory(2, 3), { numRuns: 1, seed: 20_260_810 });
    const graph = await OpenGraph.of(sandbox);
    try {
      for (const at of story.keys()) await graph.load(await writeToldRun(graph.dataDir, story, at), { authority });
      await expectPastOf(graph.store, graph.dataDir, story);
    } finally {
      await graph.close();
    }
  });

  it('has what is told, changes, falls silent, goes away and returns as events', { timeout: 90_000 }, async () => {
    const story: ToldStory = [[mit], [apache], [carded], ['gone'], [null], [mit]];
    const graph = await OpenGraph.of(sandbox);
    try {
      for (const at of story.keys()) await graph.load(await writeToldRun(graph.dataDir, story, at), { authority });
      const { items } = await history(graph.store, modelOf(0), { dataDir: graph.dataDir });
      const days = new Map([...story.keys()].map((at) => [momentOf(at), at]));

      expect(
        items.map(({ at, event, resource, until }) => [days.get(at), event, resource, days.get(until ?? '')]),
      ).toEqual([
        [0, 'told', 'hf_models', 1],
        [1, 'changed', 'hf_models', 2],
        [2, 'told', 'hf_model_cards', 3],
        [2, 'changed', 'hf_models', 3],
        [3, 'removed', null, undefined],
        [5, 'returned', 'hf_models', undefined],
      ]);
      const fields = items
        .filter(({ event }) => event === 'changed')
        .map(({ changes }) => changes.map((one) => one.property));
      expect(fields).toEqual([
        ['fineTunedFrom', 'license'],
        ['fineTunedFrom', 'license'],
      ]);

      const line = await timeline(graph.store, modelOf(0), { dataDir: graph.dataDir });
      expect(line.items.map(({ at, event, what }) => [days.get(at), event, what])).toEqual([
        [0, 'first-seen', 'by huggingface'],
        [0, 'told', '4 properties'],
        [1, 'license', 'license: MIT → Apache-2.0'],
        [1, 'changed', 'fineTunedFrom'],
        [2, 'told', '4 properties'],
        [2, 'license', 'license: Apache-2.0 → MIT'],
        [2, 'changed', 'fineTunedFrom'],
        [3, 'removed', 'not there any more'],
        [5, 'returned', ''],
      ]);
    } finally {
      await graph.close();
    }
  });
});
