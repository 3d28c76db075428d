import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IssueLine } from '../../ontology/entity.ts';
import { issuesPath } from '../../src/core/run/run-paths.ts';
import { pageOfOwner } from '../../src/query/quality/owner-pages.ts';
import { coverageBy, quality } from '../../src/query/quality/quality.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { runId, smallGraph, writeGraph } from '../support/small-graph.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stemma-quality-'));
const issue = (code: string, key: string, literal: string): IssueLine => {
  return {
    severity: 'warning',
    code,
    message: `a ${code}`,
    pointer: '/cardData/x',
    literal,
    key,
    source: 'huggingface',
    resource: 'hf_models',
    record: `raw:${runId}/1`,
    file: 'raw/x.json',
    offset: 0,
    length: 1,
  };
};
const issues = [
  issue('unknown-license', 'hf:acme/child', 'apache-2.O'),
  issue('local-path', 'hf:acme/child', '/cache/models--Qwen--Qwen3-8B'),
  issue('local-path', 'hf:other/one', 'C:\\models\\x'),
  issue('unknown-language', 'hf:acme/base', 'Norwegian'),
  issue('second-value', 'hf:acme/base', 'nothing an owner could mend'),
];

let stores: readonly OpenedStore[] = [];
beforeAll(async () => {
  mkdirSync(dirname(issuesPath(dataDir, runId)), { recursive: true });
  writeFileSync(issuesPath(dataDir, runId), `${issues.map((one) => JSON.stringify(one)).join('\n')}\n`);
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, smallGraph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function onEach<T>(ask: (opened: OpenedStore) => Promise<T>): Promise<T> {
  const answers: T[] = [];
  for (const opened of stores) answers.push(await ask(opened));
  for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  return answers[0] as T;
}

describe('quality of a small family, the same on both engines', () => {
  it('counts described models that are still there', async () => {
    const report = await onEach(({ store }) => quality(store, { kind: 'models', dataDir, run: runId }));
    const have = Object.fromEntries(report.coverage.map(({ aspect, have: count }) => [aspect, count]));

    expect(report.things).toBe(13);
    expect(have).toMatchObject({ license: 3, task: 1, dataset: 1, paper: 1, base: 9, language: 1, card: 0 });
    expect([report.undescribed, report.gone]).toEqual([3, 1]);
  });

  it('says what could stand in place of what is of no use', async () => {
    const [opened] = stores;
    const { faults } = await quality(opened!.store, { kind: 'models', dataDir, run: runId });

    expect(faults.map(({ code, total }) => [code, total])).toEqual([
      ['local-path', 2],
      ['unknown-language', 1],
      ['unknown-license', 1],
    ]);
    const fixes = faults.flatMap(({ examples }) => examples.map(({ fix }) => fix));
    expect(fixes[0]).toBe('Qwen/Qwen3-8B, if that is meant');
    expect(fixes[1]).toContain('leave the field out');
    expect(fixes[2]).toBe('no, if that is meant');
    expect(fixes[3]).toContain('apache-2.0, if that is meant');
  });

  it('counts by source, author and month', async () => {
    const by = (grouping: 'source' | 'author' | 'month') =>
      onEach(async ({ store }) => {
        const rows = await coverageBy(store, { kind: 'models', by: grouping });
        return rows.map(({ key, things, have }) => [key, things, have['license']]);
      });

    expect(await by('source')).toEqual([
      ['unknown', 12, 2],
      ['huggingface', 1, 1],
    ]);
    expect(await by('author')).toEqual([
      ['unknown', 12, 2],
      ['hf:accounts/acme', 1, 1],
    ]);
    expect(await by('month')).toEqual([['2026-01', 13, 3]]);
  });

  it('writes a page of one owner', async () => {
    const page = await onEach(({ store }) => pageOfOwner(store, 'hf:acme', { kind: 'models', dataDir, run: runId }));

    expect(page).toContain('| a licence | 3 of 13 |');
    expect(page).toContain('- hf:acme/lonely → hf:lost/parent');
    expect(page).toContain('apache-2.0, if that is meant');
    expect(page).not.toContain('other/one');
    expect(await pageOfOwner(stores[0]!.store, 'hf:nobody', { kind: 'models', dataDir })).toBeUndefined();
  });
});
