import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { check } from '../../extract/huggingface/check.ts';
import { extract } from '../../extract/huggingface/extract.ts';
import { readLedger, readMisses } from '../../src/core/run/ledger.ts';
import { openRunForWriting } from '../../src/core/run/open-run.ts';
import { readElements } from '../../src/core/run/run-reader.ts';
import type { LedgerLine, RawRunWriter } from '../../src/core/run/types.ts';
import { extractContext } from '../support/extract-context.ts';
import { hubModels } from '../support/hub-models.ts';
import { type Extracted, HubWorkshop, missesOf, newestFirst } from '../support/hub-workshop.ts';
import { MemoryRun } from '../support/memory-run.ts';
import type { ScriptedHub } from '../support/scripted-hub.ts';

const workshop = new HubWorkshop();
afterEach(() => workshop.tidy());
afterAll(() => workshop.close());

describe('models one by one', () => {
  it('are read from the id file alone when no number is wanted', async () => {
    const hub = await workshop.hub();

    const { run, progress } = await workshop.extract(hub, {
      numModels: 0,
      modelsFile: await workshop.idFile('# two', 'leaf/Twin', 'https://huggingface.co/leaf/twin', 'leaf/Twin'),
    });

    expect(run.ids()).toEqual(['leaf/Twin', 'leaf/twin']);
    expect(run.missed).toEqual([]);
    expect(hub.listRequests()).toBe(0);
    expect(progress.counts.get('hf_models')).toMatchObject({ records: 2, requests: 2 });
  });

  it('have an outcome for every line', async () => {
    const absent = {
      'gate/auto': 'gated',
      'gate/manual': 'disabled',
      'stone/oak-7b': 'legal',
      'leaf/twin': 'private',
    } as const;
    const hub = await workshop.hub({ absent });
    const lines = [
      'leaf/Twin',
      'gate/auto',
      'gate/manual',
      'stone/oak-7b',
      'leaf/twin',
      'nobody/nothing',
      'bad--name',
      'no model at all',
      'gpt2',
      'leaf/Twin@v9',
    ];

    const { run, progress } = await workshop.extract(hub, {
      numModels: 0,
      modelsFile: await workshop.idFile(...lines),
    });

    expect(run.ids()).toEqual(['leaf/Twin', 'openai-community/gpt2']);
    expect(missesOf(run)).toEqual([
      ['no model at all', 'malformed'],
      ['gate/auto', 'gated'],
      ['gate/manual', 'disabled'],
      ['stone/oak-7b', 'disabled'],
      ['leaf/twin', 'private-or-missing'],
      ['nobody/nothing', 'private-or-missing'],
      ['bad--name', 'malformed'],
      ['gpt2', 'renamed'],
      ['leaf/Twin@v9', 'missing'],
    ]);
    expect(run.missed.at(-2)).toMatchObject({ context: { line: 9, to: 'openai-community/gpt2', recorded: true } });
    expect(run.missed.at(-1)).toMatchObject({ status: 404, context: { line: 10, code: 'RevisionNotFound' } });
    expect(progress.counts.get('hf_models')).toMatchObject({ records: 2, failed: 8 });
  });

  it('are missing, not private, to a reader whose token the Hub knows', async () => {
    const { run } = await workshop.extract(await workshop.hub(), {
      numModels: 0,
      token: 'hf_right',
      modelsFile: await workshop.idFile('nobody/nothing'),
    });

    expect(missesOf(run)).toEqual([['nobody/nothing', 'missing']]);
  });

  it('keep the redirect of a renamed model with the record', async () => {
    const hub = await workshop.hub();

    const { run } = await workshop.extract(hub, { numModels: 0, modelsFile: await workshop.idFile('gpt2@main') });

    expect(run.stored[0]?.line).toMatchObject({ status: 200, redirects: [{ status: 307 }] });
    expect(run.stored[0]?.line.url).toContain('/hf/api/models/gpt2/revision/main?');
  });

  it('are not asked for when the list held them, unless a revision is named', async () => {
    const hub = await workshop.hub();
    const [first = '', second = ''] = newestFirst('lastModified');

    const { run } = await workshop.extract(hub, {
      numModels: 3,
      modelsFile: await workshop.idFile(first, `${second}@main`, 'legacy-name'),
    });

    expect(run.ids()).toEqual([...newestFirst('lastModified').slice(0, 3), second, 'legacy-name']);
    expect(hub.requests.size).toBe(3);
  });

  it('are described by the same fields as in the list', async () => {
    const hub = await workshop.hub();
    const fromList = await workshop.extract(hub, { all: true, pageSize: 100 });
    const fromFile = await workshop.extract(hub, { numModels: 0, modelsFile: await workshop.idFile('stone/oak-7b') });

    const rows = JSON.parse(fromList.run.stored[0]?.body.toString('utf8') ?? '[]') as { id: string }[];

    expect(JSON.parse(fromFile.run.stored[0]?.body.toString('utf8') ?? '')).toEqual(
      rows.find((row) => row.id === 'stone/oak-7b'),
    );
  });

  it('learn once which fields are refused', async () => {
    const hub = await workshop.hub({ refuse: ['evalResults'] });
    const ids = hubModels.slice(0, 12).map((model) => model.id);

    const { run } = await workshop.extract(hub, { numModels: 0, modelsFile: await workshop.idFile(...ids) });

    expect(run.stored.map(({ line }) => line.status)).toEqual([400, ...ids.map(() => 200)]);
    expect(run.ids()).toEqual(ids);
    expect(run.missed).toEqual([]);
  });

  it('are stored in the order of the file, several under way at once', async () => {
    const hub = await workshop.hub({ delay: (url) => url.pathname.length % 5 });
    const ids = hubModels.map((model) => model.id).toReversed();

    const { run } = await workshop.extract(hub, {
      numModels: 0,
      threads: 4,
      modelsFile: await workshop.idFile(...ids),
    });

    expect(run.ids()).toEqual(ids);
    expect(hub.mostAtOnce()).toBeGreaterThan(1);
    expect(hub.mostAtOnce()).toBeLessThanOrEqual(4);
  });

  it('fail alone', async () => {
    const hub = await workshop.hub({ fault: (url) => (url.pathname.includes('twin') ? 503 : undefined) });

    const { run } = await workshop.extract(hub, {
      numModels: 0,
      modelsFile: await workshop.idFile('leaf/Twin', 'leaf/twin', 'legacy-name'),
    });

    expect(run.ids()).toEqual(['leaf/Twin', 'legacy-name']);
    expect(missesOf(run)).toEqual([['leaf/twin', 'failed']]);
  });

  it('stop the run when one after the other fails', async () => {
    const hub = await workshop.hub({ fault: () => 503 });
    const run = new MemoryRun();

    const ids = hubModels.map((model) => model.id);
    await expect(
      workshop.extract(hub, { numModels: 0, modelsFile: await workshop.idFile(...ids) }, { run }),
    ).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
    });

    expect(run.missed).toEqual([]);
  });

  it('stop the run when the network is gone, and miss nothing', async () => {
    const hub = await workshop.hub({ fault: (url) => (url.pathname.includes('legacy') ? 'reset' : undefined) });
    const run = new MemoryRun();

    const path = await workshop.idFile('leaf/Twin', 'legacy-name');
    await expect(workshop.extract(hub, { numModels: 0, modelsFile: path }, { run })).rejects.toMatchObject({
      code: 'STEMMA_NETWORK',
    });

    expect(run.missed).toEqual([]);
  });
});

