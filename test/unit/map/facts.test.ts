import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import { mintAccount, mintModel } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields, mapInput } from '../../support/map-input.ts';

describe('identity', () => {
  it('names, places and attributes a model', () => {
    const result = mapFields({ _id: '621ffdc036468d709f17434d', sha: 'abc123', author: 'org' });
    expect(firstEntity(result)).toMatchObject({
      '@id': mintModel('org/model'),
      '@type': 'MLModel',
      id: 'hf:org/model',
      name: 'model',
      identifier: ['org/model'],
      url: 'https://huggingface.co/org/model',
      sourceId: '621ffdc036468d709f17434d',
      version: 'abc123',
      sharedBy: [mintAccount('org')],
    });
    expect(evidenceOf(result, 'sharedBy')).toMatchObject([{ pointer: '/author' }]);
  });

  it('takes the namespace for the account when the author is missing or another', () => {
    expect(evidenceOf(mapFields({}), 'sharedBy')).toMatchObject([
      { value: mintAccount('org'), pointer: '/id', literal: 'org/model' },
    ]);
    const other = mapFields({ author: 'somebody' });
    expect(firstEntity(other)['sharedBy']).toEqual([mintAccount('org')]);
    expect(issuesOf(other)).toEqual(['second-value somebody']);
    expect(firstEntity(mapFields({ id: 'gpt2' }))['sharedBy']).toBeUndefined();
  });

  it.each([undefined, null, '', 7, 'a b', 'a/b/c', '\ud800'])('describes nothing when the id is %j', (id) => {
    expect(mapFields({ id })).toMatchObject({ entities: [], issues: [{ code: 'no-id' }] });
  });

  it('takes an error answer for no record', () => {
    const input = mapInput('{"id":"a/b","error":"Invalid option"}');
    expect(map({ ...input, line: { ...input.line, status: 400 } })).toEqual({ entities: [], issues: [] });
  });

  it('leads from the id that was asked to the id that answered', () => {
    const asked = 'https://huggingface.co/api/models/old/model/revision/main?expand=tags';
    const [, old] = mapFields({}, asked).entities;
    expect(old).toEqual({
      '@id': mintModel('old/model'),
      '@type': 'MLModel',
      id: 'hf:old/model',
      redirectsTo: [mintModel('org/model')],
      evidence: [
        {
          property: 'redirectsTo',
          value: mintModel('org/model'),
          method: 'link-resolution',
          confidence: 1,
          pointer: '/id',
          literal: 'old/model',
        },
      ],
    });
    expect(mapFields({}, 'https://huggingface.co/api/models/org/model').entities).toHaveLength(1);
  });
});

describe('dates, access, counters, size', () => {
  it('marks the date that the Hub gives to everything older', () => {
    const floor = '2022-03-02T23:29:04.000Z';
    expect(firstEntity(mapFields({ createdAt: floor }))).toMatchObject({
      dateCreated: floor,
      dateCreatedBound: 'on-or-before',
    });
    const later = firstEntity(mapFields({ createdAt: '2024-02-29T00:00:00.000Z' }));
    expect([later['dateCreated'], later['dateCreatedBound']]).toEqual(['2024-02-29T00:00:00.000Z', undefined]);
  });

  it.each(['2023-02-29T00:00:00.000Z', '2023-13-01T00:00:00Z', '2023-01-01', 'yesterday', '2023-01-01T24:00:00Z', 7])(
    'says that %j is no date',
    (createdAt) => {
      const result = mapFields({ createdAt });
      expect(firstEntity(result)['dateCreated']).toBeUndefined();
      expect(issuesOf(result)).toEqual([`wrong-shape ${createdAt}`]);
    },
  );

  it.each([
    [false, 'false'],
    ['auto', 'auto'],
    ['manual', 'manual'],
  ])('gated %j', (gated, expected) => {
    expect(firstEntity(mapFields({ gated }))['gated']).toBe(expected);
  });

  it('does not guess how a gated model of old is gated', () => {
    const result = mapFields({ gated: true });
    expect(firstEntity(result)['gated']).toBeUndefined();
    expect(issuesOf(result)).toEqual(['gated-unspecified true']);
  });

  it('keeps every digit of a huge integer', () => {
    const total = (digits: string) => map(mapInput(`{"id":"a/b","safetensors":{"parameters":{},"total":${digits}}}`));
    expect(firstEntity(total('9007199254740991'))['parameterCount']).toBe(9007199254740991);
    expect(firstEntity(total('9007199254740993'))['parameterCount']).toBe('9007199254740993');
    expect(firstEntity(total('9223372036854775807'))['parameterCount']).toBe('9223372036854775807');
    expect(issuesOf(total('9223372036854775808'))).toEqual(['integer-too-large 9223372036854775808']);
    expect(issuesOf(total('1e400'))).toEqual(['integer-too-large 1e400']);
    expect(issuesOf(total('-1'))).toEqual(['wrong-shape -1']);
    expect(issuesOf(total('1.5'))).toEqual(['wrong-shape 1.5']);
  });

  it('takes the count of GGUF where safetensors has none', () => {
    const result = mapFields({ safetensors: { parameters: { F32: 1, BF16: 2, 'a/b': 3 } }, gguf: { total: 8 } });
    expect(firstEntity(result)).toMatchObject({ parameterCount: 8, tensorType: ['BF16', 'F32'] });
    expect(result.issues).toMatchObject([{ code: 'wrong-shape', pointer: '/safetensors/parameters/a~1b' }]);
  });

  it('reads counters, architecture and model type', () => {
    const config = { architectures: ['LlamaForCausalLM'], model_type: 'llama' };
    expect(
      firstEntity(
        mapFields({ downloads: 3, downloadsAllTime: 9, likes: 0, trendingScore: 0.5, disabled: true, config }),
      ),
    ).toMatchObject({
      downloads: 3,
      downloadsAllTime: 9,
      likes: 0,
      trendingScore: 0.5,
      disabled: true,
      modelCategory: ['LlamaForCausalLM', 'llama'],
    });
  });
});
