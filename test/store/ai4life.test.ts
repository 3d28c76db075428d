import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, type Graph } from '../../src/index.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { exportHash } from '../support/graph-hash.ts';
import { emptyNeo4j, neo4jSkipped } from '../support/neo4j.ts';
import {
  application,
  dataset,
  type HyphaArtifact,
  newModel,
  notebook,
  oldModel,
  type RunningHypha,
  ScriptedHypha,
  startHypha,
} from '../support/scripted-hypha/index.ts';
import { json } from '../support/stemma-cli.ts';

const withoutServer = neo4jSkipped() !== undefined;
/** What is named by others comes a night later than what names it. */
const nights: readonly (readonly HyphaArtifact[])[] = [
  [newModel, oldModel, notebook],
  [newModel, oldModel, dataset, application, notebook],
  [newModel, oldModel, dataset, application],
];

/** Three nights of a small collection, on both engines. */
describe('the collection of BioImage.IO night by night', { timeout: 60_000 }, () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-ai4life-nights-'));
  const hypha = new ScriptedHypha();
  const hashes: string[][] = [];
  const related: unknown[][] = [];
  let hub: RunningHypha;
  let engines: { readonly args: readonly string[]; readonly env: Record<string, string>; open(): Promise<Graph> }[] =
    [];

  const question =
    "MATCH (m:MLModel {id: 'bioimageio:brave-otter'})-[r]->(x) WHERE type(r) IN ['IS_RELATED_TO', 'TRAINED_ON'] " +
    'RETURN x.id AS id, x.resolved AS resolved, x.removed AS removed ORDER BY id';

  beforeAll(async () => {
    hub = await startHypha(hypha);
    engines = [{ args: [], env: {}, open: () => openGraph({ dataDir }) }];
    if (!withoutServer) {
      const { uri = '', neo4j } = await emptyNeo4j(dataDir);
      const { user = '', password = '' } = neo4j;
      const env = { NEO4J_USER: user, NEO4J_PASSWORD: password };
      engines.push({ args: ['--graph', uri], env, open: () => openGraph({ dataDir, uri, user, password }) });
    }
    for (const artifacts of nights) {
      hypha.artifacts = artifacts;
      const env = { AI4LIFE_BASE_URL: hub.url, DATA_DIR: dataDir };
      const taken = await stemmaHere(['extract', 'ai4life', '--json', '--no-progress'], env);
      expect(taken.code, taken.stderr).toBe(0);
      const run = String(json(taken)['run']);
      const mapped = await stemmaHere(['map', run, '--json', '--no-progress'], env);
      expect(mapped.code, mapped.stderr).toBe(0);
      const ofNight: string[] = [];
      const answers: unknown[] = [];
      for (const engine of engines) {
        const loaded = await stemmaHere(['load', run, ...engine.args, '--json', '--no-progress'], {
          ...env,
          ...engine.env,
        });
        expect(loaded.code, loaded.stderr).toBe(0);
        const graph = await engine.open();
        ofNight.push(await exportHash(graph, { counters: true }));
        answers.push((await graph.cypher(question)).items);
        await graph.close();
      }
      hashes.push(ofNight);
      related.push(answers);
    }
  }, 120_000);
  afterAll(async () => {
    await hub.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is the same graph on both engines, each night', () => {
    for (const ofNight of hashes) expect(new Set(ofNight).size).toBe(1);
    for (const answers of related) for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('ends references at what they stand for as soon as it is there, and leaves the others as stubs', () => {
    const [first, second, third] = related.map(
      ([answer]) => answer as { id: string; resolved: boolean; removed: unknown }[],
    );
    expect(first?.map(({ id, resolved }) => [id, resolved])).toEqual([
      ['bioimageio:datasets/lab/EM_cells', false],
      ['bioimageio:notebooks/soft-scarf', true],
      ['bioimageio:resources/gone/tool', false],
      ['bioimageio:resources/lab/viewer', false],
    ]);
    expect(second?.map(({ id, resolved }) => [id, resolved])).toEqual([
      ['bioimageio:applications/lab:viewer', true],
      ['bioimageio:datasets/crisp-bagel', true],
      ['bioimageio:notebooks/soft-scarf', true],
      ['bioimageio:resources/gone/tool', false],
    ]);
    expect(third?.find(({ id }) => id === 'bioimageio:notebooks/soft-scarf')).toMatchObject({ removed: true });
  });
});
