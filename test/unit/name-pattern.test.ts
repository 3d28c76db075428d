import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownModel } from '../../src/query/suggest/unstated/known-models.ts';
import { NamePattern } from '../../src/query/suggest/unstated/name-pattern.ts';
import { combinedConfidence, witnessConfidence, type WitnessName } from '../../src/query/suggest/unstated/witness.ts';

function model(id: string, more: Partial<KnownModel> = {}): KnownModel {
  const name = id.slice(id.indexOf('/') + 1);
  return {
    uri: `iri:${id}`,
    id: `hf:${id}`,
    name,
    resolved: true,
    downloads: 0,
    created: null,
    bases: [],
    children: 0,
    ...more,
  };
}

const family = [
  model('maker/River-8B', { children: 9, downloads: 5 }),
  model('copyist/river-8b', { downloads: 900 }),
  model('maker/River-8B-Instruct', { children: 3 }),
  model('maker/Kit', { children: 2 }),
];
const guess = (id: string, more: Partial<KnownModel> = {}): string | undefined => {
  const asked = model(id, more);
  return new NamePattern([...family, asked]).guess(asked)?.base.slice('iri:'.length);
};

describe('guessing a base from a name', () => {
  it.each([
    ['stranger/River-8B-GGUF', 'maker/River-8B'],
    ['stranger/river_8b_awq', 'maker/River-8B'],
    ['stranger/River-8B-Instruct-Q4_K_M-GGUF', 'maker/River-8B-Instruct'],
    ['stranger/River-8B-Instruct-mlx-4bit', 'maker/River-8B-Instruct'],
    ['stranger/River-8B-exl3-3.5bpw', 'maker/River-8B'],
    ['stranger/River-8B-i1-GGUF', 'maker/River-8B'],
  ])('%s comes from %s', (id, base) => expect(guess(id)).toBe(base));

  it.each([
    'stranger/River-8B-Roleplay-GGUF',
    'stranger/River-8B',
    'stranger/Lake-8B-GGUF',
    'stranger/River-8B-lora',
    'stranger/GGUF',
  ])('%s tells nothing', (id) => expect(guess(id)).toBeUndefined());

  it('takes of several namesakes the one that most models state, without the model’s own word', () => {
    expect(guess('stranger/River-8B-GGUF', { bases: ['iri:copyist/river-8b'] })).toBe('maker/River-8B');
    const pattern = new NamePattern([
      model('a/Pond-7B', { children: 1, downloads: 1 }),
      model('b/Pond-7B', { children: 1, downloads: 2 }),
    ]);
    expect(pattern.guess(model('x/Pond-7B-GGUF', { bases: ['iri:b/Pond-7B'] }))?.base).toBe('iri:a/Pond-7B');
    expect(pattern.guess(model('x/Pond-7B-GGUF'))?.base).toBe('iri:b/Pond-7B');
  });

  it('never guesses the model itself, whatever its name', () => {
    const word = fc.constantFrom('River', '8B', 'GGUF', 'Q4', 'K', 'M', 'mlx', '4bit', 'x');
    fc.assert(
      fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (names) => {
        const models = names.map((words, index) => model(`owner${index}/${words.join('-')}`));
        const pattern = new NamePattern(models);
        for (const one of models) expect(pattern.guess(one)?.base).not.toBe(one.uri);
      }),
    );
  });
});

describe('how sure a guess is', () => {
  const names = Object.keys(witnessConfidence) as WitnessName[];

  it('never falls with a further witness, is never certain, and counts a witness once', () => {
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), fc.constantFrom(...names), (held, more) => {
        expect(combinedConfidence([...held, more])).toBeGreaterThanOrEqual(combinedConfidence(held));
        expect(combinedConfidence([...held, ...held])).toBe(combinedConfidence(held));
        expect(combinedConfidence(held)).toBeLessThan(1);
      }),
    );
  });
});
