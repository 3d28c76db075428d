import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../ontology/evidence.ts';
import { mintLanguage, mintSpdx } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields } from '../../support/map-input.ts';

describe('a misspelt key of the card', () => {
  it.each([
    [{ licence: 'mit' }, 'license', [mintSpdx('MIT')], '/cardData/licence'],
    [{ liscence: ['mit'] }, 'license', [mintSpdx('MIT')], '/cardData/liscence/0'],
    [{ languages: ['de'] }, 'inLanguage', [mintLanguage('de')], '/cardData/languages/0'],
    [{ tag: 'merge' }, 'keywords', ['merge'], '/cardData/tag'],
  ] as const)('%j is read, less sure', (cardData, property, values, pointer) => {
    const result = mapFields({ cardData });
    expect(firstEntity(result)[property]).toEqual(values);
    expect(evidenceOf(result, property)).toMatchObject([
      { method: 'yaml-frontmatter', confidence: confidenceOf('readme-regex', property), pointer },
    ]);
    expect(issuesOf(result)).toEqual([`misspelt-key ${Object.keys(cardData).join()}`]);
  });

  it('is left alone beside the right one', () => {
    const result = mapFields({ cardData: { license: 'mit', licence: 'apache-2.0' } });
    expect(firstEntity(result)['license']).toEqual([mintSpdx('MIT')]);
    expect(issuesOf(result)).toEqual([]);
  });

  it('stands in for a right one that says nothing', () => {
    expect(firstEntity(mapFields({ cardData: { license: null, licence: 'mit' } }))['license']).toEqual([
      mintSpdx('MIT'),
    ]);
  });
});
