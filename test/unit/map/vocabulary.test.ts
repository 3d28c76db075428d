import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { mintTerm } from '../../../ontology/iri.ts';
import { issuesOf, mapInput } from '../../support/map-input.ts';

function mapped(resource: string, value: unknown): MapResult {
  return map({ ...mapInput(JSON.stringify(value)), resource });
}

describe("the Hub's tasks", () => {
  it('are terms with label and description; their examples say nothing', () => {
    const result = mapped('tasks', {
      'text-classification': {
        id: 'text-classification',
        label: 'Text Classification',
        summary: 'Choosing a class for a text.',
        models: [{ id: 'a/b', description: '' }],
        datasets: [{ id: 'c/d', description: '' }],
        metrics: [{ id: 'accuracy', description: '' }],
        libraries: ['transformers'],
      },
      'any-to-any': { id: 'any-to-any', label: 'Any-to-Any', summary: '', isPlaceholder: true },
    });
    expect(issuesOf(result)).toEqual([]);
    expect(result.entities).toMatchObject([
      {
        '@id': mintTerm('hf-task', 'text-classification'),
        '@type': 'DefinedTerm',
        id: 'term:hf-task/text-classification',
        name: 'text-classification',
        termCode: 'text-classification',
        inDefinedTermSet: 'https://huggingface.co/tasks',
        url: 'https://huggingface.co/tasks/text-classification',
        alternateName: ['Text Classification'],
        description: 'Choosing a class for a text.',
      },
      { id: 'term:hf-task/any-to-any', alternateName: ['Any-to-Any'] },
    ]);
    expect(result.entities[1]).not.toHaveProperty('description');
    expect(result.entities[0]?.evidence.map(({ property, pointer }) => `${property} ${pointer}`)).toContain(
      'description /text-classification/summary',
    );
  });

  it.each([
    [[], ['wrong-shape []']],
    [{ 'a b': { label: 'x' } }, ['not-an-id a b']],
    [{ a: 1, b: null, c: { label: 5 } }, ['wrong-shape 1', 'wrong-shape null', 'wrong-shape 5']],
  ])('%j: each bad one costs itself', (value, issues) => {
    expect(issuesOf(mapped('tasks', value))).toEqual(issues);
  });
});

describe('tags by type', () => {
  it('are terms where they are a vocabulary: tasks, libraries, flags', () => {
    const result = mapped('keywords', {
      pipeline_tag: [{ id: 'translation', label: 'Translation', type: 'pipeline_tag', subType: 'nlp' }],
      library: [{ id: 'sentence-transformers', label: 'sentence-transformers', type: 'library' }],
      other: [
        { id: 'moe', label: 'Mixture of Experts', type: 'other', clickable: true },
        { id: '4-bit', label: '4-bit precision', type: 'other' },
      ],
      deploy: [{ id: 'deploy:azure', label: 'Azure', type: 'deploy' }],
      language: [{ id: 'en', label: 'English', type: 'language' }],
      license: [{ id: 'license:mit', label: 'mit', type: 'license' }],
      dataset: [{ id: 'dataset:squad', label: 'squad', type: 'dataset' }],
      arxiv: [{ id: 'arxiv:1706.03762', label: '1706.03762', type: 'arxiv' }],
    });
    expect(issuesOf(result)).toEqual([]);
    expect(result.entities.map(({ id, termCode, alternateName }) => [id, termCode, alternateName])).toEqual([
      ['term:hf-task/translation', 'translation', ['Translation']],
      ['term:hf-library/sentence-transformers', 'sentence-transformers', ['sentence-transformers']],
      ['term:hf-tag/moe', 'moe', ['Mixture of Experts']],
      ['term:hf-tag/4-bit', '4-bit', ['4-bit precision']],
      ['term:hf-tag/deploy:azure', 'deploy:azure', ['Azure']],
    ]);
    expect(result.entities[0]).toMatchObject({ subtype: 'nlp' });
  });

  it('cost an issue each where they are no tags, and none for types that are not there', () => {
    const value = { other: ['moe', { label: 'no id' }, { id: '\u0000' }, { id: 'a' }, { id: 'a' }], library: 'x' };
    const result = mapped('keywords', value);
    expect(issuesOf(result)).toEqual([
      'wrong-shape x',
      'wrong-shape moe',
      'wrong-shape',
      'not-an-id \u0000',
      'repeated-entry a',
    ]);
    expect(result.entities.map(({ id }) => id)).toEqual(['term:hf-tag/a']);
  });

  it('are the words that models hold as keywords', () => {
    const model = map(mapInput('{"id":"a/b","tags":["moe","region:us","license:mit"]}'));
    const terms = mapped('keywords', { other: [{ id: 'moe', label: 'Mixture of Experts' }] });
    expect(model.entities[0]?.['keywords']).toEqual([terms.entities[0]?.['termCode']]);
  });
});
