import { describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { selectNodes, type SelectableNode } from '../../src/core/node-selection.ts';
import { chooseStages } from '../../src/pipeline/source-stages.ts';
import { isStemmaError } from '../../src/core/errors.ts';

/** a → b → c → d, b → e, and o, optional, between b and p. */
const nodes: readonly SelectableNode[] = [
  { name: 'a', reads: [] },
  { name: 'b', reads: ['a'] },
  { name: 'o', reads: ['b'], optional: true },
  { name: 'c', reads: ['b'] },
  { name: 'e', reads: ['b'] },
  { name: 'd', reads: ['c'] },
  { name: 'p', reads: ['o'] },
];
const choose = (select: readonly string[], exclude: readonly string[] = []): string =>
  selectNodes(nodes, { select, exclude }).join(' ');

describe('choosing nodes', () => {
  it.each([
    [[], 'a b c e d p'],
    [['b'], 'b'],
    [['b+'], 'b c e d'],
    [['+c'], 'a b c'],
    [['1+d'], 'c d'],
    [['2+d'], 'b c d'],
    [['a+1'], 'a b'],
    [['a+2'], 'a b c e'],
    [['+c+'], 'a b c d'],
    [['1+c+1'], 'b c d'],
    [['c,e'], 'c e'],
    [['e', 'c'], 'c e'],
    [['*'], 'a b c e d p'],
    [['o'], 'o'],
    [['o+'], 'o p'],
    [['+p'], 'p'],
    [[' a , b '], 'a b'],
  ])('%j', (select, expected) => {
    expect(choose(select)).toBe(expected);
  });

  it('leaves out what is excluded, from the usual ones too', () => {
    expect(choose([], ['c+'])).toBe('a b e p');
    expect(choose(['b+'], ['e,d'])).toBe('b c');
  });

  it.each([
    [['bb'], [], 'no stage is called "bb"'],
    [['x*'], [], 'no stage is called "x*"'],
    [['a'], ['a'], 'leave no stage'],
    [['a b'], [], 'not a choice of stages'],
    [['a++'], [], 'not a choice of stages'],
    [['+'], [], 'not a choice of stages'],
  ])('refuses %j without %j', (select, exclude, message) => {
    expect(() => selectNodes(nodes, { select, exclude })).toThrow(message);
  });
});

describe('the stages of Hugging Face', () => {
  const chosen = (select: readonly string[], settings: Readonly<Record<string, unknown>> = {}): readonly string[] =>
    chooseStages([huggingface], () => settings, { select, exclude: [] }).get('huggingface') ?? [];

  it('read only stages before them and write only resources there are', () => {
    const before = new Set<string>();
    const resources = new Set(huggingface.resources.map((resource) => resource.name));
    for (const stage of huggingface.stages) {
      for (const read of stage.reads) expect(before, stage.name).toContain(read);
      before.add(stage.name);
      if (stage.name === 'hf_models') for (const name of stage.writes) expect(resources, stage.name).toContain(name);
    }
    expect(before.size).toBe(huggingface.stages.length);
  });

  it('can be taken alone, downstream and by their setting', () => {
    expect(chosen(['hf_models'])).toEqual(['hf_models']);
    expect(chosen(['hf_identified_datasets+'])).toEqual(['hf_identified_datasets', 'hf_enriched_datasets']);
    expect(chosen([])).not.toContain('hf_model_ids');
    expect(chosen([], { reconcile: true })).toContain('hf_model_ids');
    expect(chosen([], { reconcile: false, leaderboard: undefined })).not.toContain('hf_model_ids');
  });

  it('say what was meant', () => {
    const mistaken = (): unknown => chosen(['hf_enriched_dataset+']);

    expect(mistaken).toThrow('no stage is called "hf_enriched_dataset"');
    try {
      mistaken();
    } catch (error) {
      expect(isStemmaError(error, 'STEMMA_USAGE') && error.hint).toContain('hf_enriched_datasets');
    }
  });
});
