import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRun } from '../../src/core/run/verify.ts';
import { dataOf, run, source } from '../support/run-folder.ts';
import { startNights, type Nights } from '../support/nights/index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { tempFolder } from '../support/stemma-cli.ts';
import { compiled } from '../support/compiled-program.ts';

const script = compiled('test/support/killed-extract.ts');
const dying = pathToFileURL(compiled('test/support/die-at-write.ts')).href;
const killsWanted = 50;

describe('a crawl whose process dies in the middle of a write', () => {
  const place = tempFolder();
  const ids = join(place, 'ids.txt');
  const random = seededRandom(2970);
  let hub: Nights;
  let pages = 0;
  let writes = 0;
  let whole = '';

  beforeAll(async () => {
    hub = await startNights();
    await writeFile(ids, 'fern/bracken-3b@main\nmarsh/never-was\na--b/c\nfern/bracken-3b-chat@HEAD\n');
    const folder = join(place, 'whole');
    expect(await crawl(folder, 0)).toBe('done');
    writes = Number(await readFile(join(place, 'writes'), 'utf8'));
    pages = hub.stats().requests;
    whole = await hashOf(folder);
  }, 60_000);
  afterAll(async () => {
    await hub.close();
    await rm(place, { recursive: true, force: true });
  });

  /** One process over a folder; killed at its n-th write, or not at all. */
  function crawl(folder: string, dieAt: number): Promise<'done' | 'killed'> {
    const args = ['--import', dying, script, folder, hub.urls.hf, ids];
    const env = { ...process.env, STEMMA_DIE_AT: String(dieAt), STEMMA_WRITES_FILE: join(place, 'writes') };
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
    return new Promise((resolve, reject) => {
      child.once('close', (code, signal) => {
        if (code === 0) resolve('done');
        else if (signal === 'SIGKILL') resolve('killed');
        else reject(new Error(`ended with ${code ?? signal}`));
      });
    });
  }

  async function hashOf(folder: string): Promise<string> {
    return createHash('sha256')
      .update(JSON.stringify(await dataOf(folder)))
      .digest('hex');
  }

  it(`${killsWanted} times, at any of them: the same bytes, and at most one page twice for each death`, async () => {
    expect(writes).toBeGreaterThan(3 * pages);
    let kills = 0;
    for (let round = 1; kills < killsWanted; round += 1) {
      const folder = join(place, `round-${round}`);
      hub.resetStats();
      let deaths = 0;
      // Each life is long enough to come some way, and short enough to die several times on it.
      const nextDeath = (): number => (kills + deaths < killsWanted ? 1 + Math.floor((random() * writes) / 4) : 0);
      while ((await crawl(folder, nextDeath())) === 'killed') {
        deaths += 1;
        const state = await verifyRun(folder, source, run).catch((error: unknown) => error);
        if (!(state instanceof Error)) expect(state).toMatchObject({ problems: [] });
      }
      kills += deaths;
      const stats = hub.stats();
      expect(await hashOf(folder), `round ${round}`).toBe(whole);
      expect(await verifyRun(folder, source, run)).toMatchObject({ ok: true, problems: [] });
      expect(stats.requests).toBeLessThanOrEqual(pages + deaths);
      expect(Object.values(stats.urls).filter((count) => count > 1).length).toBeLessThanOrEqual(deaths);
    }
    console.info(`${kills} deaths in ${writes} writes of ${pages} answers`);
  }, 300_000);
});
