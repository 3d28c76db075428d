import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extract } from '../../extract/openml/extract.ts';
import { openmlStages } from '../../extract/openml/stages.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { readLedger, readMisses } from '../../src/core/run/ledger.ts';
import type { LedgerLine, Miss } from '../../src/core/run/types.ts';
import { readElements } from '../../src/core/run/run-reader.ts';
import { readManifest } from '../../src/core/run/manifest.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { extractContext } from '../support/extract-context.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRun } from '../support/memory-run.ts';
import { countRecorded, type RecordedCounts } from '../support/recorded-openml.ts';
import { realdata } from '../support/realdata.ts';
import { replayPath, startReplay, type ReplayServer } from '../support/replay-server.ts';
import { json, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '' || realdata === undefined;
if (isMissing) console.info('skipped: recorded OpenML needs STEMMA_REALDATA and STEMMA_REPLAY');

const hash = (body: Buffer): string => createHash('sha256').update(body).digest('hex');

interface Extracted {
  readonly dataDir: string;
  readonly run: string;
  readonly report: Readonly<Record<string, never>>;
  readonly lines: readonly LedgerLine[];
  readonly misses: readonly Miss[];
}

describe.skipIf(isMissing)('the recorded OpenML', () => {
  let replay: ReplayServer;
  let counted: RecordedCounts;
  let all: Extracted;

  async function extracted(dataDir: string, ...args: readonly string[]): Promise<Extracted> {
    const fast = ['--openml-spacing', '0s', '--data-dir', dataDir, '--json', '--no-progress'];
    const result = await stemmaHere(['extract', 'openml', ...args, ...fast], { OPENML_BASE_URL: replay.urls.openml });
    const report = json(result) as Record<string, never>;
    if (result.code !== 0) throw new Error(`exit ${result.code}: ${result.stderr}`);
    const run = String(report['run']);
    const [lines, misses]: [LedgerLine[], Miss[]] = [[], []];
    for await (const line of readLedger(dataDir, 'openml', run)) lines.push(line);
    for await (const miss of readMisses(dataDir, 'openml', run)) misses.push(miss);
    return { dataDir, run, report, lines, misses };
  }

  beforeAll(async () => {
    // The smaller of its Hubs, which is not asked.
    replay = await startReplay({ world: 'hub2022' });
    counted = await countRecorded(replay.urls.openml);
    replay.reset();
    all = await extracted(tempFolder(), '--all');
  }, 60_000);
  afterAll(async () => replay?.close());

  /** Things asked for by number, and how many of them there were. */
  function outcome({ lines, misses }: Extracted, resource: string): { asked: number; had: number; missed: number } {
    const own = lines.filter((line) => line.resource === resource);
    const had = own.filter(({ status }) => status === 200).length;
    return { asked: own.length, had, missed: misses.filter((miss) => miss.resource === resource).length };
  }

  it('gives its 31 runs, each with its record', () => {
    expect(counted.runs).toBe(31);
    expect(outcome(all, 'openml_runs')).toEqual({ asked: 31, had: 31, missed: 0 });
    expect(all.report).toMatchObject({ sourceStages: { openml_runs: { listed: 31, hidden: 0, records: 31 } } });
  });

  it.each([
    ['openml_flows', 'flow', 22, 15],
    ['openml_tasks', 'task', 13, 11],
    ['openml_setups', 'setup', 25, 9],
  ] as const)('%s: of what runs name as %s, %d, has %d', (resource, kind, named, had) => {
    expect(counted.named[kind]).toEqual({ named, had });
    expect(outcome(all, resource)).toEqual({ asked: named, had, missed: named - had });
    expect(all.misses.filter((miss) => miss.resource === resource).every(({ kind: why }) => why === 'missing')).toBe(
      true,
    );
  });

  it('has the datasets of the tasks, seven, and three more that runs name themselves', () => {
    expect(counted.datasets).toEqual({ ofTasks: 7, ofRuns: 8, together: 10 });
    expect(outcome(all, 'openml_datasets')).toEqual({ asked: 10, had: 10, missed: 0 });
  });

  it('tells of each miss what named it, and where', () => {
    for (const { context, status } of all.misses) {
      expect(context).toMatchObject({
        by: expect.stringMatching(/^openml:/),
        pointer: expect.stringMatching(/^(?:\/|bytes=)/),
      });
      expect(status).toBe(412);
    }
  });

  it('with everything gives the lists to their end: 29 flows, 224 tasks, 111 datasets', async () => {
    const listed = async (resource: string, item: string): Promise<number> => {
      let count = 0;
      for await (const { bytes } of readElements(all.dataDir, 'openml', all.run, { resources: [resource] }))
        count += bytes.toString('utf8').split(item).length - 1;
      return count;
    };

    expect(counted.lists).toEqual({ flow: 29, task: 224, data: 111 });
    expect(await listed('openml_flow_list', '"full_name"')).toBe(29);
    expect(await listed('openml_task_list', '"task_id"')).toBe(224);
    expect(await listed('openml_dataset_list', '<oml:did>')).toBe(111);
    const { complete = [] } = await readManifest(all.dataDir, 'openml', all.run);
    expect(complete.map(({ of }) => of)).toEqual(['Dataset', 'Flow', 'Run', 'Study', 'Task']);
  });

  it('is asked nothing twice, and for nothing that it does not serve', () => {
    const { endpoints, requests } = replay.stats();
    const urls = all.lines.map(({ url }) => url);

    expect(new Set(urls).size).toBe(urls.length);
    expect(requests).toBe(all.lines.length);
    expect(endpoints['unsupported']).toBeUndefined();
  });

  it('gives the same from a server that fails, cuts, resets, counts and answers with pages', async () => {
    const taken = async (server: ReplayServer): Promise<readonly unknown[]> => {
      const run = new MemoryRun();
      // Waits pass at once.
      const http = createHttpClient({ clock: new FakeClock(), maxRetries: 12 });
      const stages = new Set(openmlStages.map(({ name }) => name).filter((name) => name !== 'openml_website'));
      const settings = { baseUrl: server.urls.openml, all: true };
      await extract(extractContext({ http, writer: run, stages, settings, stored: run.records() }));
      await http.close();
      const stored = run.stored.map(({ line, body }) => [
        line.url.slice(settings.baseUrl.length),
        line.status,
        hash(body),
      ]);
      return [...stored, ...run.missed.map(({ resource, id, kind }) => [resource, id, kind])];
    };
    const kinds = ['500:0.1', '503:0.05', 'reset:0.05', 'truncate:0.05', 'html200:0.05', '429:0.05'];
    const fault = kinds.map((kind) => `openml/${kind}`).join(',');
    const failing = await startReplay({ world: 'hub2022', fault, seed: 5 });
    try {
      const calm = await taken(replay);
      expect(await taken(failing)).toEqual(calm);
      expect(calm.length).toBeGreaterThan(150);
      expect(Object.keys(failing.stats().faults).length).toBeGreaterThan(3);
    } finally {
      await failing.close();
    }
  }, 60_000);

  it('is not asked again for what the run before knows', async () => {
    const again = await extracted(all.dataDir);

    // The list is read anew, and so are the runs that it shows to everybody.
    expect(again.lines.map(({ resource }) => resource)).toEqual([
      'openml_run_list',
      'openml_run_probes',
      'openml_run_list',
    ]);
    expect(again.report).toMatchObject({
      sourceStages: { openml_runs: { known: 31 }, openml_enriched_flows: { known: 22 } },
    });
  });
});
