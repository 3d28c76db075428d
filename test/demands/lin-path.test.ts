import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph, type Graph } from '../../src/index.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { issuesPath } from '../../src/core/run/run-paths.ts';
import { loadNight, storeNight } from '../support/nights/stored-night.ts';

/** What authors write where a base model is asked for, and means a place on their own machine. */
const paths = [
  '/content/model',
  '/content/drive/MyDrive/llama',
  '/kaggle/working/model',
  '/kaggle/input/gemma/transformers/2b/2',
  '/home/user/.cache/huggingface/hub/models--a--b/snapshots/0f8',
  '/data/My Models/llama',
  '/',
  './out',
  './',
  '.',
  '..',
  '../base',
  '~/models/llama',
  'out/',
  'outputs/run/checkpoint-500',
  'content/drive/model',
  'C:\\models\\llama',
  'D:/models/llama',
  '\\\\server\\share\\model',
  'models\\llama',
  'file:///data/model',
  '$HOME/llama',
  's3://bucket/llama',
  'pytorch_model.bin',
  'llama-2-7b.Q4_K_M.gguf',
];

let dataDir = '';
let graph: Graph;
let issues: readonly {
  readonly code: string;
  readonly pointer: string;
  readonly literal?: string;
  readonly id?: string;
}[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-lin-path-'));
  const rows = paths.flatMap((path, index) => [
    { id: `by-card/m${index}`, tags: [], cardData: { base_model: path } },
    { id: `by-tag/m${index}`, tags: [`base_model:${path}`, `base_model:adapter:${path}`], cardData: {} },
    { id: `by-list/m${index}`, tags: [], cardData: { base_model: ['fern/bracken-3b', path] } },
  ]);
  const run = await storeNight(dataDir, 1, rows);
  await loadNight({ dataDir, neo4j: {} }, run);
  graph = await openGraph({ dataDir });
  const text = await readFile(issuesPath(dataDir, run), 'utf8');
  issues = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as (typeof issues)[number]);
});
afterAll(async () => {
  await graph.close();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a path where a base model should be', () => {
  it('is one of 25 forms', () => {
    expect(new Set(paths).size).toBe(25);
  });

  it('gives no edge and no node; what stands beside it does', async () => {
    const types = lineageTypes.join('|');
    const { items } = await graph.cypher(
      `MATCH (m:MLModel)-[r:${types}]->(b:MLModel) RETURN m.id AS model, b.id AS base ORDER BY model, base`,
    );
    const { items: models } = await graph.cypher('MATCH (m:MLModel) RETURN count(m) AS n');

    expect(new Set(items.map((row) => row['base']))).toEqual(new Set(['hf:fern/bracken-3b']));
    expect(items.map((row) => String(row['model'])).every((id) => id.startsWith('hf:by-list/'))).toBe(true);
    expect(items).toHaveLength(paths.length);
    expect(models).toEqual([{ n: 3 * paths.length + 1 }]);
  });

  it.each(paths)('%j is kept as it was written, with the reason', (path) => {
    const found = issues.filter((issue) => issue.literal === path);

    expect(new Set(found.map((issue) => issue.code))).toEqual(new Set(['local-path']));
    expect(found.map((issue) => issue.pointer).toSorted()).toEqual([
      '/cardData/base_model',
      '/cardData/base_model/1',
      '/tags/1',
    ]);
  });
});
