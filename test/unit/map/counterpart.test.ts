import { describe, expect, it } from 'vitest';
import { workAt } from '../../../extract/work-at.ts';
import { mintBioimageio, mintDataset, mintModel, mintOpenml } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, mapFields } from '../../support/map-input.ts';

describe('a model of another hub', () => {
  it('is named by the repository its own tool made, with the name as evidence', () => {
    const found = mapFields({ id: 'lab/affable-shark', library_name: 'bioimageio' });

    expect(firstEntity(found)['sameWorkAs']).toEqual([mintBioimageio('model', 'affable-shark')]);
    expect(evidenceOf(found, 'sameWorkAs')).toEqual([
      {
        property: 'sameWorkAs',
        value: mintBioimageio('model', 'affable-shark'),
        method: 'id-convention',
        confidence: 0.8,
        pointer: '/id',
        literal: 'lab/affable-shark',
      },
    ]);
  });

  it.each([
    ['another library', { id: 'lab/affable-shark', library_name: 'transformers' }],
    ['no library', { id: 'lab/affable-shark' }],
    ['a name that is no alias', { id: 'lab/UNet_v2', library_name: 'bioimageio' }],
  ])('is not made of %s', (_what, fields) => {
    expect(firstEntity(mapFields(fields))['sameWorkAs']).toBeUndefined();
  });
});

describe('a page of a hub', () => {
  it.each([
    ['https://huggingface.co/lab/net', 'MLModel', mintModel('lab/net')],
    ['https://huggingface.co/datasets/lab/data', 'Dataset', mintDataset('lab/data')],
    ['https://www.openml.org/d/61', 'Dataset', mintOpenml('dataset', '61')],
    ['https://bioimage.io/#/artifacts/affable-shark', 'MLModel', mintBioimageio('model', 'affable-shark')],
  ])('%s shows a %s', (address, label, iri) => {
    expect(workAt(address, label)).toBe(iri);
  });

  it.each([
    ['https://huggingface.co/lab/net', 'Dataset'],
    ['https://example.org/d/61', 'Dataset'],
    ['lab/net', 'MLModel'],
    ['', 'MLModel'],
  ])('%j shows no %s', (address, label) => {
    expect(workAt(address, label)).toBeUndefined();
  });
});
