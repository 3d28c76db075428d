import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile, packageVersion } from '../../src/core/package-files.ts';
import { startNights, type Nights } from '../support/nights/index.ts';
import { stemma, tempFolder } from '../support/stemma-cli.ts';

/** Everything the program asks of any host in a whole run. */
describe('a whole run', () => {
  let hub: Nights;
  beforeAll(async () => {
    hub = await startNights();
    const options = ['--all', '--data-dir', tempFolder(), '--arxiv-spacing', '0s'];
    const { code, stderr } = await stemma(['run', 'huggingface', ...options], {
      env: { HF_ENDPOINT: hub.urls.hf, ARXIV_BASE_URL: hub.urls.arxiv, HF_DATASETS_SERVER: hub.urls.datasetsServer },
    });
    expect(code, stderr).toBe(0);
  }, 60_000);
  afterAll(() => hub.close());

  it('says who it is and where to complain, on every request', () => {
    expect(hub.stats().agents).toEqual([`stemma/${packageVersion()} (+https://w3id.org/stemma)`]);
    expect(hub.stats().anonymous).toBe(0);
  });

  it('asks for no page made for people', () => {
    const paths = Object.keys(hub.stats().urls).map((name) => name.replace(/^\w+ /, ''));

    expect(paths.length).toBeGreaterThan(0);
    expect(
      paths.filter((path) => !/^\/(?:api\/|datasets\/[^?]+\/resolve\/|[^?]+\/resolve\/|rows\?)/.test(path)),
    ).toEqual([]);
    expect(hub.stats().unknown).toEqual([]);
  });

  it('asks only for what the README of the source lists', async () => {
    const text = await readFile(packageFile('extract/huggingface/README.md'), 'utf8');
    const listed: Readonly<Record<string, RegExp>> = {
      'hf models list': /GET \/api\/models\?/,
      'hf model': /GET \/api\/models\/\{id\}/,
      'hf file': /\/resolve\//,
      'hf cached file': /\/resolve\//,
      'cdn large file': /\/resolve\//,
      'hf dataset': /\/api\/datasets\/\{id\}/,
      'hf croissant': /\/croissant/,
      'hf tasks': /\/api\/tasks/,
      'hf tags': /\/api\/models-tags-by-type/,
      'hf account': /\/overview/,
      'hf model tree': /\/tree\//,
      'datasetsServer rows': /\/rows/,
      'arxiv query': /\/api\/query/,
    };

    for (const endpoint of Object.keys(hub.stats().endpoints)) expect(text, endpoint).toMatch(listed[endpoint] ?? /$^/);
  });
});
