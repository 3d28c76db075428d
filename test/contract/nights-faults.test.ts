import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, runSource } from '../../src/index.ts';
import { exportHash } from '../support/graph-hash.ts';
import { startNights, type NightsOptions } from '../support/nights/index.ts';
import type { ScriptedFault } from '../support/scripted-hub.ts';
import { seededRandom } from '../support/seeded-random.ts';

const faults: readonly ScriptedFault[] = [429, 500, 502, 503, 504, 'reset', 'truncate', 'html'];

/** One request in eight goes wrong, each address at most twice; the same for the same seed and address, whatever the order. */
function faultMix(seed: number): { readonly fault: NonNullable<NightsOptions['fault']>; given(): number } {
  let given = 0;
  return {
    given: () => given,
    fault: (url, count) => {
      const key = [...`${url.pathname}${url.search}`].reduce(
        (sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) >>> 0,
        seed,
      );
      const random = seededRandom(key + count);
      if (count > 1 || random() > 1 / 8) return undefined;
      const fault = faults[Math.floor(random() * faults.length)];
      given += 1;
      return fault;
    },
  };
}

describe('a night on which the servers fail', () => {
  const folders: string[] = [];
  let clean = '';
  beforeAll(async () => {
    clean = await night({});
  }, 60_000);
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  /** sha256 of the export after a whole run against servers on these terms. */
  async function night(options: NightsOptions): Promise<string> {
    const hub = await startNights(options);
    const dataDir = await mkdtemp(join(tmpdir(), 'stemma-faults-'));
    folders.push(dataDir);
    try {
      const places = { endpoint: hub.urls.hf, arxivBaseUrl: hub.urls.arxiv, arxivSpacing: 0 };
      await runSource('huggingface', {
        dataDir,
        settings: { ...places, all: true, token: 'hf_madeupmadeupmadeupmadeup' },
      });
      expect(hub.stats().quotaViolations).toEqual({});
      await using graph = await openGraph({ dataDir });
      return await exportHash(graph);
    } finally {
      await hub.close();
    }
  }

  it.each([1, 2])('gives the same graph as a quiet one (seed %i)', { timeout: 120_000 }, async (seed) => {
    const mix = faultMix(seed);

    expect(await night({ fault: mix.fault })).toBe(clean);
    expect(mix.given()).toBeGreaterThan(10);
  });

  it('gives the same graph under a quota that it must wait for', { timeout: 120_000 }, async () => {
    const quota = { requests: 30, windowMs: 3000 };

    expect(await night({ quota: { api: quota, resolvers: quota } })).toBe(clean);
  });
});