describe('an interrupted extraction', () => {
  const everything = async (hub: ScriptedHub, run = new MemoryRun(), signal?: AbortSignal): Promise<MemoryRun> => {
    const modelsFile = await workshop.idFile(
      'gpt2',
      'nobody/nothing',
      'not a model',
      'stone/oak-7b@main',
      'leaf/Twin@main',
      'legacy-name@main',
    );
    await workshop.extract(hub, { all: true, modelsFile }, { run, ...(signal === undefined ? {} : { signal }) });
    return run;
  };

  it('ends with the same bytes when it is run again, wherever it stopped, and asks for nothing twice', async () => {
    const undisturbed = await everything(await workshop.hub());
    const bytes = (run: MemoryRun): unknown[] =>
      run.stored.map(({ line, body }) => [new URL(line.url).pathname, body.toString('utf8')]);

    for (let stop = 0; stop <= undisturbed.stored.length; stop += 1) {
      const hub = await workshop.hub();
      const run = new MemoryRun();
      const abort = new AbortController();
      const store = run.store.bind(run);
      run.store = async (resource, response) => {
        if (run.stored.length === stop) abort.abort();
        abort.signal.throwIfAborted();
        return store(resource, response);
      };
      await everything(hub, run, abort.signal).catch(() => undefined);
      expect(run.stored).toHaveLength(stop);

      run.store = store;
      run.missed = [];
      await everything(hub, run);

      expect(bytes(run)).toEqual(bytes(undisturbed));
      expect(missesOf(run)).toEqual(missesOf(undisturbed));
      expect(hub.pagesTwice()).toBeLessThanOrEqual(1);
    }
  });

  it('stops before the next page when it is told to', async () => {
    const abort = new AbortController();
    const hub = await workshop.hub();
    const run = new MemoryRun();
    const store = run.store.bind(run);
    run.store = async (resource, response) => {
      abort.abort();
      return store(resource, response);
    };

    await expect(workshop.extract(hub, { all: true }, { run, signal: abort.signal })).rejects.toMatchObject({
      code: 'STEMMA_CANCELLED',
    });

    expect(hub.listRequests()).toBe(1);
    expect(run.stored).toHaveLength(1);
  });
});

