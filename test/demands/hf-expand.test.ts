import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wantedFields } from '../../extract/huggingface/expand.ts';
import { openGraph, type Graph, type WhyItem } from '../../src/index.ts';
import { startNights, type Nights } from '../support/nights/index.ts';
import { stemma } from '../support/stemma-cli.ts';

/** What the list leaves out unless it is named, and models cannot be described without. */
const required = [
  'baseModels',
  'cardData',
  'evalResults',
  'gated',
  'model-index',
  'safetensors',
  'sha',
  'siblings',
  'tags',
];

describe('fields', () => {
  let hub: Nights;
  let dataDir = '';
  let graph: Graph;

  beforeAll(async () => {
    // The list refuses what the answer of one model allows.
    hub = await startNights({ refuseOnList: ['evalResults', 'gguf'] });
    dataDir = await mkdtemp(join(tmpdir(), 'stemma-expand-'));
    const file = join(dataDir, 'ids.txt');
    await writeFile(file, 'heath/scored@main\n');
    const args = ['run', 'huggingface', '--select', 'hf_models', '--all', '--models-file', file, '--data-dir', dataDir];
    const { code, stderr } = await stemma(args, { env: { HF_ENDPOINT: hub.urls.hf } });
    expect(code, stderr).toBe(0);
    graph = await openGraph({ dataDir });
  }, 60_000);
  afterAll(async () => {
    await graph.close();
    await hub.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const asked = (path: string): readonly URL[] =>
    Object.keys(hub.stats().urls)
      .map((name) => new URL(name.replace(/^hf /, 'http://hub.test')))
      .filter((url) => url.pathname.startsWith(path));

  it('are asked for by name, each in a parameter of its own, and every one that is required', () => {
    const [first, second] = asked('/api/models').filter((url) => url.pathname === '/api/models');

    expect(first?.searchParams.getAll('expand')).toEqual(wantedFields);
    expect(first?.search).not.toMatch(/expand=[^&]*(?:,|%2C)/);
    expect(wantedFields).toEqual(expect.arrayContaining(required));
    // The refusal names what is allowed, and the same page is asked for with that.
    expect(second?.searchParams.getAll('expand')).toEqual(
      wantedFields.filter((name) => !['evalResults', 'gguf'].includes(name)),
    );
  });

  it('that the list refuses are still asked for of a model alone', () => {
    expect(asked('/api/models/heath/scored/')[0]?.searchParams.getAll('expand')).toEqual(
      expect.arrayContaining(['evalResults', 'gguf']),
    );
  });

  it('come into the graph with the answer they stood in, list or detail', async () => {
    const urls = (items: readonly WhyItem[]): ReadonlySet<string> =>
      new Set(items.map((item) => new URL(String(item.url)).pathname));
    const fromList = await graph.why('fern/bracken-3b');
    const both = await graph.why('heath/scored');

    expect(fromList.items.length).toBeGreaterThan(10);
    expect(urls(fromList.items)).toEqual(new Set(['/api/models']));
    expect(
      [...urls(both.items)].every((path) => /^\/api\/models(?:\/heath\/scored\/revision\/main)?$/.test(path)),
    ).toBe(true);
    expect(both.items.every((item) => item.verified)).toBe(true);
  });
});
