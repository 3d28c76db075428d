import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, type Graph } from '../../src/index.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { startNights, world, type Nights } from '../support/nights/index.ts';
import { envOf, readStagedRun, type StagedRun } from '../support/staged-run.ts';
import { json, tempFolder } from '../support/stemma-cli.ts';

/** One with a card, one whose files name none, one whose files are not told, one whose files name one that is not there. */
const script = world()
  .model({ id: 'heath/with-card', body: 'Words.' })
  .model({ id: 'heath/no-card', readme: null })
  .model({ id: 'heath/not-told', readme: null, row: { siblings: undefined } })
  .model({ id: 'heath/just-gone', readme: null, row: { siblings: [{ rfilename: 'README.md' }] } });

describe('a model without a card', () => {
  const dataDir = tempFolder();
  let nights: Nights;
  let run: StagedRun;
  let graph: Graph;
  beforeAll(async () => {
    nights = await startNights({ script });
    const args = [
      'run',
      'huggingface',
      '--all',
      '--select',
      'hf_models,hf_model_cards',
      '--data-dir',
      dataDir,
      '--json',
    ];
    const result = await stemmaHere(args, envOf(nights));
    expect(result.code, result.stderr).toBe(0);
    run = await readStagedRun(dataDir, String(json(result)['run']), json(result));
    graph = await openGraph({ dataDir });
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    await nights.close();
  });

  it('is kept', async () => {
    const { items } = await graph.cypher('MATCH (m:MLModel) WHERE m.resolved = true RETURN m.id AS id ORDER BY id');

    expect(items.map(({ id }) => id)).toEqual(
      ['just-gone', 'no-card', 'not-told', 'with-card'].map((name) => `hf:heath/${name}`),
    );
  });

  it('has its card noted as absent with the reason, which is no failure', () => {
    const found = run.misses.map(({ id, resource, kind, status, error }) => [id, resource, kind, status, error]);

    expect(found.sort()).toEqual([
      ['heath/just-gone', 'hf_model_cards', 'absent', 404, 'Entry not found'],
      ['heath/no-card', 'hf_model_cards', 'absent', undefined, 'the repository lists no README.md'],
      ['heath/not-told', 'hf_model_cards', 'absent', 404, 'Entry not found'],
    ]);
    expect(run.report['resources']).toMatchObject({
      hf_models: { fetched: 4, failed: 0 },
      hf_model_cards: { failed: 0 },
    });
  });

  it('is not asked for a card that its files do not name, and never taken for missing', () => {
    expect(Object.keys(nights.stats().urls).some((url) => url.includes('heath/no-card/resolve'))).toBe(false);
    expect(run.misses.filter(({ resource }) => resource === 'hf_models')).toEqual([]);
  });
});