describe('the run folder', () => {
  const run = '2026-11-20_15-30-00_0a0b0c0d';
  const source = 'huggingface';

  async function extractInto(dataDir: string, hub: ScriptedHub, stopAfter?: number): Promise<void> {
    const writer = await openRunForWriting({ dataDir, source, run, settings: {} });
    const abort = new AbortController();
    let stored = 0;
    const stopping: RawRunWriter = {
      run,
      source,
      find: (resource, url) => writer.find(resource, url),
      miss: (miss) => writer.miss(miss),
      markComplete: (list) => writer.markComplete(list),
      store: async (resource, response) => {
        stored += 1;
        if (stored === stopAfter) abort.abort();
        return writer.store(resource, response);
      },
    };
    const modelsFile = join(await workshop.folder(), 'run-folder-ids.txt');
    await writeFile(modelsFile, 'gpt2\nnobody/nothing\nno model\nleaf/twin@main\nleaf/Twin@main\n');
    const settings = { endpoint: hub.endpoint, pageSize: 7, all: true, modelsFile };
    try {
      await extract(extractContext({ http: workshop.http(), writer: stopping, settings, signal: abort.signal }));
      await writer.finish();
    } catch {
      await writer.interrupt();
    }
  }

  const idsIn = async (dataDir: string): Promise<string[]> => {
    const ids: string[] = [];
    for await (const element of readElements(dataDir, source, run))
      ids.push((JSON.parse(element.bytes.toString('utf8')) as { id: string }).id);
    return ids;
  };
  const filesOf = async (dataDir: string): Promise<unknown> => {
    const names = ['hf_models.json', 'hf_models.bin'];
    const misses: string[][] = [];
    for await (const miss of readMisses(dataDir, source, run)) misses.push([miss.id, miss.kind]);
    return [
      ...(await Promise.all(names.map((name) => readFile(join(dataDir, 'raw', source, run, name), 'utf8')))),
      misses,
    ];
  };

  it('holds each model as an element, and the same bytes when the run was stopped after any answer', async () => {
    const whole = join(await workshop.folder(), 'whole');
    await extractInto(whole, await workshop.hub({ refuseOnList: ['spaces'] }));
    expect(await idsIn(whole)).toEqual([
      ...newestFirst('createdAt'),
      'openai-community/gpt2',
      'leaf/twin',
      'leaf/Twin',
    ]);
    const ledger: LedgerLine[] = [];
    for await (const line of readLedger(whole, source, run)) ledger.push(line);
    expect(ledger.map((line) => [line.status, line.records])).toEqual([
      [400, 0],
      ...[7, 7, 7, 7, 2].map((rows) => [200, rows]),
      [200, 1],
      [401, 0],
      [200, 1],
      [200, 1],
    ]);

    for (let stopAfter = 1; stopAfter < ledger.length; stopAfter += 1) {
      const stopped = join(await workshop.folder(), `stopped-${stopAfter}`);
      const hub = await workshop.hub({ refuseOnList: ['spaces'] });
      await extractInto(stopped, hub, stopAfter);
      await extractInto(stopped, hub);

      expect(await filesOf(stopped)).toEqual(await filesOf(whole));
      expect(hub.pagesTwice()).toBe(0);
    }
  });
});

describe('faults of the server', () => {
  it('change nothing in what is stored', async () => {
    const undisturbed = await workshop.extract(await workshop.hub(), { all: true, pageSize: 3 });
    const faults = [429, 'reset', 500, 'truncate', 'html', 502, undefined] as const;
    let asked = 0;
    const hub = await workshop.hub({
      fault: (_, count) => {
        asked += 1;
        return count < 2 ? faults[asked % faults.length] : undefined;
      },
    });

    const disturbed = await workshop.extract(hub, { all: true, pageSize: 3 });

    const bodies = ({ run }: Extracted): string[] => run.stored.map(({ body }) => body.toString('utf8'));
    expect(bodies(disturbed)).toEqual(bodies(undisturbed));
    expect(disturbed.progress.counts.get('hf_models')?.retried).toBeGreaterThan(3);
  });
});

describe('the check of the source', () => {
  const checked = (hub: ScriptedHub, token?: string): ReturnType<typeof check> =>
    check({ settings: { endpoint: hub.endpoint, token }, http: workshop.http(), signal: new AbortController().signal });

  it('tells that the Hub is reachable, what is left of the rate limit, and that the token is good', async () => {
    const checks = await checked(await workshop.hub({ quota: { requests: 500, windowMs: 300_000 } }), 'hf_right');

    expect(checks.map(({ ok }) => ok)).toEqual([true, true]);
    expect(checks[0]?.detail).toMatch(/^reachable in \d+ ms, 499 of 500 requests left/);
  });

  it('tells a bad token from an unreachable Hub', async () => {
    const hub = await workshop.hub({ token: 'hf_right' });
    const withBadToken = await checked(hub, 'hf_wrong');
    await hub.close();
    const unreachable = await checked(hub);

    expect(withBadToken.map(({ name, ok }) => [name, ok])).toEqual([
      [new URL(hub.endpoint).host, true],
      ['HF_TOKEN', false],
    ]);
    expect(unreachable.map(({ ok }) => ok)).toEqual([false]);
    expect(unreachable[0]?.hint).toMatch(/HF_ENDPOINT/);
    expect(JSON.stringify([withBadToken, unreachable])).not.toContain('hf_wrong');
  });
});
