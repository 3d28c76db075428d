import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import { RawChecker } from '../../src/query/raw-check.ts';
import { why } from '../../src/query/why.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { replayPath, type ReplayServer, startReplay } from '../support/replay-server.ts';
import { seededRandom, shuffled } from '../support/seeded-random.ts';

if (replayPath === '') console.log('skipped: OpenML from its server to the graph (STEMMA_REPLAY is not set)');

let dataDir = '';
let replay: ReplayServer;
let store: GraphStore;
let env: Readonly<Record<string, string>> = {};

describe.skipIf(replayPath === '')('OpenML, from its server to the graph', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'stemma-openml-'));
    replay = await startReplay();
    env = {
      OPENML_BASE_URL: replay.urls.openml,
      OPENML_SPACING: '1ms',
      DATA_DIR: dataDir,
    };
    const { code, stderr } = await stemmaHere(['run', 'openml', '--all'], env);
    expect([code, code === 0 ? '' : stderr]).toEqual([0, '']);
    store = await openGraph({ dataDir, neo4j: {} });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await replay.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function rowsOf(statement: string, params: Row = {}): Promise<readonly Row[]> {
    return store.read<Row>(statement, params);
  }

  it('has everything that runs reach, what is not to be had as stubs', async () => {
    const counts = async (label: string): Promise<readonly number[]> => {
      const rows = await rowsOf(
        `MATCH (n:${label}) RETURN n.resolved AS resolved, count(n) AS n ORDER BY resolved DESC`,
      );
      return rows.map(({ n }) => Number(n));
    };
    expect(await counts('Run')).toEqual([31]);
    expect(await counts('Setup')).toEqual([9, 17]);
    expect((await counts('Task'))[0]).toBe(224);
    expect((await counts('Dataset'))[0]).toBe(111);
    expect(await counts('MLModelEvaluation')).toEqual([20]);
    const [flows] = await rowsOf('MATCH (:Run)-[:EXECUTES]->(f:Flow) RETURN count(DISTINCT f) AS n');
    expect(flows?.['n']).toBe(22);
  });

  it('answers which runs used a flow on a dataset, with which hyper-parameters and what accuracy', async () => {
    const rows = await rowsOf(
      `MATCH (r:Run)-[:EXECUTES]->(:Flow {id: 'openml:flow/16'})
       WITH r
       MATCH (r)-[:HAS_INPUT]->(d:Dataset {id: 'openml:dataset/4'})
       WITH DISTINCT r
       MATCH (r)-[i:HAS_INPUT]->(s:Setting)-[:SPECIFIED_BY]->(p:HyperParameter)
       WITH r, p.name AS name, s.hasValue AS value, i.literal AS stated ORDER BY name
       WITH r, collect(name + '=' + value) AS settings, collect(stated) AS stated
       MATCH (r)-[:HAS_OUTPUT]->(:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue {name: 'predictive_accuracy'})
       RETURN r.id AS run, settings, stated, v.value AS accuracy ORDER BY run`,
    );
    const settings = ['openml.kind=Mersenne-Twister', 'openml.normal.kind=Inversion', 'openml.seed=1', 'xval=0'];
    const stated = ['Mersenne-Twister', 'Inversion', '1', '0'];
    expect(rows).toEqual([
      { run: 'openml:run/219', settings, stated, accuracy: 0.7856 },
      { run: 'openml:run/220', settings, stated, accuracy: 0.75264 },
    ]);
  });

  it('keeps runs that failed, with what went wrong', async () => {
    const rows = await rowsOf(
      'MATCH (r:Run) WHERE r.evaluationError IS NOT NULL RETURN r.id AS id, r.evaluationError AS error',
    );
    expect(rows).toContainEqual({
      id: 'openml:run/26936',
      error: 'Attribute confidence.1 not found among predictions.',
    });
    const outputs = await rowsOf("MATCH (r:Run {id: 'openml:run/26936'})-[:HAS_OUTPUT]->(e) RETURN e.id AS id");
    expect(outputs).toEqual([]);
  });

  it('can prove three hundred values and edges, drawn at random, in JSON and in XML', async () => {
    const rows = await rowsOf(
      'MATCH (n:Resource)-[:DESCRIBED_BY]->(:Description) RETURN DISTINCT n.id AS id ORDER BY id',
    );
    const random = seededRandom(20261127);
    const checker = new RawChecker(dataDir);
    const kinds = { bytes: 0, pointer: 0 };
    let checked = 0;
    for (const { id } of shuffled(rows, random)) {
      if (checked >= 300) break;
      const { items } = await why(store, String(id), { dataDir, checker });
      expect(items.length).toBeGreaterThan(0);
      expect(items.filter((item) => !item.verified)).toEqual([]);
      checked += items.length;
      for (const { pointer } of items) kinds[pointer?.startsWith('bytes=') === true ? 'bytes' : 'pointer'] += 1;
    }
    expect(checked).toBeGreaterThanOrEqual(300);
    expect(kinds.bytes).toBeGreaterThan(20);
    expect(kinds.pointer).toBeGreaterThan(100);
  });

  it('writes nothing the second time', async () => {
    const { code, stdout, stderr } = await stemmaHere(['load', '--json'], env);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/"nodesCreated": ?0/);
  });
});
