import { describe, expect, it } from 'vitest';
import { isServedRepoId } from '../../../extract/huggingface/repo-reference.ts';
import { canonicalDataset, datasetAliases } from '../../../ontology/vocab/dataset-aliases.ts';

describe('old names of datasets', () => {
  it.each([
    ['squad', 'rajpurkar/squad', 'moved'],
    ['glue', 'nyu-mll/glue', 'moved'],
    ['imdb', 'stanfordnlp/imdb', 'moved'],
    ['opus100', 'Helsinki-NLP/opus-100', 'moved'],
    ['c4', 'allenai/c4', 'successor'],
  ])('%s is %s, %s', (old, id, basis) => {
    expect(canonicalDataset(old)).toEqual({ id, basis });
  });

  it.each(['SQuAD', 'rajpurkar/squad', 'custom', '', 'constructor', '__proto__'])('%j is no old name', (text) => {
    expect(canonicalDataset(text)).toBeUndefined();
  });

  it('have no namespace and lead to ids with one, in one step', () => {
    expect(datasetAliases().size).toBeGreaterThan(300);
    for (const [old, { id }] of datasetAliases()) {
      expect(old).not.toContain('/');
      expect(id.split('/')).toHaveLength(2);
      expect(isServedRepoId(old) && isServedRepoId(id)).toBe(true);
      expect(canonicalDataset(id)).toBeUndefined();
    }
    expect([...datasetAliases().keys()]).toEqual([...datasetAliases().keys()].toSorted());
  });
});
