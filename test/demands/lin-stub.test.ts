import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mintModel } from '../../ontology/iri.ts';
import { openGraph, runSource, type RunReport } from '../../src/index.ts';
import { basedOn, startNights, world, type Nights } from '../support/nights/index.ts';

const steps = 12;

/** A chain of twelve, of which only the end is asked for; its root is nowhere. A ring hangs below, and a merge of four. */
const script = world().model({ id: 'chain/c1', ...basedOn('finetune', 'gone/root') });
for (let at = 2; at <= steps; at += 1) script.model({ id: `chain/c${at}`, ...basedOn('finetune', `chain/c${at - 1}`) });
script
  .model({ id: 'ring/a', ...basedOn('finetune', 'ring/b') })
  .model({ id: 'ring/b', ...basedOn('finetune', 'ring/a') })
  .model({ id: 'blend/of-four', ...basedOn('merge', 'chain/c1', 'chain/c2', 'ring/a', 'gone/root') });

let hub: Nights;
const folders: string[] = [];
beforeAll(async () => {
  hub = await startNights({ script });
});
afterEach(() => hub.resetStats());
afterAll(async () => {
  await hub.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'stemma-stub-'));
  folders.push(made);
  return made;
}

async function run(
  dataDir: string,
  ids: readonly string[],
  settings: Readonly<Record<string, unknown>>,
): Promise<RunReport> {
  const modelsFile = join(dataDir, 'ids.txt');
  await writeFile(modelsFile, ids.join('\n'));
  const places = { endpoint: hub.urls.hf, arxivBaseUrl: hub.urls.arxiv, arxivSpacing: 0 };
  return runSource('huggingface', { dataDir, settings: { ...places, numModels: 0, modelsFile, ...settings } });
}

/** Models of the graph: `id` with `?` behind it when nobody described it. */
async function models(dataDir: string): Promise<readonly string[]> {
  await using graph = await openGraph({ dataDir });
  const { items } = await graph.cypher('MATCH (m:MLModel) RETURN m.id AS id, m.resolved AS resolved ORDER BY id');
  return items.map(({ id, resolved }) => `${String(id).slice(3)}${resolved === true ? '' : '?'}`);
}

const chain = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `chain/c${from + at}`);

describe('a base outside the selection', () => {
  it('is a stub of its class: named, not described, with the way to it', async () => {
    const dataDir = await folder();
    await run(dataDir, ['chain/c12'], { baseModelIterations: 0 });
    await using graph = await openGraph({ dataDir });

    expect(await models(dataDir)).toEqual(['chain/c11?', 'chain/c12']);
    expect(await graph.show('chain/c11')).toMatchObject({
      '@type': 'MLModel',
      '@id': mintModel('chain/c11'),
      resolved: false,
    });
    expect((await graph.lineage('chain/c12')).nodes.map(({ id, resolved }) => [id, resolved])).toEqual([
      ['hf:chain/c12', true],
      ['hf:chain/c11', false],
    ]);
  });

  it('is filled in place later: the same node, with the edges it had', async () => {
    const dataDir = await folder();
    await run(dataDir, ['chain/c12'], { baseModelIterations: 0 });
    const before = await models(dataDir);
    const report = await run(dataDir, ['chain/c11'], { baseModelIterations: 0 });

    expect(before).toEqual(['chain/c11?', 'chain/c12']);
    expect(await models(dataDir)).toEqual(['chain/c10?', 'chain/c11', 'chain/c12']);
    expect(report).toMatchObject({ nodesDeleted: 0, relationshipsDeleted: 0 });
    await using graph = await openGraph({ dataDir });
    expect((await graph.lineage('chain/c12', { direction: 'up' })).nodes.map(({ id }) => id)).toEqual([
      'hf:chain/c12',
      'hf:chain/c11',
      'hf:chain/c10',
    ]);
  });

  it.each([
    [1, chain(11, 11), 'chain/c10?'],
    [3, chain(9, 11), 'chain/c8?'],
  ] as const)('is fetched so many steps up: %i', async (iterations, described, stub) => {
    const dataDir = await folder();
    await run(dataDir, ['chain/c12'], { baseModelIterations: iterations });

    expect(await models(dataDir)).toEqual([...described, 'chain/c12', stub].toSorted());
  });

  it('is fetched to the end, each once, a ring not for ever, and what is nowhere stays a stub', async () => {
    const dataDir = await folder();
    await run(dataDir, ['chain/c12', 'blend/of-four'], { baseModelIterations: 'all' });

    expect(await models(dataDir)).toEqual(
      [...chain(1, 12), 'blend/of-four', 'gone/root?', 'ring/a', 'ring/b'].toSorted(),
    );
    const asked = Object.entries(hub.stats().urls).filter(([url]) => url.includes('/api/models/'));
    expect(asked).toHaveLength(12 + 1 + 2 + 1);
    expect(asked.every(([, count]) => count === 1)).toBe(true);
  });

  it.each([0, 1, 4])('is fetched no oftener than the budget allows: %i', async (budget) => {
    const dataDir = await folder();
    await run(dataDir, ['chain/c12'], { baseModelIterations: 'all', budget });
    const details = Object.keys(hub.stats().urls).filter((url) => /\/api\/models\/(?!chain\/c12\b)/.test(url));

    expect(details.length).toBe(budget);
    expect((await models(dataDir)).filter((id) => !id.endsWith('?'))).toHaveLength(1 + budget);
  });
});
