import { describe, expect, it } from 'vitest';
import { byId, mapOpenml, plainDataset } from '../../support/openml-records.ts';

function licenseOf(words: unknown) {
  const result = mapOpenml('openml_datasets', { data_set_description: { ...plainDataset, licence: words } });
  const { license, licenseTag } = byId(result, 'openml:dataset/61');
  return { license: Array.isArray(license) ? String(license[0]).replace('https://', '') : undefined, licenseTag };
}

describe('the licence of a dataset', () => {
  it.each([
    ['CC0', 'CC0-1.0'],
    ['CC0: Public Domain', 'CC0-1.0'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['CC-BY-NC-SA 4.0', 'CC-BY-NC-SA-4.0'],
    ['CC BY-NC 3', 'CC-BY-NC-3.0'],
    ['Creative Commons Attribution 4.0 International', 'CC-BY-4.0'],
    ['Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License', 'CC-BY-NC-SA-4.0'],
    ['https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
    ['https://creativecommons.org/publicdomain/zero/1.0/', 'CC0-1.0'],
    ['MIT', 'MIT'],
    ['apache-2.0', 'Apache-2.0'],
    ['ODbL-1.0', 'ODbL-1.0'],
  ])('%s is %s', (words, id) => {
    expect(licenseOf(words)).toEqual({ license: `spdx.org/licenses/${id}`, licenseTag: words });
  });

  it.each([
    ['Public', 'public'],
    ['public domain', 'public%20domain'],
    ['Public Domain (CC0?)', 'public%20domain%20(cc0%3F)'],
    ['CC BY', 'cc%20by'],
    ['CC BY 3.0 DE', 'cc%20by%203.0%20de'],
    ['Creative Commons', 'creative%20commons'],
    ['free for research', 'free%20for%20research'],
    ['GPL', 'gpl'],
    [
      'https://creativecommons.org/publicdomain/mark/1.0/',
      'https%3A%2F%2Fcreativecommons.org%2Fpublicdomain%2Fmark%2F1.0%2F',
    ],
  ])('%s is a licence in its own words', (words, path) => {
    expect(licenseOf(words)).toEqual({ license: `w3id.org/stemma/id/license/openml/${path}`, licenseTag: words });
  });

  it('is unknown where nothing, or a word for nothing, stands', () => {
    for (const words of [[], '', 'NA', 'Unknown', undefined])
      expect(licenseOf(words)).toEqual({ license: undefined, licenseTag: undefined });
  });

  it('of a page of terms is kept as words', () => {
    const words = 'You may use it if '.repeat(20);
    expect(licenseOf(words)).toEqual({ license: undefined, licenseTag: words.trim() });
  });
});
