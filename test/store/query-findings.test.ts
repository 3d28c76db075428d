import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintAccount, mintDataset, mintEvaluation, mintMetric, mintTerm } from '../../ontology/iri.ts';
import { type Finding, type FindingKind, findings } from '../../src/query/findings/findings.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, model, writeGraph, type Graph, type GraphEdge } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

const maker = mintAccount('maker-ai');
const twin = mintAccount('makerai');
const stranger = mintAccount('stranger');
const bench = mintDataset('acme/bench');
const accuracy = mintTerm('hf-metric', 'accuracy');
const [own, checked, close] = ['own', 'checked', 'close'].map(mintEvaluation) as [string, string, string];
const quantized = Array.from({ length: 30 }, (_, index) => model(`copy-${index}`));

function link(from: string, type: string, to: string): GraphEdge {
  return { from, type, to, properties: evidence() };
}

const graph: Graph = {
  nodes: [
    {
      uri: model('famous'),
      properties: { resolved: true, dateCreated: '2025-06-01T00:00:00Z', parameterCount: 1_000 },
    },
    {
      uri: model('too-early'),
      properties: { resolved: true, dateCreated: '2025-01-01T00:00:00Z', parameterCount: 1_000 },
    },
    {
      uri: model('at-most'),
      properties: { resolved: true, dateCreated: '2025-01-01T00:00:00Z', dateCreatedBound: 'on-or-before' },
    },
    {
      uri: model('other-size'),
      properties: { resolved: true, dateCreated: '2025-07-01T00:00:00Z', parameterCount: 9_000 },
    },
    { uri: model('quarter'), properties: { resolved: true, dateCreated: '2025-07-01T00:00:00Z', parameterCount: 250 } },
    { uri: model('own-early'), properties: { resolved: true, dateCreated: '2025-01-01T00:00:00Z' } },
    { uri: model('twin-model'), properties: { resolved: true, name: 'twin\u202emodel' } },
    ...quantized.map((uri) => ({ uri, properties: { resolved: true } })),
    ...[maker, twin, stranger, bench].map((uri) => ({ uri, properties: { resolved: false } })),
    { uri: accuracy, properties: { resolved: true, name: 'accuracy' } },
    ...[
      [own, 'self-reported'],
      [checked, 'platform-verified'],
      [close, 'leaderboard'],
    ].map(([uri = '', verification = '']) => ({
      uri,
      properties: { resolved: true, verification, splitName: 'test' },
    })),
    ...[own, checked, close].map((uri, index) => ({
      uri: mintMetric(uri, 'accuracy'),
      properties: { resolved: true, value: [0.9, 0.7, 0.89][index] ?? 0 },
    })),
  ],
  edges: [
    link(model('famous'), 'SHARED_BY', maker),
    link(model('own-early'), 'SHARED_BY', maker),
    link(model('twin-model'), 'SHARED_BY', twin),
    ...['too-early', 'at-most', 'other-size', 'quarter'].map((name) => link(model(name), 'SHARED_BY', stranger)),
    ...['too-early', 'at-most', 'other-size', 'own-early'].map((name) =>
      link(model(name), 'FINE_TUNED_FROM', model('famous')),
    ),
    link(model('quarter'), 'QUANTIZED_FROM', model('famous')),
    ...quantized.map((uri) => link(uri, 'QUANTIZED_FROM', model('famous'))),
    ...[own, checked, close].flatMap((uri) => [
      link(model('famous'), 'HAS_EVALUATION', uri),
      link(uri, 'EVALUATION_DATASET', bench),
      link(uri, 'EVALUATION_METRICS', mintMetric(uri, 'accuracy')),
      link(mintMetric(uri, 'accuracy'), 'MEASUREMENT_TECHNIQUE', accuracy),
    ]),
  ],
};

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, graph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

/** The same from every engine. */
async function found(kind: FindingKind, owner?: string): Promise<readonly Finding[]> {
  const answers: Finding[][] = [];
  for (const { store } of stores) {
    const items: Finding[] = [];
    for await (const item of findings(store, { kinds: [kind], ...(owner === undefined ? {} : { owner }) }))
      items.push(item);
    answers.push(items);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return answers[0] ?? [];
}

describe('findings', () => {
  it('tell of parents that strangers claim, where date or size does not fit, and leave a date that is only a bound alone', async () => {
    expect(
      (await found('doubtful-parent')).map(({ subject, claim }) => [subject, claim.slice(claim.indexOf(';') + 2)]),
    ).toEqual([
      ['hf:acme/other-size', 'it has 9000 parameters, that one 1000'],
      ['hf:acme/too-early', 'it was published on 2025-01-01, before that one (2025-06-01)'],
    ]);
  });

  it('can be asked for by owner', async () => {
    expect(await found('doubtful-parent', 'hf:accounts/maker-ai')).toEqual([]);
    expect(await found('doubtful-parent', 'hf:accounts/stranger')).toHaveLength(2);
  });

  it('tell of an account named like one that many models come from, not the other way round', async () => {
    expect((await found('look-alike-owner')).map(({ subject, object }) => [subject, object])).toEqual([
      ['hf:accounts/makerai', 'hf:accounts/maker-ai'],
    ]);
  });

  it('tell of a score that somebody else measured otherwise, and not of one that differs by rounding', async () => {
    expect(await found('self-reported-score')).toMatchObject([
      {
        subject: 'hf:acme/famous',
        object: 'hf:datasets/acme/bench',
        details: { claimed: 0.9, checked: 0.7, split: 'test' },
      },
    ]);
  });

  it('tell of signs that cannot be seen, as codes', async () => {
    const items = await found('hidden-characters');

    expect(items.map(({ subject }) => subject)).toEqual(['hf:acme/twin-model']);
    expect(items[0]?.claim).toContain('twin<U+202E>model');
    expect(items[0]?.claim).not.toContain('\u202e');
  });
});
