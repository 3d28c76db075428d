import { describe, expect, it } from 'vitest';
import type { EntityLine, Evidence } from '../../ontology/entity.ts';
import { mintModel, mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { wrappedEntity, type EntityToWrap } from '../../src/query/wrapped-entity.ts';

const uri = mintModel('a/b');
const [early, late] = ['2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z'];

function account(fetchedAt: string, ...evidence: readonly Partial<Evidence>[]): EntityLine {
  const witnesses = evidence.map((one) => ({ method: 'hub-api', confidence: 1, pointer: '/x', ...one }));
  return {
    '@id': uri,
    '@type': 'MLModel',
    id: 'hf:a/b',
    evidence: witnesses,
    origin: { fetchedAt },
  } as unknown as EntityLine;
}

function wrapped(thing: Partial<EntityToWrap>): Record<string, unknown> {
  const nothing = { uri, classes: ['MLModel'], held: { id: 'hf:a/b' }, accounts: [], statements: [], counters: false };
  return wrappedEntity({ ...nothing, ...thing });
}

describe('a wrapped thing', () => {
  it('has for each property what each reading gave, with method, confidence and time', () => {
    const accounts = [account(early, { property: 'version', value: 'a1' })];

    expect(wrapped({ accounts })).toEqual({
      '@id': uri,
      '@type': 'MLModel',
      id: 'hf:a/b',
      version: [{ data: 'a1', extraction_method: 'hub-api', confidence: 1, extraction_time: early }],
    });
  });

  it('puts the value that won first, whoever is surer', () => {
    const accounts = [
      account(early, { property: 'version', value: 'sure' }),
      account(late, { property: 'version', value: 'won', method: 'yaml-frontmatter', confidence: 0.95 }),
    ];

    expect(wrapped({ accounts, held: { id: 'hf:a/b', version: 'won' } })['version']).toMatchObject([
      { data: 'won' },
      { data: 'sure' },
    ]);
  });

  it('gives the values of a list by one reading as one list, in code point order unless the order is the source’s', () => {
    const value = (property: string, text: string) => ({ property, value: text });
    const accounts = [
      account(
        early,
        value('keywords', 'z'),
        value('keywords', 'a'),
        { ...value('keywords', 'a'), method: 'hub-tag', confidence: 0.9 },
        value('authorNames', 'Zoe'),
        value('authorNames', 'Abe'),
        value('authorNames', 'Zoe'),
      ),
    ];

    const { keywords, authorNames } = wrapped({ accounts });

    expect(keywords).toEqual([
      { data: ['a', 'z'], extraction_method: 'hub-api', confidence: 1, extraction_time: early },
      { data: ['a'], extraction_method: 'hub-tag', confidence: 0.9, extraction_time: early },
    ]);
    expect(authorNames).toMatchObject([{ data: ['Zoe', 'Abe', 'Zoe'] }]);
  });

  it('leaves counters out unless they are wanted', () => {
    const accounts = [account(early, { property: 'downloads', value: 7 })];

    expect(wrapped({ accounts })['downloads']).toBeUndefined();
    expect(wrapped({ accounts, counters: true })['downloads']).toMatchObject([{ data: 7 }]);
  });

  it('reads JSON, and keeps integers past 2^53 as they are', () => {
    const accounts = [
      account(
        early,
        { property: 'modelInputs', value: '[{"id":"raw"}]' },
        { property: 'usedStorage', value: '9007199254740993' },
      ),
    ];

    expect(wrapped({ accounts })).toMatchObject({
      modelInputs: [{ data: [{ id: 'raw' }] }],
      usedStorage: [{ data: '9007199254740993' }],
    });
  });

  it('that only a shipped vocabulary describes has no time; a stub has nothing but its name', () => {
    const mit = mintSpdx('MIT');
    const license = wrapped({ uri: mit, classes: ['License'], held: { id: 'spdx:MIT', spdxId: 'MIT' } });

    expect(license).toEqual({
      '@id': mit,
      '@type': 'License',
      id: 'spdx:MIT',
      spdxId: [{ data: 'MIT', extraction_method: 'curated', confidence: 1, extraction_time: null }],
    });
    expect(wrapped({})).toEqual({ '@id': uri, '@type': 'MLModel', id: 'hf:a/b' });
  });

  it('tells of names and matches that the graph alone states', () => {
    const term = mintTerm('hf-task', 'object-detection');
    const to = mintTerm('mlst-task', 'ObjectDetection');
    const statements = [{ property: 'closeMatch', value: to, method: 'curated', confidence: 0.8, time: null }];

    expect(wrapped({ uri: term, classes: ['DefinedTerm'], held: { id: 'x' }, statements })['closeMatch']).toEqual([
      { data: [to], extraction_method: 'curated', confidence: 0.8, extraction_time: null },
    ]);
  });
});
