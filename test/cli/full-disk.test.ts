import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { manyHubModels } from '../support/many-hub-models.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { mountSmallDisk, smallDiskSkipped } from '../support/small-disk.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const skipped = smallDiskSkipped();
if (skipped !== undefined) console.info(`skipped: a full disk (${skipped})`);

const models = manyHubModels(900);
const roomy = 512 * 1024 * 1024;
/** Blocks, folders and locks. */
const overhead = 64 * 1024;

describe.skipIf(skipped !== undefined)('a full disk', () => {
  let hub: ScriptedHub;
  let undisturbed = '';
  let sizes = { raw: 0, jsonld: 0, graph: 0 };

  const run = (folder: string, args: readonly string[]): ReturnType<typeof stemma> =>
    stemma([...args, '--data-dir', folder, '--json'], { env: { HF_ENDPOINT: hub.endpoint } });
  const everything = ['run', 'huggingface', '--select', 'hf_models', '--limit', String(models.length)];

  beforeAll(async () => {
    hub = await startScriptedHub({ models });
    const folder = tempFolder();
    expect((await run(folder, everything)).code).toBe(0);
    undisturbed = await exportHashByCli(folder);
    sizes = {
      raw: bytesBelow(join(folder, 'raw')),
      jsonld: bytesBelow(join(folder, 'jsonld')),
      graph: bytesBelow(join(folder, 'graph')),
    };
  });
  afterAll(() => hub.close());

  it.each([
    ['extract', 'raw/', () => sizes.raw * 0.5],
    ['map', 'jsonld/', () => sizes.raw + overhead + sizes.jsonld * 0.5],
    ['load', 'graph', () => sizes.raw + sizes.jsonld + overhead + sizes.graph * 0.4],
    ['the end of load', 'graph', () => sizes.raw + sizes.jsonld + overhead + sizes.graph * 0.9],
  ])(
    'stops %s with exit 1 and says why; with room again resume gives the same graph',
    async (_stage, where, room) => {
      const disk = mountSmallDisk(room());
      try {
        const stopped = await run(disk.path, everything);

        expect(stopped.signal, stopped.stderr).toBe(null);
        expect(stopped.code, stopped.stderr).toBe(1);
        expect(json(stopped)).toMatchObject({ state: 'failed', error: { code: 'STEMMA_DISK' } });
        expect(stopped.stderr).toMatch(new RegExp(`^error: .*(?:${where}.*no space|no space.*${where})`, 'm'));
        expect(stopped.stderr).toMatch(/hint .*free some space/);

        disk.resize(roomy);
        const resumed = await run(disk.path, ['resume']);

        expect(resumed.code, resumed.stderr).toBe(0);
        expect(await exportHashByCli(disk.path)).toBe(undisturbed);
        expect((await run(disk.path, ['verify'])).code).toBe(0);
      } finally {
        disk.remove();
      }
    },
    60_000,
  );

  it('leaves the published graph to its readers when a load finds no room', async () => {
    const disk = mountSmallDisk(roomy);
    try {
      expect((await run(disk.path, everything)).code).toBe(0);
      disk.resize(bytesBelow(disk.path) + overhead + sizes.graph * 0.4);

      const stopped = await run(disk.path, ['load', '--rebuild']);

      expect(stopped.code, stopped.stderr).toBe(1);
      expect(json(stopped)).toMatchObject({ error: { code: 'STEMMA_DISK' } });
      expect(await exportHashByCli(disk.path)).toBe(undisturbed);
      disk.resize(roomy);
      expect((await run(disk.path, ['load', '--rebuild'])).code).toBe(0);
      expect(await exportHashByCli(disk.path)).toBe(undisturbed);
    } finally {
      disk.remove();
    }
  }, 60_000);
});

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
