import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintDataset } from '../../ontology/iri.ts';
import { aliasVocabulary } from '../../ontology/vocab/curated-alias.ts';
import type { Graph } from '../../src/index.ts';
import { world } from '../support/nights/index.ts';
import { PlayedNights, type PlayedNight } from '../support/nights/played-nights.ts';
import { missedOf } from '../support/staged-run.ts';

const scored = {
  task: { type: 'question-answering' },
  dataset: { type: 'squad', name: 'SQuAD' },
  metrics: [{ type: 'f1', value: 0.5 }],
};
const named = (...datasets: readonly string[]) => ({ front: { datasets } });

/** The Hub redirects `glue`, and has nothing any more under `squad` and `imdb`; of `imdb` not under its name of today either. */
const script = world()
  .dataset({ id: 'rajpurkar/squad', front: { license: 'cc-by-4.0' } })
  .dataset({ id: 'nyu-mll/glue', front: { license: 'mit' } })
  .dataset({ id: 'somebody/squad', front: { license: 'mit' } })
  .model({ id: 'fern/old-names', ...named('squad', 'glue', 'imdb') })
  .model({ id: 'fern/both-names', ...named('squad', 'rajpurkar/squad') })
  .model({ id: 'fern/other-squad', ...named('somebody/squad') })
  .model({ id: 'fern/other-case', ...named('SQuAD') })
  .model({ id: 'fern/no-name', ...named('my-notes') })
  .model({ id: 'fern/scored', front: { 'model-index': [{ name: 'scored', results: [scored] }] } })
  .night(1, (night) => night.datasetMoves.set('glue', 'nyu-mll/glue'));

describe('a data set under a name from before there were namespaces', { timeout: 60_000 }, () => {
  let played: PlayedNights;
  let graph: Graph;
  let run: PlayedNight;
  beforeAll(async () => {
    played = await PlayedNights.start({ script });
    run = await played.play(1);
    graph = await played.graph();
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    await played.close();
  });

  async function rows(statement: string): Promise<readonly string[]> {
    return (await graph.cypher(statement)).items.map((row) => Object.values(row).join(' '));
  }

  it('resolves by the redirect of the Hub where it has one, else by the shipped table, and says by which', async () => {
    const aliases = await rows(
      'MATCH (a:Dataset)-[r:REDIRECTS_TO]->(d:Dataset) RETURN a.id AS old, r.method AS method, r.source AS source, d.id AS now ORDER BY old',
    );

    expect(aliases).toEqual([
      'hf:datasets/glue link-resolution huggingface hf:datasets/nyu-mll/glue',
      `hf:datasets/imdb curated ${aliasVocabulary} hf:datasets/stanfordnlp/imdb`,
      `hf:datasets/squad curated ${aliasVocabulary} hf:datasets/rajpurkar/squad`,
    ]);
    for (const [name, method] of [
      ['glue', 'link-resolution'],
      ['squad', 'curated'],
    ] as const) {
      const { items, redirectedFrom } = await graph.why(name, 'redirectsTo');
      expect(redirectedFrom).toBe(`hf:datasets/${name}`);
      expect(items).toMatchObject([{ about: mintDataset(name), method, verified: true }]);
    }
  });

  it('leads to the one data set, with what the author wrote; what only looks like it is another', async () => {
    const edges = await rows(
      `MATCH (m:MLModel)-[r:TRAINED_ON|EVALUATED_ON]->(d:Dataset)
       RETURN m.id AS model, type(r) AS type, d.id AS dataset, r.literal AS literal, d.resolved AS resolved ORDER BY model, dataset`,
    );

    expect(edges).toEqual([
      'hf:fern/both-names TRAINED_ON hf:datasets/rajpurkar/squad squad true',
      'hf:fern/no-name TRAINED_ON hf:datasets/my-notes  false',
      'hf:fern/old-names TRAINED_ON hf:datasets/nyu-mll/glue glue true',
      'hf:fern/old-names TRAINED_ON hf:datasets/rajpurkar/squad squad true',
      'hf:fern/old-names TRAINED_ON hf:datasets/stanfordnlp/imdb imdb false',
      'hf:fern/other-case TRAINED_ON hf:datasets/SQuAD  false',
      'hf:fern/other-squad TRAINED_ON hf:datasets/somebody/squad  true',
      'hf:fern/scored EVALUATED_ON hf:datasets/rajpurkar/squad squad true',
    ]);
  });

  it('is answered for under both names', async () => {
    for (const name of ['datasets/squad', 'datasets/rajpurkar/squad', 'https://huggingface.co/datasets/squad']) {
      expect(await graph.show(name)).toMatchObject({ '@id': mintDataset('rajpurkar/squad'), licenseTag: 'cc-by-4.0' });
      const { items } = await graph.query('governance/models-trained-on', { id: name });
      expect(items.map(({ id }) => id)).toEqual(['hf:fern/both-names', 'hf:fern/old-names']);
    }
  });

  it('is asked for under the name of today only where the Hub has nothing under the old one, and each once', () => {
    const asked = Object.entries(run.stats.urls).flatMap(([url, count]) => {
      const id = /^hf \/api\/datasets\/([^?]+)\?/.exec(url)?.[1];
      return id === undefined ? [] : [[id, count]];
    });

    expect(Object.fromEntries(asked)).toEqual({
      squad: 1,
      'rajpurkar/squad': 1,
      'somebody/squad': 1,
      SQuAD: 1,
      'my-notes': 1,
      glue: 1,
      'nyu-mll/glue': 1,
      imdb: 1,
      'stanfordnlp/imdb': 1,
    });
    expect(run.misses.find(({ id }) => id === 'stanfordnlp/imdb')).toMatchObject({
      kind: 'private-or-missing',
      context: { by: 'hf:fern/old-names', property: 'trainedOn', oldName: 'imdb' },
    });
    expect(missedOf(run, 'hf_datasets_specific').map(([id, kind]) => `${id} ${kind}`)).toEqual(
      expect.arrayContaining(['squad private-or-missing', 'glue renamed', 'imdb private-or-missing']),
    );
  });

  it('is not asked for again by a run that knows the answers', async () => {
    const again = await played.play(1, '--all');

    expect(Object.keys(again.stats.urls).filter((url) => url.includes('/api/datasets/'))).toEqual([]);
    expect(again.report).toMatchObject({ nodesCreated: 0, relationshipsCreated: 0, relationshipsDeleted: 0 });
  });
});
