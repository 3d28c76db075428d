import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mintAccount, mintArxivPaper, mintModel, mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { exportWrapped } from '../../src/query/export-wrapped.ts';
import { expectGolden } from '../support/golden.ts';
import { onBothEngines, OpenGraph } from './engines.ts';
import { writeRun } from './run-fixture.ts';

const golden = new URL('../golden/wrapped-json/three-accounts.jsonl', import.meta.url);
const first = '2026-11-20_10-00-00_aaaaaaaa';
const second = '2026-11-21_10-00-00_bbbbbbbb';

onBothEngines('export --as wrapped-json', (makeSandbox) => {
  let graph: OpenGraph;
  beforeAll(async () => {
    graph = await OpenGraph.of(makeSandbox);
    await graph.store.ensureSchema();
  });
  afterAll(() => graph.close());

  it('wraps each value of each account that holds, the winner first; the same bytes from both engines', async () => {
    const model = { hubId: 'acme/base', values: { version: 'a1', gated: 'auto', downloads: 12 } };
    const references = { license: [mintSpdx('MIT')], mlTask: [mintTerm('hf-task', 'object-detection')] };
    await writeRun({
      dataDir: graph.dataDir,
      run: first,
      models: [
        { ...model, references, methods: ['hub-tag', 'yaml-frontmatter'] },
        {
          hubId: 'acme/base',
          resource: 'hf_model_cards',
          seq: 2,
          values: { version: 'old' },
          references: { license: [mintSpdx('Apache-2.0')] },
          methods: ['yaml-frontmatter'],
        },
      ],
    });
    await writeRun({
      dataDir: graph.dataDir,
      run: second,
      models: [
        {
          hubId: 'acme/child',
          references: {
            fineTunedFrom: [mintModel('acme/base')],
            sharedBy: [mintAccount('acme')],
            citation: [mintArxivPaper('1505.04597'), mintArxivPaper('1706.03762')],
          },
        },
      ],
    });
    const authority = ['huggingface hf_models', 'huggingface hf_model_cards'];
    await graph.load(first, { authority });
    await graph.load(second, { authority });

    const lines: string[] = [];
    for await (const line of exportWrapped(graph.store, { dataDir: graph.dataDir, pageSize: 3 })) lines.push(line);
    const withCounters: string[] = [];
    for await (const line of exportWrapped(graph.store, { dataDir: graph.dataDir, counters: true }))
      withCounters.push(line);

    expectGolden(golden, `${lines.join('\n')}\n`);
    expect(lines.filter((line) => line.includes('downloads'))).toEqual([]);
    expect(withCounters.filter((line) => line.includes('"downloads":[{"data":12,'))).toHaveLength(1);
  });

  it('says so when the accounts are not in this data directory', async () => {
    const reading = exportWrapped(graph.store, { dataDir: join(graph.dataDir, 'elsewhere') }).next();

    await expect(reading).rejects.toMatchObject({ code: 'STEMMA_RUN', hint: expect.stringContaining('--data-dir') });
  });
});

it('the golden lines are JSON, sorted, and hold nothing but wrapped values', async () => {
  const lines = (await readFile(golden, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  expect(lines.map((line) => String(line['@id']))).toEqual(lines.map((line) => String(line['@id'])).toSorted());
  for (const { '@id': _iri, '@type': _type, id: _id, ...values } of lines) {
    for (const items of Object.values(values)) {
      for (const item of items as object[])
        expect(Object.keys(item)).toEqual(['data', 'extraction_method', 'confidence', 'extraction_time']);
    }
  }
});
