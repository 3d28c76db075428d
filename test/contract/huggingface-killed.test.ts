import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNights, type Nights } from '../support/nights/index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { envOf } from '../support/staged-run.ts';
import { tempFolder } from '../support/stemma-cli.ts';
import { compiled } from '../support/compiled-program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dying = pathToFileURL(compiled('test/support/die-at-write.ts')).href;
const deathsWanted = 12;
const threads = 4;

/** All stages with several requests at once: what reaches the disk must not depend on timing, nor on where a process died. */
describe('a crawl in two stages whose process dies', () => {
  const random = seededRandom(4);
  let hub: Nights;
  let whole: Record<string, string> = {};
  let requests = 0;
  let writes = 0;

  /** One process; killed at its n-th write, or not at all. */
  function life(dataDir: string, dieAt: number, ...args: readonly string[]): Promise<'done' | 'killed'> {
    const program = ['--import', dying, compiled('src/cli/main.ts'), ...args];
    const env = {
      ...process.env,
      ...envOf(hub),
      DATA_DIR: dataDir,
      HF_THREADS: String(threads),
      HF_ENRICHMENT_THREADS: String(threads),
      ARXIV_SPACING: '0s',
      STEMMA_DIE_AT: String(dieAt),
      STEMMA_WRITES_FILE: join(dataDir, 'writes'),
    };
    const child = spawn(process.execPath, program, { cwd: root, stdio: 'ignore', env });
    return new Promise((resolve, reject) => {
      child.once('close', (code, signal) => {
        if (code === 0) resolve('done');
        else if (signal === 'SIGKILL') resolve('killed');
        else reject(new Error(`ended with ${code ?? signal}`));
      });
    });
  }

  const begin = ['extract', 'huggingface', '--all', '--base-model-iterations', 'all', '--no-progress'];

  async function dataIn(dataDir: string): Promise<Record<string, string>> {
    const folder = join(dataDir, 'raw', 'huggingface');
    const [run = ''] = await readdir(folder);
    const hashes: Record<string, string> = {};
    for (const name of (await readdir(join(folder, run))).sort()) {
      if (!/\.(?:json|xml|bin)$/.test(name) || name === 'manifest.json') continue;
      hashes[name] = createHash('sha256')
        .update(await readFile(join(folder, run, name)))
        .digest('hex');
    }
    return hashes;
  }

  beforeAll(async () => {
    hub = await startNights({ delay: (url) => (url.pathname.length * 7) % 5 });
    const dataDir = tempFolder();
    expect(await life(dataDir, 0, ...begin)).toBe('done');
    whole = await dataIn(dataDir);
    requests = hub.stats().requests;
    writes = Number(await readFile(join(dataDir, 'writes'), 'utf8'));
  }, 120_000);
  afterAll(() => hub.close());

  it('is resumed to the same bytes, and asks twice at most for what was under way', { timeout: 240_000 }, async () => {
    expect(Object.keys(whole).length).toBeGreaterThan(8);
    for (let deaths = 0; deaths < deathsWanted;) {
      const dataDir = tempFolder();
      hub.resetStats();
      let died = 0;
      const next = (): number => (deaths + died < deathsWanted ? 30 + Math.floor((random() * writes) / 2) : 0);
      let end = await life(dataDir, next(), ...begin);
      for (; end === 'killed'; end = await life(dataDir, next(), 'resume', '--no-progress')) died += 1;
      deaths += Math.max(died, 1);

      expect(await dataIn(dataDir)).toEqual(whole);
      // A request for a file is two where the Hub leads on to its cache.
      expect(hub.stats().requests).toBeLessThanOrEqual(requests + died * threads * 2);
    }
  });
});
