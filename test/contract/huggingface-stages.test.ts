import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpStats } from '../../src/core/http/stats.ts';
import { safetensors, startNights, world, type Nights, type NightsOptions } from '../support/nights/index.ts';
import { askedModels, envOf, extractNight, missedOf, readStagedRun } from '../support/staged-run.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json, tempFolder } from '../support/stemma-cli.ts';

const open: Nights[] = [];
afterEach(async () => {
  for (const nights of open.splice(0)) await nights.close();
});

async function nightsOf(options: NightsOptions = {}): Promise<Nights> {
  const nights = await startNights(options);
  open.push(nights);
  return nights;
}

async function idFile(...ids: readonly string[]): Promise<string[]> {
  const file = join(tempFolder(), 'ids.txt');
  await writeFile(file, ids.join('\n'));
  return ['--limit', '0', '--models-file', file];
}

const hosts = { timeout: 60_000 };

describe('a whole Hub in two stages', hosts, () => {
  it('asks for nothing twice, for no weights, and sends the token to the Hub alone', async () => {
    const nights = await nightsOf({ arxivSpacingMs: 300 });
    const dataDir = tempFolder();

    await extractNight(nights, dataDir, '--all', '--base-model-iterations', 'all', '--arxiv-spacing', '300ms');

    const { urls, spacingViolations, wholeWeights, unknown, endpoints, mostAtOnce } = nights.stats();
    expect(Object.entries(urls).filter(([, count]) => count > 1)).toEqual([]);
    expect({ spacingViolations, wholeWeights, unknown, arxiv: mostAtOnce.arxiv }).toEqual({
      spacingViolations: 0,
      wholeWeights: 0,
      unknown: [],
      arxiv: 1,
    });
    expect(endpoints).toMatchObject({ 'hf models list': 1, 'hf tasks': 1, 'hf tags': 1, 'arxiv query': 1 });
    expect(endpoints['datasetsServer rows']).toBeUndefined();
    expect(endpoints['hf account']).toBeUndefined();
    expect(endpoints['hf model tree']).toBeUndefined();
  });

  it('asks again for nothing that an earlier run knows, but with --fresh', async () => {
    const nights = await nightsOf();
    const dataDir = tempFolder();
    await extractNight(nights, dataDir, '--all');
    nights.resetStats();

    const { report } = await extractNight(nights, dataDir, '--all');
    const again = nights.stats().requests;
    nights.resetStats();
    await extractNight(nights, dataDir, '--all', '--fresh');

    expect(again).toBe(1);
    expect(report['sourceStages']).toMatchObject({ hf_model_cards: { requests: 0 }, hf_enriched_tasks: { known: 1 } });
    expect(nights.stats().requests).toBeGreaterThan(50);
  });

  it('asks again for what is older than --max-age, files at a commit never', async () => {
    const nights = await nightsOf();
    const dataDir = tempFolder();
    await extractNight(nights, dataDir, '--all');
    nights.resetStats();
    await extractNight(nights, dataDir, '--all', '--max-age', '0');

    const { endpoints } = nights.stats();
    expect(endpoints['hf tasks']).toBe(1);
    expect(endpoints['hf dataset']).toBeGreaterThan(3);
    expect(endpoints['hf cached file'] ?? 0).toBe(0);
    expect(endpoints['cdn large file'] ?? 0).toBe(0);
  });

  it('names what it has by its ETag when only the commit is another, and takes 304 for an answer', async () => {
    const script = world()
      .model({ id: 'a/same', body: 'The same words.' })
      .model({ id: 'a/other', body: 'Old words.' })
      .night(2, (night) => night.change('a/same', { row: { likes: 7 } }))
      .night(2, (night) => night.change('a/other', { body: 'New words.' }));
    const nights = await nightsOf({ script });
    const dataDir = tempFolder();
    await extractNight(nights, dataDir, '--all');
    nights.setNight(2);

    const { lines } = await extractNight(nights, dataDir, '--all');
    nights.resetStats();
    await extractNight(nights, dataDir, '--all');

    const cards = lines.filter((line) => line.resource === 'hf_model_cards');
    expect(cards.map(({ url, status, bytes }) => [/a\/(\w+)/.exec(url)?.[1], status, bytes > 0])).toEqual([
      ['other', 200, true],
      ['same', 304, false],
    ]);
    expect(nights.stats().requests).toBe(1);
  });
});

