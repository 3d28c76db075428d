import { describe, expect, it } from 'vitest';
import { boundedJson } from '../../../extract/bounded-json.ts';
import { dataFileOf } from '../../../extract/huggingface/dataset/data-files.ts';
import { askedDatasetId, croissantUrl, datasetUrl } from '../../../extract/huggingface/dataset/dataset-url.ts';
import { mostDataFiles } from '../../../extract/huggingface/dataset/map-dataset-files.ts';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { mintDataset, mintDoi, mintLanguage, mintTerm } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapInput } from '../../support/map-input.ts';

function mapped(fields: Readonly<Record<string, unknown>>): MapResult {
  const json = JSON.stringify({ id: 'org/data', ...fields });
  return map(mapInput(json, 'https://huggingface.co/api/datasets/org/data', 'hf_datasets_specific'));
}

describe('what a dataset was made from', () => {
  it.each([
    ['original', undefined, []],
    ['extended', undefined, []],
    ['squad', 'squad', []],
    ['extended|squad', 'squad', []],
    ['extended|org/other', 'org/other', []],
    ['https://huggingface.co/datasets/a/b', 'a/b', []],
    ['extended|other', undefined, ['not-on-the-hub extended|other']],
    ['extended|other-wikipedia', undefined, ['not-on-the-hub extended|other-wikipedia']],
    ['otherwise', 'otherwise', []],
    ['extended|org/data', undefined, ['self-reference extended|org/data']],
    ['web pages', undefined, ['not-an-id web pages']],
    ['N/A', undefined, ['not-an-id N/A']],
  ])('%s', (text, id, issues) => {
    const result = mapped({ tags: [`source_datasets:${text}`], cardData: { source_datasets: [text] } });
    expect(firstEntity(result)['isBasedOn']).toEqual(id === undefined ? undefined : [mintDataset(id)]);
    expect(issuesOf(result)).toEqual(issues);
    if (id !== undefined) expect(evidenceOf(result, 'isBasedOn').map((one) => one.method)).toHaveLength(2);
  });
});

describe('tags and card of a dataset', () => {
  it('say the same thing once, each its own witness', () => {
    const result = mapped({
      tags: ['task_categories:question-answering', 'task_ids:extractive-qa', 'language:en', 'a:b', 'trivia'],
      cardData: { task_categories: ['question-answering'], language: 'en', tags: ['trivia', 'quiz'] },
    });
    expect(firstEntity(result)).toMatchObject({
      datasetTask: [mintTerm('hf-subtask', 'extractive-qa'), mintTerm('hf-task', 'question-answering')],
      inLanguage: [mintLanguage('en')],
      keywords: ['a:b', 'quiz', 'trivia'],
    });
    expect(evidenceOf(result, 'inLanguage').map(({ method, pointer }) => [method, pointer])).toEqual([
      ['hub-tag', '/tags/2'],
      ['yaml-frontmatter', '/cardData/language'],
    ]);
    expect(result.issues).toEqual([]);
  });

  it('may give words for each configuration', () => {
    const result = mapped({ cardData: { size_categories: { one: ['1K<n<10K'], 'a/b': 'n<1K', none: null } } });
    expect(firstEntity(result)['sizeCategory']).toEqual(['1K<n<10K', 'n<1K']);
    expect(evidenceOf(result, 'sizeCategory').map((one) => one.pointer)).toEqual([
      '/cardData/size_categories/one/0',
      '/cardData/size_categories/a~1b',
    ]);
  });

  it('take the task `other` for none, and say of unknown ones so once', () => {
    const result = mapped({
      tags: ['task_categories:other', 'task_categories:guessing'],
      cardData: { task_categories: ['other', 'guessing'] },
    });
    expect(firstEntity(result)).not.toHaveProperty('datasetTask');
    expect(issuesOf(result)).toEqual(['unknown-task guessing']);
  });

  it('cite papers, and name the DOI the Hub gave the dataset', () => {
    const result = mapped({ tags: ['arxiv:2401.00001v2', 'doi:10.57967/HF/1'] });
    expect(firstEntity(result)['identifier']).toContain('doi:10.57967/hf/1');
    expect(firstEntity(result)['citation']).toContain(mintDoi('10.48550/arxiv.2401.00001'));
  });
});

