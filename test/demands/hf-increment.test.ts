import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { Transport } from '../../src/core/http/types.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { earlierRuns } from '../../src/core/run/earlier-runs.ts';
import { extract } from '../../src/pipeline/run.ts';
import { planRun, type PipelineContext } from '../../src/pipeline/plan.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { seededRandom } from '../support/seeded-random.ts';

const size = 100_000;
const rowsPerPage = 1000;
const endpoint = 'http://hub.test';

interface Row {
  readonly _id: string;
  readonly id: string;
  readonly createdAt: string;
  readonly lastModified: string;
  readonly sha: string;
  readonly gated: false | 'auto';
}

function row(n: number, id: string, modified: string, version: number, gated: Row['gated'] = false): Row {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
  const sha = `${n.toString(16)}${version}`.padStart(40, '0');
  return { _id: n.toString(16).padStart(24, '0'), id, createdAt, lastModified: modified, sha, gated };
}

/** A list with keyset paging over these rows, and details; counts what is asked. */
function hubOf(rows: readonly Row[]) {
  const descending = (key: 'createdAt' | 'lastModified') =>
    rows.toSorted((a, b) => (`${a[key]}${a._id}` < `${b[key]}${b._id}` ? 1 : -1));
  const orders = { createdAt: descending('createdAt'), lastModified: descending('lastModified') };
  const byId = new Map(rows.map((one) => [one.id, one]));
  const asked = { list: 0, ids: 0, detail: 0, bytes: 0 };
  const answer = (url: URL): { body: unknown; headers?: Record<string, string> } => {
    const id = /^\/api\/models\/(.+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) {
      asked.detail += 1;
      return { body: byId.get(id) };
    }
    const fields = url.searchParams.getAll('expand');
    asked[fields.length === 1 ? 'ids' : 'list'] += 1;
    const order = orders[url.searchParams.get('sort') === 'lastModified' ? 'lastModified' : 'createdAt'];
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Number(url.searchParams.get('limit'));
    const next = new URL(url);
    next.searchParams.set('cursor', String(to));
    const link = to < order.length ? { link: `<${next.href}>; rel="next"` } : {};
    const shown =
      fields.length === 1
        ? order.slice(from, to).map(({ _id, id: name, gated }) => ({ _id, id: name, gated }))
        : order.slice(from, to);
    return { body: shown, headers: link };
  };
  const transport: Transport = {
    async send({ url }) {
      const { body, headers = {} } = answer(new URL(url));
      const bytes = Buffer.from(JSON.stringify(body));
      asked.bytes += bytes.length;
      async function* content(): AsyncGenerator<Uint8Array> {
        yield bytes;
      }
      return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: content() };
    },
    close: async () => undefined,
  };
  return { transport, asked };
}

const dataDir = mkdtempSync(join(tmpdir(), 'stemma-increment-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function night(rows: readonly Row[], start: string, settings: Readonly<Record<string, unknown>>) {
  const clock = new FakeClock({ start });
  const hub = hubOf(rows);
  const context: PipelineContext = {
    dataDir,
    graph: { neo4j: { user: '', password: '' } },
    progress: silentProgress,
    logger: silentLogger,
    clock,
    signal: new AbortController().signal,
    createHttp: () => createHttpClient({ clock, transport: hub.transport }),
  };
  const select = settings['reconcile'] === true ? ['hf_models,hf_model_ids'] : ['hf_models'];
  const plan = planRun([huggingface], () => ({ endpoint, ...settings }), clock, { select });
  const { error } = await extract(plan, context);
  if (error !== undefined) throw error;
  return hub.asked;
}

/** What two runs know together: the newest record of each model, less those a complete pass over all ids does not hold. */
async function known(): Promise<Map<string, Row>> {
  const models = new Map<string, Row>();
  for (const run of [...(await earlierRuns(dataDir, 'huggingface'))].reverse()) {
    for await (const { bytes } of run.elements('hf_models')) {
      const model = JSON.parse(Buffer.from(bytes).toString('utf8')) as Row;
      models.set(model.id, model);
    }
    if (run.manifest.complete?.some(({ resource }) => resource === 'hf_model_ids') !== true) continue;
    const there = new Set<string>();
    for await (const { bytes } of run.elements('hf_model_ids'))
      there.add((JSON.parse(Buffer.from(bytes).toString('utf8')) as Row).id);
    for (const id of models.keys()) if (!there.has(id)) models.delete(id);
  }
  return models;
}

describe('a Hub of 100,000 models of which 1 % changed since the last run', () => {
  const random = seededRandom(1595);
  const first = Array.from({ length: size }, (_, n) =>
    row(n, `org-${n % 700}/model-${n}`, new Date(Date.UTC(2026, 3, 1) + n * 1000).toISOString(), 1),
  );
  const place = (): number => Math.floor(random() * size);
  const changed = new Set(Array.from({ length: size / 100 }, place));
  const removed = new Set(Array.from({ length: 20 }, place).filter((n) => !changed.has(n)));
  /** Renamed and gated without a change of their own: only the pass over the ids tells. */
  const quiet = [...new Set(Array.from({ length: 12 }, place))].filter((n) => !changed.has(n) && !removed.has(n));
  const second = first.flatMap((model, n) => {
    if (removed.has(n)) return [];
    const at = quiet.indexOf(n);
    if (at >= 0) return [at % 2 === 0 ? { ...model, id: `${model.id}-renamed` } : { ...model, gated: 'auto' as const }];
    if (!changed.has(n)) return [model];
    return [row(n, model.id, new Date(Date.UTC(2026, 10, 20, 22) + n).toISOString(), 2)];
  });

  it(
    'is known as by a full crawl, for the pages of what changed and those of the ids',
    { timeout: 120_000 },
    async () => {
      const whole = await night(first, '2026-11-20T15:30:00.000Z', { all: true });
      const { list, ids, detail, bytes } = await night(second, '2026-11-21T15:30:00.000Z', {
        since: 'last',
        reconcile: true,
      });

      // A small page first, and then whole ones.
      const changedPages = 1 + Math.ceil(changed.size / rowsPerPage);
      expect({ ids, detail }).toEqual({ ids: Math.ceil(second.length / rowsPerPage), detail: quiet.length });
      expect(list).toBeLessThanOrEqual(changedPages);
      expect(bytes).toBeLessThan(whole.bytes / 2);
      const models = await known();
      expect(models.size).toBe(second.length);
      expect(second.filter((model) => JSON.stringify(models.get(model.id)) !== JSON.stringify(model))).toEqual([]);
    },
  );
});
