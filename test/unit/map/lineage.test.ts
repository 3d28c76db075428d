import { describe, expect, it } from 'vitest';
import { mintModel } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields } from '../../support/map-input.ts';

type Fields = Parameters<typeof mapFields>[0];
const kinds = ['fineTunedFrom', 'adapterOf', 'quantizedFrom', 'mergedFrom', 'baseModel'];
const prefix = mintModel('');

/** `property id ← method literal, …` for each edge. */
function edges(fields: Fields): readonly string[] {
  const result = mapFields(fields);
  const entity = firstEntity(result);
  return kinds.flatMap((kind) =>
    ((entity[kind] ?? []) as string[]).map((iri) => {
      const witnesses = evidenceOf(result, kind).filter((one) => one.value === iri);
      const said = witnesses.map(({ method, literal }) => (literal === undefined ? method : `${method} ${literal}`));
      return `${kind} ${iri.slice(prefix.length)} ← ${said.join(', ')}`;
    }),
  );
}

function issues(fields: Fields): readonly string[] {
  return issuesOf(mapFields(fields));
}

describe('lineage', () => {
  it.each([
    ['finetune', 'fineTunedFrom'],
    ['adapter', 'adapterOf'],
    ['quantized', 'quantizedFrom'],
    ['merge', 'mergedFrom'],
  ])('kind %s gives %s', (kind, property) => {
    expect(edges({ tags: [`base_model:${kind}:a/b`] })).toEqual([`${property} a/b ← hub-tag`]);
  });

  it('counts a tag in plain and in typed form as one witness, read at the typed form', () => {
    const result = mapFields({ tags: ['base_model:a/b', 'base_model:adapter:a/b', 'base_model:a/b'] });
    expect(evidenceOf(result, 'adapterOf')).toEqual([
      { property: 'adapterOf', value: mintModel('a/b'), method: 'hub-tag', confidence: 0.9, pointer: '/tags/1' },
    ]);
    expect(firstEntity(result)['baseModel']).toBeUndefined();
  });

  it('gives a base without a kind where no witness states one', () => {
    expect(edges({ tags: ['base_model:a/b'] })).toEqual(['baseModel a/b ← hub-tag']);
    expect(edges({ cardData: { base_model: 'a/b' } })).toEqual(['baseModel a/b ← yaml-frontmatter']);
    expect(edges({ baseModels: { models: [{ id: 'a/b' }] } })).toEqual(['baseModel a/b ← hub-api']);
  });

  it('joins the three witnesses of one edge', () => {
    const fields = {
      tags: ['base_model:a/b', 'base_model:finetune:a/b'],
      cardData: { base_model: ['a/b', 'a/b'] },
      baseModels: { relation: 'finetune', models: [{ _id: 'x', id: 'a/b' }] },
    };
    expect(edges(fields)).toEqual(['fineTunedFrom a/b ← hub-tag, hub-api, yaml-frontmatter']);
  });

  it('keeps several kinds for the same base, a card without kind as witness of each', () => {
    const fields = { tags: ['base_model:finetune:a/b', 'base_model:quantized:a/b'], cardData: { base_model: 'a/b' } };
    expect(edges(fields)).toEqual([
      'fineTunedFrom a/b ← hub-tag, yaml-frontmatter',
      'quantizedFrom a/b ← hub-tag, yaml-frontmatter',
    ]);
  });

  it('keeps the disagreement of the Hub with itself', () => {
    const fields = {
      tags: ['base_model:finetune:a/b'],
      baseModels: { relation: 'quantized', models: [{ id: 'a/b' }] },
    };
    expect(edges(fields)).toEqual(['fineTunedFrom a/b ← hub-tag', 'quantizedFrom a/b ← hub-api']);
  });

  it("takes the author's own word for the kind", () => {
    expect(edges({ cardData: { base_model: 'a/b', base_model_relation: 'quantized' } })).toEqual([
      'quantizedFrom a/b ← yaml-frontmatter',
    ]);
    expect(edges({ tags: ['base_model:a/b'], cardData: { base_model: 'a/b', base_model_relation: 'merge' } })).toEqual([
      'mergedFrom a/b ← hub-tag, yaml-frontmatter',
    ]);
    const odd = { cardData: { base_model: 'a/b', base_model_relation: 'distilled' } };
    expect(edges(odd)).toEqual(['baseModel a/b ← yaml-frontmatter']);
    expect(issues(odd)).toEqual(['unknown-relation distilled']);
  });

  it("takes the one tag left over as the Hub's resolution of the one card value left over", () => {
    const fields = {
      tags: ['base_model:quantized:meta-llama/Llama-3.1-8B', 'base_model:quantized:c/d'],
      cardData: { base_model: ['c/d', 'meta-llama/Meta-Llama-3.1-8B'] },
    };
    expect(edges(fields)).toEqual([
      'quantizedFrom c/d ← hub-tag, yaml-frontmatter',
      'quantizedFrom meta-llama/Llama-3.1-8B ← hub-tag, yaml-frontmatter meta-llama/Meta-Llama-3.1-8B',
    ]);
  });

  it('does not decide which is which when more are left over', () => {
    expect(edges({ tags: ['base_model:finetune:new/a'], cardData: { base_model: ['old/a', 'old/b'] } })).toEqual([
      'fineTunedFrom new/a ← hub-tag',
      'baseModel old/a ← yaml-frontmatter',
      'baseModel old/b ← yaml-frontmatter',
    ]);
    expect(
      edges({ tags: ['base_model:merge:new/a', 'base_model:merge:new/b'], cardData: { base_model: 'old/a' } }),
    ).toEqual(['mergedFrom new/a ← hub-tag', 'mergedFrom new/b ← hub-tag', 'baseModel old/a ← yaml-frontmatter']);
  });

  it('never takes a path or a placeholder for a resolution', () => {
    const path = { tags: ['base_model:adapter:/cache/x'], cardData: { base_model: 'a/b' } };
    expect(edges(path)).toEqual(['baseModel a/b ← yaml-frontmatter']);
    expect(issues(path)).toEqual(['local-path /cache/x']);
    const none = { tags: ['base_model:adapter:a/b'], cardData: { base_model: 'None' } };
    expect(edges(none)).toEqual(['adapterOf a/b ← hub-tag']);
    expect(issues(none)).toEqual(['placeholder None']);
  });

  it('refuses a model as its own base, under its old name too, once each', () => {
    const fields = {
      tags: ['base_model:org/model', 'base_model:finetune:org/model'],
      baseModels: { relation: 'finetune', models: [{ id: 'org/model' }] },
      cardData: { base_model: 'old/model' },
    };
    expect(edges(fields)).toEqual([]);
    expect(mapFields(fields).issues).toMatchObject([
      { code: 'self-reference', literal: 'org/model', pointer: '/tags/1' },
      { code: 'self-reference', literal: 'old/model', pointer: '/cardData/base_model' },
    ]);
    expect(edges({ tags: ['base_model:finetune:a/b'], cardData: { base_model: 'org/model' } })).toEqual([
      'fineTunedFrom a/b ← hub-tag',
    ]);
  });

  it('compares ids byte for byte', () => {
    expect(edges({ tags: ['base_model:finetune:Org/Model'] })).toEqual(['fineTunedFrom Org/Model ← hub-tag']);
  });

  it('keeps a name without namespace, and the literal of an address', () => {
    expect(edges({ cardData: { base_model: ['gpt2', ' https://huggingface.co/a/b/tree/main '] } })).toEqual([
      'baseModel a/b ← yaml-frontmatter  https://huggingface.co/a/b/tree/main ',
      'baseModel gpt2 ← yaml-frontmatter',
    ]);
  });

  it.each([
    [7, ['wrong-shape 7']],
    [false, ['wrong-shape false']],
    [{ name: 'a/b' }, ['wrong-shape {"name":"a/b"}']],
    [
      ['a b', null, 3],
      ['not-an-id a b', 'placeholder null', 'wrong-shape 3'],
    ],
    [null, []],
    [[], []],
    ['', ['placeholder ']],
  ])('a card with base_model %j gives no edge', (value, expected) => {
    expect(edges({ cardData: { base_model: value } })).toEqual([]);
    expect([...issues({ cardData: { base_model: value } })].sort()).toEqual([...expected].sort());
  });

  it('takes a long name the Hub itself resolved', () => {
    const long = `a/${'x'.repeat(120)}`;
    expect(edges({ tags: [`base_model:finetune:${long}`] })).toEqual([`fineTunedFrom ${long} ← hub-tag`]);
    expect(issues({ cardData: { base_model: long } })).toEqual([`not-an-id ${long}`]);
    // The tag has resolved the very string, so the string is a name after all.
    expect(edges({ tags: [`base_model:finetune:${long}`], cardData: { base_model: long } })).toEqual([
      `fineTunedFrom ${long} ← hub-tag, yaml-frontmatter`,
    ]);
  });
});
