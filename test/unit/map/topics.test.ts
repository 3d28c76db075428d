import { describe, expect, it } from 'vitest';
import { mintArxivPaper, mintDataset, mintDoi, mintTerm } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields } from '../../support/map-input.ts';

describe('task, library and keywords', () => {
  it('takes the task of the Hub, with the card as second witness, and further tasks from tags', () => {
    const fields = {
      pipeline_tag: 'text-generation',
      tags: ['text-generation', 'summarization', 'conversational', 'other', 'gguf'],
      cardData: { pipeline_tag: 'text-generation' },
    };
    const result = mapFields(fields);
    const task = (code: string) => mintTerm('hf-task', code);
    expect(evidenceOf(result, 'mlTask').map((one) => [one.value, one.method])).toEqual([
      [task('text-generation'), 'hub-api'],
      [task('text-generation'), 'yaml-frontmatter'],
      [task('summarization'), 'hub-tag'],
    ]);
    expect(firstEntity(result)['keywords']).toEqual(['conversational', 'gguf', 'other']);
  });

  it('keeps a task that the vocabulary lacks, with an issue, and never one of the card alone', () => {
    const result = mapFields({ pipeline_tag: 'time-travel', cardData: { pipeline_tag: 'None' } });
    expect(firstEntity(result)['mlTask']).toEqual([mintTerm('hf-task', 'time-travel')]);
    expect(issuesOf(result)).toEqual(['unknown-task time-travel', 'unknown-task None']);
  });

  it('takes the library of the Hub; the card stands in where there is none', () => {
    const both = mapFields({ library_name: 'peft', tags: ['peft', 'lora'], cardData: { library_name: 'peft' } });
    expect(evidenceOf(both, 'library')).toHaveLength(2);
    expect(firstEntity(both)).toMatchObject({ library: [mintTerm('hf-library', 'peft')], keywords: ['lora'] });
    expect(firstEntity(mapFields({ cardData: { library_name: 'Model Optimizer' } }))['library']).toEqual([
      mintTerm('hf-library', 'Model Optimizer'),
    ]);
    expect(issuesOf(mapFields({ library_name: 'peft', cardData: { library_name: 'mlx' } }))).toEqual([
      'second-value mlx',
    ]);
    expect(issuesOf(mapFields({ library_name: 'a\nb' }))).toEqual(['wrong-shape a\nb']);
  });

  it('sorts keywords by code point, each once, statements left out', () => {
    const tags = ['z', 'a', 'a', '\u{1F917}', '\uFFFD', 'license:mit', 'region:us', 'arXiv:1', ''];
    const cardData = { tags: ['z', 'b', 'dataset:x'] };
    expect(firstEntity(mapFields({ tags, cardData }))['keywords']).toEqual([
      'a',
      'arXiv:1',
      'b',
      'z',
      '\uFFFD',
      '\u{1F917}',
    ]);
  });
});

describe('data sets and papers', () => {
  it('joins tag and card, and refuses free text once', () => {
    const words = ['squad', 'allenai/c4', 'our own', 'Wikipedia (Hindi, Gujarati)'];
    const result = mapFields({ tags: words.map((word) => `dataset:${word}`), cardData: { datasets: words } });
    expect(firstEntity(result)['trainedOn']).toEqual([mintDataset('allenai/c4'), mintDataset('squad')]);
    expect(evidenceOf(result, 'trainedOn').map((one) => one.confidence)).toEqual([0.8, 0.8, 0.95, 0.95]);
    expect(issuesOf(result)).toEqual(['not-an-id our own', 'not-an-id Wikipedia (Hindi, Gujarati)']);
  });

  it('takes arXiv papers without their version', () => {
    const result = mapFields({
      tags: ['arxiv:2106.09685', 'arxiv:2106.09685v2', 'arxiv:quant-ph/0201082', 'arxiv:abc'],
    });
    expect(firstEntity(result)['citation']).toEqual([mintArxivPaper('2106.09685'), mintArxivPaper('quant-ph/0201082')]);
    expect(evidenceOf(result, 'citation').map((one) => one.literal)).toEqual([undefined, '2106.09685v2', undefined]);
    expect(issuesOf(result)).toEqual(['not-an-id abc']);
  });

  it('takes a DOI of the Hub for a name of the model, and every other for a paper', () => {
    const result = mapFields({ tags: ['doi:10.57967/hf/10026', 'doi:10.1000/ABC', 'doi:x'] });
    expect(firstEntity(result)).toMatchObject({
      identifier: ['doi:10.57967/hf/10026', 'org/model'],
      citation: [mintDoi('10.1000/abc')],
    });
    expect(issuesOf(result)).toEqual(['not-an-id x']);
  });
});
