import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import { readMisses } from '../../src/core/run/ledger.ts';
import type { Miss } from '../../src/core/run/types.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { type RunningHypha, ScriptedHypha, startHypha } from '../support/scripted-hypha/index.ts';
import { json } from '../support/stemma-cli.ts';

/** Demand a4l-links: relative links are resolved by one rule; dead ones are listed. */
describe('a4l-links', { timeout: 30_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-a4l-links-'));
  const hypha = new ScriptedHypha();
  const misses: Miss[] = [];
  let server: RunningHypha;
  let store: GraphStore;

  beforeAll(async () => {
    server = await startHypha(hypha);
    const env = { AI4LIFE_BASE_URL: server.url, DATA_DIR: dataDir };
    const result = await stemmaHere(['run', 'ai4life', '--json', '--no-progress'], env);
    expect([result.code, result.code === 0 ? '' : result.stderr]).toEqual([0, '']);
    for await (const miss of readMisses(dataDir, 'ai4life', String(json(result)['run']))) misses.push(miss);
    store = await openGraph({ dataDir, neo4j: {} });
  });
  afterAll(async () => {
    await store.close();
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function otter(): Promise<Row> {
    const [row] = await store.read<Row>(
      "MATCH (m:MLModel {id: 'bioimageio:brave-otter'}) RETURN m.image AS image, m.readme AS readme, m.associatedMedia AS media",
    );
    return row ?? {};
  }

  it('resolves what has no scheme as a file of its artifact, below one address', async () => {
    const files = 'https://hypha.aicell.io/bioimage-io/artifacts/brave-otter/files';
    expect(await otter()).toEqual({
      image: [`${files}/cover.png`, `${files}/extra/second.png`],
      readme: `${files}/documentation.md`,
      media: [`${files}/extra/macro.ijm`],
    });
  });

  it('leaves web addresses as they are, and makes an issue of a link that leads out of the artifact', async () => {
    const [sheet] = await store.read<Row>(
      "MATCH (d:Dataset {id: 'bioimageio:datasets/crisp-bagel'}) RETURN d.readme AS readme",
    );
    const mapped = await stemmaHere(['runs', 'show', '--json'], { DATA_DIR: dataDir });
    expect(sheet).toEqual({ readme: 'https://lab.example/README.md' });
    expect(mapped.stdout).toContain('unusable-link');
  });

  it('lists every link that leads to no file, by role and place, and only those', () => {
    const dead = misses.filter(({ resource, kind }) => resource === 'ai4life_files' && kind === 'absent');
    expect(dead.map(({ id, context }) => [id, context?.['role'], context?.['pointer']]).slice(0, 3)).toEqual([
      ['brave-otter/cover.png', 'covers', '/manifest/covers/0'],
      ['brave-otter/test_in.npy', 'test_tensor', '/manifest/inputs/0/test_tensor/source'],
      ['brave-otter/extra/second.png', 'covers', '/manifest/covers/1/source'],
    ]);
    expect(dead.map(({ id }) => id)).not.toContain('brave-otter/weights.pt');
    expect(dead.map(({ id }) => id)).not.toContain('brave-otter/extra/macro.ijm');
  });

  it('lists ids that nothing answers to, which stay stubs or words', async () => {
    const dead = misses.filter(({ context }) => context?.['role'] === 'links' || context?.['role'] === 'training_data');
    const [links] = await store.read<Row>(
      `MATCH (:MLModel {id: 'bioimageio:brave-otter'})-[r:IS_RELATED_TO]->(x)
       WITH x.id AS id, x.resolved AS resolved, r.literal AS literal ORDER BY id
       RETURN collect(id) AS ids, collect(resolved) AS resolved, collect(literal) AS literals`,
    );
    expect(dead.map(({ id }) => id)).toEqual([
      'brave-otter: gone/tool',
      'brave-otter: Lab.example',
      'calm-heron: 0000',
    ]);
    expect(links).toMatchObject({
      ids: ['bioimageio:applications/lab:viewer', 'bioimageio:notebooks/soft-scarf', 'bioimageio:resources/gone/tool'],
      resolved: [true, true, false],
    });
  });

  it('never downloads what the links lead to', () => {
    expect(hypha.paths.filter((path) => /\.(?:pt|onnx|h5|npy|png|ijm)$/.test(path))).toEqual([]);
  });
});
