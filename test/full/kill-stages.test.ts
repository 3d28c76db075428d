import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { idsAtTheEnd, replayPath, startReplay, type ReplayServer } from '../support/replay-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startStemma, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: kill -9 in both stages over the recorded Hub (STEMMA_REPLAY is not set)');

const killsWanted = 20;
const rounds = 8;
const threads = 4;

/** Models of a list and one by one, their cards, and all that they refer to; base models to the end. */
describe.skipIf(isMissing)('kill -9 at any moment of both stages', () => {
  const random = seededRandom(2030);
  const kept = tempFolder();
  let replay: ReplayServer;
  let undisturbed = '';
  let needed = 0;
  let longest = 0;
  let kills = 0;

  const env = (): Record<string, string> => ({
    HF_ENDPOINT: replay.urls.hf,
    ARXIV_BASE_URL: replay.urls.arxiv,
    ARXIV_SPACING: '0s',
    HF_THREADS: String(threads),
    HF_ENRICHMENT_THREADS: String(threads),
  });
  const runArgs = (folder: string): string[] => {
    const selection = ['--limit', '400', '--models-file', join(kept, 'ids.txt'), '--base-model-iterations', 'all'];
    return ['run', 'huggingface', ...selection, '--data-dir', folder];
  };

  beforeAll(async () => {
    replay = await startReplay({ latency: '5-20' });
    writeFileSync(join(kept, 'ids.txt'), `${(await idsAtTheEnd(replay, 30)).join('\n')}\n`);
    const started = performance.now();
    const result = await stemma(runArgs(kept), { env: env() });
    longest = performance.now() - started;
    expect(result.code, result.stderr).toBe(0);
    needed = replay.stats().requests;
    undisturbed = await exportHashByCli(kept);
    console.info('undisturbed:', Math.round(longest), 'ms,', needed, 'requests');
  });
  afterAll(async () => {
    console.info('killed', kills, 'times');
    await replay.close();
    await rm(kept, { recursive: true, force: true });
  });

  /** Whether it was killed before it came to its end. */
  async function killed(args: readonly string[], afterMs: number): Promise<boolean> {
    const running = startStemma(args, { env: env() });
    const timer = setTimeout(() => running.child.kill('SIGKILL'), afterMs);
    const { signal } = await running.done;
    clearTimeout(timer);
    return signal === 'SIGKILL';
  }

  it.each(Array.from({ length: rounds }, (_, at) => at))('then resumed: the same graph (%i)', async (round) => {
    const folder = tempFolder();
    replay.reset();
    let own = 0;
    // A process that died before there was a run leaves nothing to resume.
    const next = (): string[] => (hasRun(folder) ? ['resume', '--data-dir', folder] : runArgs(folder));
    while (own < 3 && (await killed(next(), random() * 0.8 * longest))) own += 1;
    kills += own;
    const resumed = await stemma(next(), { env: env() });

    // One that had come to its end has nothing to resume either.
    if (own === 3) expect(resumed.code, resumed.stderr).toBe(0);
    expect(await exportHashByCli(folder), `round ${round}`).toBe(undisturbed);
    expect((await stemma(['verify', '--data-dir', folder])).code).toBe(0);
    // What was on its way is asked for again: a file comes in two steps.
    expect(replay.stats().requests).toBeLessThanOrEqual(needed + own * 2 * (threads + 1));
    await rm(folder, { recursive: true, force: true });
  });

  it(`was killed ${killsWanted} times at least`, () => {
    expect(kills).toBeGreaterThanOrEqual(killsWanted);
  });
});

function hasRun(folder: string): boolean {
  const raw = join(folder, 'raw', 'huggingface');
  return existsSync(raw) && readdirSync(raw).some((run) => existsSync(join(raw, run, 'manifest.json')));
}