describe('sizes of a dataset', () => {
  const counted = (...counts: readonly unknown[]): MapResult =>
    mapped({ cardData: { dataset_info: counts.map((dataset_size) => ({ dataset_size })) } });

  it('are summed over its configurations, exactly', () => {
    expect(firstEntity(counted(1, 2))['datasetSize']).toBe(3);
    expect(firstEntity(counted(2 ** 53 - 1, 1))['datasetSize']).toBe('9007199254740992');
  });

  it('are not given when one of them is not known', () => {
    for (const other of [undefined, null]) expect(firstEntity(counted(1, other))).not.toHaveProperty('datasetSize');
    const wrong = counted(1, 'two');
    expect(firstEntity(wrong)).not.toHaveProperty('datasetSize');
    expect(issuesOf(wrong)).toEqual(['wrong-shape two']);
    expect(firstEntity(counted(2 ** 62, 2 ** 62))).not.toHaveProperty('datasetSize');
  });
});

describe('files of a dataset', () => {
  it.each([
    ['data/train.parquet', 'application/vnd.apache.parquet'],
    ['a.CSV', 'text/csv'],
    ['a.jsonl.gz', 'application/jsonl'],
    ['a.tar.gz', 'application/x-tar'],
    ['a.npz', undefined],
    ['dump.gz', undefined],
  ])('%s is data', (path, mediaType) => {
    expect(dataFileOf(path)).toEqual({ mediaType });
  });

  it.each([
    'README.md',
    '.gitattributes',
    'dataset_infos.json',
    'x/LICENSE.txt',
    'load.py',
    'a.png',
    'csv',
    '',
    'a.py.gz',
  ])('%j is none', (path) => {
    expect(dataFileOf(path)).toBeUndefined();
  });

  it('are at most so many, and the rest is counted', () => {
    const siblings = Array.from({ length: mostDataFiles + 7 }, (_, i) => ({ rfilename: `${i}.parquet` }));
    const result = mapped({ siblings });
    expect(firstEntity(result)['distribution']).toHaveLength(mostDataFiles);
    expect(result.entities).toHaveLength(mostDataFiles + 1);
    expect(issuesOf(result)).toEqual([`files-cut ${mostDataFiles} of ${mostDataFiles + 7}`]);
  });
});

describe('addresses of datasets', () => {
  it.each(['squad', 'org/data', 'a b/ü'])('of %s lead back to it', (id) => {
    expect(askedDatasetId(datasetUrl('http://localhost:1/hf', id))).toBe(id);
    expect(askedDatasetId(datasetUrl('http://localhost:1/hf', id, ['cardData', 'sha']))).toBe(id);
    expect(askedDatasetId(croissantUrl('https://huggingface.co', id))).toBe(id);
  });

  it('are no others', () => {
    for (const url of [
      '',
      'https://huggingface.co/api/models/a/b',
      'https://huggingface.co/api/datasets?limit=1',
      'x/api/datasets/%zz',
    ])
      expect(askedDatasetId(url)).toBeUndefined();
    expect(askedDatasetId('https://huggingface.co/api/datasets/a/b/revision/main')).toBe('a/b');
  });
});

describe('JSON within bounds', () => {
  it('is what JSON.stringify writes, as long as it fits', () => {
    const value = { a: [1, 'x"', null, true], b: { c: '\uD800' }, d: undefined };
    const text = JSON.stringify(value);
    expect(boundedJson(value, text.length)).toBe(text);
    expect(boundedJson(value, text.length - 1)).toBeUndefined();
    expect(boundedJson([1n, Number.NaN, undefined, Symbol('x')], 100)).toBe('[null,null,null,null]');
  });

  it('gives up where nesting has no end', () => {
    const round: Record<string, unknown> = {};
    round['again'] = round;
    expect(boundedJson(round, 1_000_000)).toBeUndefined();
  });
});
