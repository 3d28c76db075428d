import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  identify,
  mintArxivPaper,
  mintDataset,
  mintDescription,
  mintDoi,
  mintEvaluation,
  mintMetric,
  mintSpdx,
} from '../../ontology/iri.ts';
import { audits } from '../../src/query/validate/audits.ts';
import { FindingGroups } from '../../src/query/validate/detail.ts';
import { knots } from '../../src/query/validate/lineage-cycles.ts';
import { validateGraph } from '../../src/query/validate/validate-graph.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, type Graph, model, runId, smallGraph, writeGraph } from '../support/small-graph.ts';

const [evaluation, lost] = [mintEvaluation('one'), mintEvaluation('two')];
const closed = mintDescription(runId, 'huggingface', 'hf_models', model('merge'));
const paper = mintDoi('10.1000/one');
const edge = (from: string, type: string, to: string) => ({ from, type, to, properties: evidence() });

/** What each audit is there to find, once. */
const wrong: Graph = {
  nodes: [
    { uri: mintSpdx('CC-BY-NC-4.0'), properties: { resolved: true, spdxId: 'CC-BY-NC-4.0' } },
    { uri: mintSpdx('CC-BY-SA-4.0'), properties: { resolved: true, spdxId: 'CC-BY-SA-4.0' } },
    { uri: mintSpdx('MIT'), properties: { resolved: true, spdxId: 'MIT' } },
    { uri: model('free'), properties: { resolved: true, sourceId: 'abc' } },
    { uri: model('between'), properties: { resolved: true } },
    { uri: model('closed-to-trade'), properties: { resolved: true, sourceId: 'abc' } },
    { uri: model('alike'), properties: { resolved: true } },
    { uri: model('old'), properties: { resolved: false } },
    { uri: model('older'), properties: { resolved: false } },
    { uri: evaluation, properties: { resolved: true } },
    { uri: lost, properties: { resolved: true } },
    { uri: mintMetric(evaluation, 'accuracy'), properties: { resolved: true, value: 2, minValue: 0, maxValue: 1 } },
    { uri: mintArxivPaper('2601.00001'), properties: { resolved: true, identifier: ['10.1000/one'] } },
    { uri: paper, properties: { resolved: true, identifier: ['10.1000/one'] } },
    {
      uri: closed,
      properties: {
        source: 'huggingface',
        resource: 'hf_models',
        validFrom: '2026-11-20T00:00:00Z',
        validTo: '2026-11-21T00:00:00Z',
      },
    },
  ],
  edges: [
    edge(model('closed-to-trade'), 'LICENSE', mintSpdx('CC-BY-NC-4.0')),
    edge(model('alike'), 'LICENSE', mintSpdx('CC-BY-SA-4.0')),
    edge(model('free'), 'LICENSE', mintSpdx('MIT')),
    edge(model('between'), 'FINE_TUNED_FROM', model('closed-to-trade')),
    edge(model('free'), 'FINE_TUNED_FROM', model('between')),
    edge(model('free'), 'MERGED_FROM', model('alike')),
    edge(model('free'), 'HAS_EVALUATION', evaluation),
    edge(evaluation, 'EVALUATED_MLMODEL', model('free')),
    edge(model('free'), 'HAS_EVALUATION', lost),
    edge(model('old'), 'REDIRECTS_TO', model('older')),
    edge(model('older'), 'REDIRECTS_TO', model('free')),
    { from: model('merge'), type: 'DESCRIBED_BY', to: closed },
  ],
};

let stores: readonly OpenedStore[] = [];

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) {
    await writeGraph(store, smallGraph);
    await writeGraph(store, wrong);
    await store.write('MATCH (n:Resource {uri: $uri}) SET n:MLModel RETURN count(n) AS done', {
      uri: mintDataset('acme/corpus'),
    });
  }
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