describe('what is told of it', hosts, () => {
  it('is requests by endpoint and status, waits with reasons, quotas, bytes and rates, also in status', async () => {
    const quota = { requests: 100_000, windowMs: 3_600_000 };
    const nights = await nightsOf({
      quota: { api: quota, resolvers: quota },
      fault: (url, count) => (url.pathname.endsWith('/api/tasks') && count === 0 ? 503 : undefined),
    });
    const dataDir = tempFolder();
    const { report } = await extractNight(nights, dataDir, '--all', '--arxiv-spacing', '100ms');
    const shown = await stemmaHere(['status', '--data-dir', dataDir]);

    const http = report['http'] as HttpStats;
    const asked = http.requests.reduce((sum, { count }) => sum + count, 0);
    expect(asked).toBe(nights.stats().requests);
    expect(http.requests.find(({ endpoint, status }) => endpoint === 'tasks' && status === 503)?.count).toBe(1);
    expect(http.retries).toBe(1);
    expect(http.waits.map(({ reason }) => reason)).toContain('status 503');
    expect(http.buckets.map(({ bucket, quota: whole, sent, left }) => [bucket, whole, sent + (left ?? 0)])).toEqual([
      ['api', 100_000, 100_000],
      ['resolvers', 100_000, 100_000],
    ]);
    expect(report['sourceStages']).toMatchObject({
      hf_models: { requests: 1, records: nights.world().models.size },
      hf_identified_datasets: { references: 7 },
      hf_enriched_tasks: { retried: 1, records: 1 },
    });
    expect(shown.stdout).toMatch(
      /quota +api at 127\.0\.0\.1:\d+: \d+ sent of 100,000 a window, [\d,]+ left of this window/,
    );
    expect(shown.stdout).toMatch(/tasks +200 × 1, 503 × 1/);
    expect(shown.stdout).toMatch(/hf_model_cards +\d+ records, \d+ requests, 0 known/);
  });
});

describe('base models', hosts, () => {
  const leaf = 'moss/bracken-medicine-fr';

  it('are climbed to the end, each with its distance and who named it', async () => {
    const run = await extractNight(
      await nightsOf(),
      tempFolder(),
      ...(await idFile(leaf)),
      '--base-model-iterations',
      'all',
    );

    expect(askedModels(run)).toEqual([
      [leaf, undefined],
      ['moss/bracken-3b-chat-medicine', 1],
      ['fern/bracken-3b-chat', 2],
      ['fern/bracken-3b', 3],
    ]);
    expect(run.lines.find((line) => line.context?.['depth'] === 2)?.context).toMatchObject({
      by: 'hf:moss/bracken-3b-chat-medicine',
      property: 'fineTunedFrom',
      // By its record and by its card.
      count: 2,
    });
    const cards = run.lines.filter((line) => line.resource === 'hf_model_cards');
    expect(cards.map((line) => line.context?.['depth'])).toEqual([undefined, 1, 2, 3]);
    // What ancestors name is taken too: the card of the root cites a paper and its record names a dataset.
    expect(run.lines.filter((line) => line.resource === 'arxiv_articles')).toHaveLength(1);
    expect(run.lines.some((line) => line.url.includes('/api/datasets/meadow/pollen?'))).toBe(true);
  });

  it.each([
    [['--base-model-iterations', '0'], [], ['moss/bracken-3b-chat-medicine']],
    [[], ['moss/bracken-3b-chat-medicine'], ['fern/bracken-3b-chat']],
    [
      ['--base-model-iterations', 'all', '--budget', '2'],
      ['moss/bracken-3b-chat-medicine', 'fern/bracken-3b-chat'],
      ['fern/bracken-3b'],
    ],
  ])('beyond %j are noted and not asked for', async (args, climbed, noted) => {
    const run = await extractNight(await nightsOf(), tempFolder(), ...(await idFile(leaf)), ...args);

    expect(
      askedModels(run)
        .slice(1)
        .map(([id]) => id),
    ).toEqual(climbed);
    expect(missedOf(run, 'hf_models')).toEqual(noted.map((id) => [id, 'not-asked']));
    expect(run.report['resources']).toMatchObject({ hf_models: { failed: 0 } });
  });

  it('that go round in circles are asked for once each', async () => {
    const run = await extractNight(
      await nightsOf(),
      tempFolder(),
      ...(await idFile('pond/cart')),
      '--base-model-iterations',
      'all',
    );
    const asked = askedModels(run).map(([id]) => id);

    expect(asked.slice(1)).toEqual([1, 2, 3, 4, 5].map((spoke) => `pond/wheel-${spoke}`));
  });

  it('fail alone, and are not asked for when the selection has them but for letter case', async () => {
    const nights = await nightsOf();
    const run = await extractNight(
      nights,
      tempFolder(),
      ...(await idFile('lichen/orphan', 'birch/child-in-capitals', 'fern/bracken-3b', 'birch/child-of-a-twin')),
    );

    expect(askedModels(run).slice(4)).toEqual([
      ['gone/lost-parent', 1],
      ['birch/TWIN', 1],
    ]);
    expect(missedOf(run, 'hf_models')).toEqual([
      ['gone/lost-parent', 'private-or-missing'],
      ['birch/TWIN', 'private-or-missing'],
    ]);
    expect(run.misses[0]).toMatchObject({
      stage: 'hf_enriched_base_models',
      context: { depth: 1, by: 'hf:lichen/orphan', method: 'hub-tag', code: 'RepoNotFound' },
    });
  });

  it('that an earlier run has are followed further when this run goes further', async () => {
    const nights = await nightsOf();
    const dataDir = tempFolder();
    const ids = await idFile(leaf);
    await extractNight(nights, dataDir, ...ids);

    const run = await extractNight(nights, dataDir, ...ids, '--base-model-iterations', 'all');

    expect(askedModels(run)).toEqual([
      [leaf, undefined],
      ['fern/bracken-3b-chat', 2],
      ['fern/bracken-3b', 3],
    ]);
  });
});

