import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { startNights, type Nights } from '../support/nights/index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startStemma, stemma, tempFolder, type CliResult } from '../support/stemma-cli.ts';

const nights = 5;
/** Answers that may be on their way when the process dies: a card comes in two steps. */
const mostLost = 2;

/** One folder goes through the nights undisturbed; the others are killed several times each night. Both see the same Hub. */
describe('kill -9 while nights go by', () => {
  const undisturbed = tempFolder();
  const folders = [1, 2, 3].map((seed) => ({ seed, folder: tempFolder() }));
  let hub: Nights;
  let kill: { at: number; child: { kill(signal: 'SIGKILL'): boolean } } | undefined;
  let asked = 0;
  let kills = 0;

  const env = (): Record<string, string> => ({
    HF_ENDPOINT: hub.urls.hf,
    ARXIV_BASE_URL: hub.urls.arxiv,
    HF_DATASETS_SERVER: hub.urls.datasetsServer,
    HF_THREADS: '1',
    HF_ENRICHMENT_THREADS: '1',
    ARXIV_SPACING: '0s',
  });
  const runArgs = (night: number, folder: string): string[] => [
    'run',
    'huggingface',
    ...(night === 1 ? ['--all'] : ['--since', 'last', '--reconcile']),
    '--data-dir',
    folder,
  ];

  beforeAll(async () => {
    hub = await startNights({
      realTime: true,
      before: () => {
        asked += 1;
        if (kill === undefined || asked < kill.at) return;
        kill.child.kill('SIGKILL');
        kill = undefined;
      },
    });
  });
  afterAll(async () => {
    console.info(`killed ${kills} times`);
    await hub.close();
  });

  /** Kills it when it asks for the n-th time; when it never does, it comes to its end. */
  async function killedAt(request: number, args: readonly string[]): Promise<CliResult> {
    const running = startStemma(args, { env: env() });
    kill = { at: asked + request, child: running.child };
    const result = await running.done;
    kill = undefined;
    if (result.signal === 'SIGKILL') kills += 1;
    return result;
  }

  it.each(Array.from({ length: nights }, (_, at) => at + 1))(
    'night %i: the same graph, and hardly anything asked twice',
    async (night) => {
      hub.setNight(night);
      hub.resetStats();
      const clean = await stemma(runArgs(night, undisturbed), { env: env() });
      expect(clean.code, clean.stderr).toBe(0);
      const needed = hub.stats().requests;
      const expected = await exportHashByCli(undisturbed);
      for (const { seed, folder } of folders) {
        const random = seededRandom(100 * night + seed);
        hub.resetStats();
        let before = kills;
        let result = await killedAt(1 + Math.floor(random() * needed), runArgs(night, folder));
        for (let round = 0; round < 3 && result.signal === 'SIGKILL'; round += 1) {
          result = await killedAt(1 + Math.floor(random() * (needed - hub.stats().requests + 1)), [
            'resume',
            '--data-dir',
            folder,
          ]);
        }
        if (result.signal === 'SIGKILL') result = await stemma(['resume', '--data-dir', folder], { env: env() });
        before = kills - before;
        expect(result.code, result.stderr).toBe(0);
        expect(hub.stats().requests).toBeLessThanOrEqual(needed + mostLost * before);
        expect(await exportHashByCli(folder), `seed ${seed}`).toBe(expected);
        expect((await stemma(['verify', '--data-dir', folder])).code).toBe(0);
      }
    },
  );

  it('was killed thirty times at least', () => {
    expect(kills).toBeGreaterThanOrEqual(30);
  });
});