describe('the audits of a graph', () => {
  it('find each what it is there for, the same on both engines', async () => {
    const answers = [];
    for (const { store } of stores) {
      const groups = new FindingGroups(10);
      const onFinding = groups.add.bind(groups);
      await validateGraph(store, { mostDetails: 10, mostStubs: 0.1, onFinding });
      answers.push(
        Object.fromEntries(
          groups
            .rules()
            .filter(({ kind }) => kind === 'audit')
            .map(({ rule, total, examples }) => [
              rule,
              [
                total,
                ...examples.map(({ id, value }) =>
                  `${id} ${value === undefined ? '' : 'text' in value ? value.text : ''}`.trim(),
                ),
              ],
            ]),
        ),
      );
    }
    for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
    expect(Object.keys(answers[0] ?? {}).sort()).toEqual(
      ['A1-lineage-cycle', 'A8-undescribed-references', ...audits.map(({ name }) => name)].sort(),
    );
    expect(answers[0]).toMatchObject({
      'A1-lineage-cycle': [1, 'hf:acme/ring-a hf:acme/ring-a hf:acme/ring-b'],
      'A2-non-commercial-dropped': [1, 'hf:acme/free hf:acme/closed-to-trade CC-BY-NC-4.0 → MIT'],
      'A3-share-alike-dropped': [1, 'hf:acme/free hf:acme/alike CC-BY-SA-4.0 → MIT'],
      'A5-relationship-without-evidence': [1, 'hf:acme/Twin IN_LANGUAGE lang:en'],
      'A6-same-source-id': [1, 'hf:acme/closed-to-trade abc'],
      'A6-same-identifier': [1, expect.stringContaining('10.1000/one')],
      'A9-evaluation-of-another': [1, `hf:acme/free ${identify(lost)?.id}`],
      'A10-model-and-dataset': [1, 'hf:datasets/acme/corpus'],
      'A11-without-open-account': [1, 'hf:acme/merge'],
      'A12-parent-is-gone': [1, 'hf:acme/late hf:acme/gone'],
      'A13-redirect-to-nothing': [1, 'hf:acme/old hf:acme/free'],
    });
  });

  it('judge provenance by its shapes', async () => {
    const [first] = stores;
    const groups = new FindingGroups(1);
    const onFinding = groups.add.bind(groups);
    await validateGraph(first!.store, { mostDetails: 1, onFinding });
    const rules = groups.rules().map(({ rule }) => rule);

    // The small graph has hashes of two letters, and an agent without a version.
    expect(rules).toContain('RawRecord-rule-received');
    expect(rules).toContain('SoftwareAgent-rule-version');
  });

  it('count all, however few are shown', async () => {
    const [first] = stores;
    const groups = new FindingGroups(1);
    const onFinding = groups.add.bind(groups);
    await validateGraph(first!.store, { mostDetails: 1, onFinding });
    const redirects = await first!.store.read<{ n: number }>(
      'MATCH (n:MLModel)-[:FINE_TUNED_FROM|ADAPTER_OF|QUANTIZED_FROM|MERGED_FROM|BASE_MODEL]->(p:MLModel) WHERE p.removed = true RETURN count(DISTINCT n) AS n',
    );

    expect(groups.rules().find(({ rule }) => rule === 'A12-parent-is-gone')?.total).toBe(redirects[0]?.n);
  });
});

describe('knots in a graph', () => {
  it('are the strongly connected parts, whatever hangs on them', () => {
    const parents = new Map([
      ['a', ['b']],
      ['b', ['c', 'x']],
      ['c', ['a']],
      ['x', ['y']],
      ['y', ['x']],
      ['self', ['self']],
      ['leaf', ['a']],
    ]);

    expect(knots(parents)).toEqual(expect.arrayContaining([['a', 'b', 'c'], ['x', 'y'], ['self']]));
    expect(knots(parents)).toHaveLength(3);
  });

  it('are found in a chain of 20,000 without recursion', () => {
    const chain = new Map(Array.from({ length: 20_000 }, (_, n) => [`${n}`, [`${(n + 1) % 20_000}`]]));

    expect(knots(chain)[0]).toHaveLength(20_000);
  });
});
