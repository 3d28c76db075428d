import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { hubModels } from '../support/hub-models.ts';
import {
  killDuring,
  killWhenThereIs,
  stageMarks,
  timeStages,
  type KilledStage,
  type StageMilliseconds,
} from '../support/killed-run.ts';
import { manyHubModels } from '../support/many-hub-models.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startStemma, stemma, tempFolder } from '../support/stemma-cli.ts';

const models = manyHubModels(900);
const oneByOne = hubModels.map((model) => model.id).filter((id) => !/--|\.\./.test(id) && id.length <= 96);

describe('kill -9', () => {
  const random = seededRandom(6);
  let hub: ScriptedHub;
  let stages: StageMilliseconds;
  let undisturbed = '';
  let killed = 0;

  const env = (): Record<string, string> => ({ HF_ENDPOINT: hub.endpoint, HF_THREADS: '1' });
  const runArgs = (folder: string): string[] => [
    'run',
    'huggingface',
    '--select',
    'hf_models',
    '--limit',
    String(models.length),
    '--models-file',
    join(folder, 'ids.txt'),
    '--data-dir',
    folder,
  ];
  const answered = (): number => [...hub.requests.values()].reduce((sum, count) => sum + count, 0);

  function prepared(): string {
    const folder = tempFolder();
    writeFileSync(join(folder, 'ids.txt'), `${oneByOne.join('\n')}\n`);
    return folder;
  }

  beforeAll(async () => {
    hub = await startScriptedHub({ models, delay: () => 20 });
    const folder = prepared();
    stages = await timeStages(startStemma(runArgs(folder), { env: env() }));
    undisturbed = await exportHashByCli(folder);
  });
  afterAll(() => hub.close());

  async function expectResumed(folder: string): Promise<void> {
    const resumed = await stemma(['resume', '--data-dir', folder], { env: env() });
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(await exportHashByCli(folder)).toBe(undisturbed);
    expect((await stemma(['verify', '--data-dir', folder])).code).toBe(0);
  }

  it.each([1, 2])(
    'at any moment of each stage costs one request, and resume gives the same graph (%i)',
    async () => {
      const folder = prepared();
      const begun = answered();
      const needed = oneByOne.length + 1;
      for (const stage of Object.keys(stageMarks) as KilledStage[]) {
        const args = stage === 'extract' ? runArgs(folder) : ['resume', '--data-dir', folder];
        if (await killDuring(startStemma(args, { env: env() }), stage, random() * 0.8 * stages[stage])) killed += 1;
      }

      await expectResumed(folder);
      expect(answered() - begun).toBeLessThanOrEqual(needed + 1);
    },
    60_000,
  );

  it('between the steps that publish entities and graph loses nothing', async () => {
    const folder = prepared();
    for (const path of ['jsonld/*/entities.ndjson', 'graph/1/meta.json', 'graph/current']) {
      const args = path.startsWith('jsonld') ? runArgs(folder) : ['resume', '--data-dir', folder];
      expect(await killWhenThereIs(startStemma(args, { env: env() }), folder, path), path).toBe(true);
    }

    await expectResumed(folder);
  }, 60_000);

  it('was killed 6 times, or nearly, as the machine allows', () => {
    expect(killed).toBeGreaterThanOrEqual(4);
  });
});