describe('files', hosts, () => {
  it('are asked for where the record leaves something open', async () => {
    const nights = await nightsOf();
    const run = await extractNight(nights, tempFolder(), '--all', '--select', 'hf_models,hf_model_files');
    const of = (resource: string): string[] =>
      run.lines
        .filter((line) => line.resource === resource)
        .map(({ url }) => url.replace(`${nights.urls.hf}/`, '').replace(/resolve\/[0-9a-f]{40}\//, ''))
        .sort();

    expect(of('hf_adapter_configs')).toEqual([
      'otter/bracken-local-lora/adapter_config.json',
      'otter/bracken-poems-lora/adapter_config.json',
      'otter/bracken-recipes-lora/adapter_config.json',
    ]);
    // The root's record has a configuration and a number of parameters, its chat model only the latter.
    expect(of('hf_model_configs')).toContain('fern/bracken-3b-chat/config.json');
    expect(of('hf_model_configs')).not.toContain('fern/bracken-3b/config.json');
    expect(of('hf_weight_headers')).toContain('heron/bracken-3b-chat-GGUF/bracken-3b-chat.Q4_K_M.gguf#bytes=0-131071');
    expect(of('hf_weight_headers').some((path) => path.startsWith('fern/'))).toBe(false);
    const ranged = run.lines.filter((line) => line.resource === 'hf_weight_headers');
    expect(ranged.every((line) => line.status === 206 && line.bytes <= 131_072)).toBe(true);
    expect(of('hf_eval_results').length).toBeGreaterThan(0);
    expect(nights.stats().tokens.cdn).toEqual([]);
  });
});

describe('weights in several files', hosts, () => {
  const shard = safetensors({ 'a.weight': { dtype: 'BF16', shape: [1000, 1000] } });
  const index = (metadata: object, ...tensors: readonly string[]): string =>
    JSON.stringify({
      metadata,
      weight_map: Object.fromEntries(tensors.map((name, at) => [name, `model-0000${at + 1}-of-00002.safetensors`])),
    });
  const shards = { 'model-00001-of-00002.safetensors': shard, 'model-00002-of-00002.safetensors': shard };
  const name = 'model.safetensors.index.json';

  it('have one header and their index read, where the record counts nothing; the rest of them is left alone', async () => {
    const script = world()
      .model({
        id: 'big/counted',
        files: {
          ...shards,
          [name]: index({ total_size: 4_000_000, total_parameters: 2_000_000 }, 'a.weight', 'b.weight'),
        },
      })
      .model({
        id: 'big/known',
        files: { ...shards, [name]: index({}) },
        row: { safetensors: { total: 2_000_000, parameters: { BF16: 2_000_000 } } },
      })
      .model({ id: 'big/without-index', files: shards })
      .model({ id: 'small/whole', files: { 'model.safetensors': shard, [name]: index({ total_size: 1 }) } });
    const nights = await nightsOf({ script });
    const dataDir = tempFolder();
    const args = [
      'run',
      'huggingface',
      '--all',
      '--select',
      'hf_models,hf_model_files',
      '--data-dir',
      dataDir,
      '--json',
    ];
    const result = await stemmaHere(args, envOf(nights));
    const { lines } = await readStagedRun(dataDir, String(json(result)['run']));
    const shown = async (id: string): Promise<Record<string, unknown>> =>
      json(await stemmaHere(['show', id, '--data-dir', dataDir, '--json']));

    expect(result.code, result.stderr).toBe(0);
    expect(
      lines
        .filter(({ resource }) => resource.startsWith('hf_weight'))
        .map(
          ({ resource, url }) =>
            `${resource} ${url.replace(`${nights.urls.hf}/`, '').replace(/resolve\/[0-9a-f]{40}\//, '')}`,
        )
        .toSorted(),
    ).toEqual([
      'hf_weight_headers big/counted/model-00001-of-00002.safetensors#bytes=0-131071',
      'hf_weight_headers big/without-index/model-00001-of-00002.safetensors#bytes=0-131071',
      'hf_weight_headers small/whole/model.safetensors#bytes=0-131071',
      'hf_weight_indexes big/counted/model.safetensors.index.json',
    ]);
    expect(nights.stats().wholeWeights).toBe(0);
    expect(await shown('big/counted')).toMatchObject({
      weightsSize: 4_000_000,
      parameterCount: 2_000_000,
      tensorType: ['BF16'],
    });
    expect(await shown('small/whole')).toMatchObject({ parameterCount: 1_000_000 });
    expect(await shown('big/without-index')).not.toHaveProperty('parameterCount');
  });
});

describe('stages by name', hosts, () => {
  it('that are optional take accounts, listings and the leaderboard', async () => {
    const nights = await nightsOf();
    const names = 'hf_models,hf_enriched_accounts,hf_file_listings,hf_leaderboard';
    const run = await extractNight(nights, tempFolder(), '--all', '--select', names);

    const { endpoints } = nights.stats();
    expect(endpoints['hf model tree']).toBe(nights.world().models.size);
    expect(endpoints['datasetsServer rows']).toBe(1);
    expect(endpoints['hf file']).toBeUndefined();
    expect(missedOf(run, 'hf_accounts').every(([, kind]) => kind === 'missing')).toBe(true);
    expect(run.lines.filter(({ resource, status }) => resource === 'hf_accounts' && status === 200)).toHaveLength(2);
  });

  it('later ones alone work on the newest run that took models', async () => {
    const nights = await nightsOf();
    const dataDir = tempFolder();
    await extractNight(nights, dataDir, '--all', '--select', 'hf_models');
    nights.resetStats();

    const run = await extractNight(nights, dataDir, '--select', 'hf_enriched_datasets');

    expect(Object.keys(nights.stats().endpoints).sort()).toEqual(['hf croissant', 'hf dataset']);
    expect(run.lines.some((line) => line.url.includes('meadow/pollen/croissant'))).toBe(true);
    const alone = ['extract', 'huggingface', '--select', 'hf_enriched_datasets', '--data-dir', tempFolder()];
    const nowhere = await stemmaHere(alone, { HF_ENDPOINT: nights.urls.hf });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toContain('there are none yet');
  });

  it('are kept for a resumed run', async () => {
    let isDown = true;
    const nights = await nightsOf({
      fault: (url) => (isDown && url.pathname.includes('/resolve/') ? 429 : undefined),
    });
    const dataDir = tempFolder();
    const args = ['extract', 'huggingface', '--all', '--select', 'hf_models,hf_model_cards', '--data-dir', dataDir];
    const stopped = await stemmaHere([...args, '--json', '--timeout', '2'], { HF_ENDPOINT: nights.urls.hf });
    expect(stopped.code).not.toBe(0);
    isDown = false;

    const resumed = await stemmaHere(['resume', '--data-dir', dataDir, '--json'], { HF_ENDPOINT: nights.urls.hf });

    expect(resumed.code, resumed.stderr).toBe(0);
    expect(Object.keys(nights.stats().endpoints).sort()).toEqual([
      'hf cached file',
      'hf fault',
      'hf file',
      'hf models list',
    ]);
    const { lines } = await readStagedRun(dataDir, String(JSON.parse(resumed.stdout).run));
    expect(new Set(lines.map(({ resource }) => resource))).toEqual(new Set(['hf_models', 'hf_model_cards']));
  });
});
