import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintDescription, mintModelFile, mintRawRecord } from '../../ontology/iri.ts';
import { type GuessedBase, unstatedBases } from '../../src/query/suggest/unstated/unstated-bases.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { evidence, model, runId, writeGraph, type Graph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];

const file = (name: string): string => mintModelFile(`acme/${name}`, 'model.safetensors');
const config = (name: string): string => mintDescription(runId, 'huggingface', 'hf_model_configs', model(name));
const hashed = (name: string, sha256: string) => ({
  uri: file(name),
  properties: { resolved: true, fileKind: 'weights', sha256 },
});
const configured = (name: string) => ({
  uri: config(name),
  properties: {
    source: 'huggingface',
    resource: 'hf_model_configs',
    contentHash: 'cd',
    file: 'jsonld/none/entities.ndjson',
    offset: 0,
    length: 0,
  },
});
const years: Readonly<Record<string, string>> = {
  pond: '2024',
  mirror: '2025',
  'second-mirror': '2026',
  twin: '2026',
  undated: '',
};

const graph: Graph = {
  nodes: [
    ...['pond', 'mirror', 'second-mirror', 'twin', 'undated', 'pond-GGUF', 'stated-GGUF', 'stated'].map((name) => ({
      uri: model(name),
      properties: {
        resolved: true,
        ...((years[name] ?? '') === '' ? {} : { dateCreated: `${years[name]}-01-01T00:00:00Z` }),
      },
    })),
    { uri: model('gone-GGUF'), properties: { resolved: true, removed: true } },
    { uri: model('gone'), properties: { resolved: true } },
    ...['pond', 'mirror', 'second-mirror', 'undated'].map((name) => hashed(name, 'same')),
    hashed('twin', 'other'),
    ...['pond', 'twin'].map(configured),
    { uri: mintRawRecord(runId, 7), properties: { sha256: 'config' } },
    { uri: mintRawRecord(runId, 8), properties: { sha256: 'config' } },
  ],
  edges: [
    ...['pond', 'mirror', 'second-mirror', 'undated', 'twin'].map((name) => ({
      from: model(name),
      type: 'DISTRIBUTION',
      to: file(name),
      properties: evidence(),
    })),
    ...['pond', 'twin'].flatMap((name, index) => [
      { from: model(name), type: 'DESCRIBED_BY', to: config(name) },
      { from: config(name), type: 'WAS_DERIVED_FROM', to: mintRawRecord(runId, 7 + index) },
    ]),
    { from: model('stated-GGUF'), type: 'QUANTIZED_FROM', to: model('stated'), properties: evidence() },
  ],
};

beforeAll(async () => {
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, graph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
});

async function guessed(minConfidence = 0): Promise<readonly GuessedBase[]> {
  const answers: GuessedBase[][] = [];
  for (const { store } of stores) {
    const items: GuessedBase[] = [];
    for await (const item of unstatedBases(store, { dataDir: tmpdir(), minConfidence })) items.push(item);
    answers.push(items);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  return answers[0] ?? [];
}

describe('bases that nobody states', () => {
  it('are guessed by equal weights, by configurations and by names, of models that state none and are there', async () => {
    const items = await guessed();

    expect(
      items.map(({ model: id, base, type, witnesses }) => [id, base, type, ...witnesses.map(({ name }) => name)]),
    ).toEqual([
      ['hf:acme/mirror', 'hf:acme/pond', null, 'equal-weights'],
      ['hf:acme/pond-GGUF', 'hf:acme/pond', 'QUANTIZED_FROM', 'name-pattern'],
      ['hf:acme/second-mirror', 'hf:acme/pond', null, 'equal-weights'],
      ['hf:acme/twin', 'hf:acme/pond', null, 'equal-config'],
    ]);
    for (const item of items) {
      expect(item.problem).toBe('its card is not among what is stored');
      expect(item.witnesses[0]?.because).not.toBe('');
    }
  });

  it('can be left out where they are weak', async () => {
    expect((await guessed(0.5)).map(({ model: id }) => id)).not.toContain('hf:acme/twin');
    expect(await guessed(1)).toEqual([]);
  });

  it('are never stored', async () => {
    await guessed();
    for (const { store } of stores)
      expect(await store.read('MATCH (:MLModel)-[r:QUANTIZED_FROM|BASE_MODEL]->() RETURN count(r) AS edges')).toEqual([
        { edges: 1 },
      ]);
  });
});
