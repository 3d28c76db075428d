import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad, openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { mapRun } from '../../src/pipeline/map.ts';
import { readEntityLine } from '../../src/query/entity-line.ts';
import { RawChecker } from '../../src/query/raw-check.ts';
import { why, type WhyItem } from '../../src/query/why.ts';
import { create, run, storeAll } from '../support/run-folder.ts';
import { model } from '../support/small-graph.ts';

const child = {
  _id: '64b7f0c1a2b3c4d5e6f70001',
  id: 'acme/child',
  createdAt: '2026-01-02T03:04:05.000Z',
  lastModified: '2026-02-03T04:05:06.000Z',
  downloads: 12,
  likes: 3,
  sha: 'a'.repeat(40),
  pipeline_tag: 'text-generation',
  tags: ['base_model:acme/base', 'base_model:finetune:acme/base', 'license:mit', 'text-generation'],
  cardData: { base_model: 'acme/base', license: 'mit' },
  safetensors: { total: 12345678901234568, parameters: { BF16: 12345678901234568 } },
};
/** With an integer that a JavaScript number cannot hold. */
const textOf = (value: unknown): string => JSON.stringify(value).replaceAll('12345678901234568', '12345678901234567');
const page = textOf([{ ...child, _id: '64b7f0c1a2b3c4d5e6f70000', id: 'acme/base', tags: [], cardData: {} }, child]);

let dataDir = '';
let store: GraphStore;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-why-'));
  const writer = await create(dataDir);
  await storeAll(writer, [{ resource: 'hf_models', path: 'api/models?limit=2', body: page }]);
  await writer.finish();
  const signal = new AbortController().signal;
  await mapRun({ dataDir, run, sources: [huggingface], inputs: {}, progress: silentProgress, signal });
  const target = await openForLoad({ dataDir, neo4j: {} });
  await loadRun({ target, dataDir, run });
  await target.publish();
  store = await openGraph({ dataDir, neo4j: {} });
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function itemsOf(id: string, property?: string): Promise<readonly WhyItem[]> {
  return (await why(store, id, { dataDir, ...(property === undefined ? {} : { property }) })).items;
}

describe('why', () => {
  it('follows every value to its bytes and finds it there again', async () => {
    const items = await itemsOf('acme/child');

    expect(items.length).toBeGreaterThan(8);
    expect(items.filter((item) => !item.verified)).toEqual([]);
    expect(items.map((item) => item.property)).toEqual(items.map((item) => item.property).toSorted());
  });

  it('shows each witness of a relationship, the best first', async () => {
    const items = await itemsOf('acme/child', 'FINE_TUNED_FROM');

    expect(items.map((item) => [item.property, item.value, item.confidence])).toEqual([
      ['fineTunedFrom', model('base'), 0.95],
      ['fineTunedFrom', model('base'), 0.9],
    ]);
    expect(items[1]).toEqual({
      property: 'fineTunedFrom',
      value: model('base'),
      method: 'hub-tag',
      confidence: 0.9,
      source: 'huggingface',
      resource: 'hf_models',
      run,
      url: 'https://hub.example/api/models?limit=2',
      fetchedAt: '2026-11-20T15:30:01Z',
      file: `raw/huggingface/${run}/hf_models.json`,
      offset: page.indexOf(textOf(child)),
      length: textOf(child).length,
      pointer: '/tags/1',
      raw: 'base_model:finetune:acme/base',
      standing: 'stands',
      verified: true,
    });
  });

  it('points into the file as it is', async () => {
    const [item] = await itemsOf('acme/child', 'licenseTag');

    const file = await readFile(join(dataDir, item?.file ?? ''));

    const element = file.subarray(item?.offset ?? 0, (item?.offset ?? 0) + (item?.length ?? 0));
    expect(element.toString()).toBe(textOf(child));
  });

  it('keeps integers that numbers cannot hold', async () => {
    expect(await itemsOf('acme/child', 'parameterCount')).toMatchObject([
      { value: '12345678901234567', raw: '12345678901234567', verified: true },
    ]);
  });

  it('names the vocabulary where no source describes a thing', async () => {
    expect(await itemsOf('spdx:MIT', 'alternateName')).toMatchObject([
      {
        value: 'MIT License',
        method: 'curated',
        source: expect.stringContaining('SPDX'),
        run: null,
        url: null,
        verified: true,
      },
    ]);
  });

  it('refuses a property the class does not have', async () => {
    await expect(itemsOf('acme/child', 'colour')).rejects.toMatchObject({ code: 'STEMMA_USAGE' });
  });

  it('is not fooled by a changed byte, near or far', async () => {
    const file = join(dataDir, `raw/huggingface/${run}/hf_models.json`);
    const position = page.indexOf('acme/base');
    const handle = await open(file, 'r+');
    try {
      await handle.write('A', position);

      const items = await itemsOf('acme/child');

      expect(items.every((item) => !item.verified && item.problem?.includes('not those that were received'))).toBe(
        true,
      );
    } finally {
      await handle.write('a', position);
      await handle.close();
    }
    expect((await itemsOf('acme/child')).every((item) => item.verified)).toBe(true);
  });

  it('says when the bytes are gone', async () => {
    const elsewhere = new RawChecker(join(dataDir, 'nowhere'));

    const { items } = await why(store, 'acme/child', { dataDir, property: 'version', checker: elsewhere });

    expect(items).toMatchObject([{ verified: false, raw: null, problem: expect.any(String) }]);
  });
});

describe('an entity line', () => {
  it('is refused where something else stands', async () => {
    const file = `jsonld/${run}/entities.ndjson`;

    await expect(readEntityLine(dataDir, file, 5, 40)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
    await expect(readEntityLine(dataDir, '../outside', 0, 1)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
  });
});
