import { describe, expect, it } from 'vitest';
import { confidenceOf, confidences, methods } from '../../../ontology/evidence.ts';
import {
  entities,
  lineageProperties,
  lineageTypes,
  propertyOf,
  propertyOfType,
  relationshipTypes,
} from '../../../ontology/model.ts';

describe('confidence', () => {
  it.each([
    ['hub-api', 'license', 1],
    ['hub-api', 'fineTunedFrom', 0.95],
    ['hub-tag', 'license', 0.9],
    ['hub-tag', 'adapterOf', 0.9],
    ['hub-tag', 'citation', 0.7],
    ['hub-tag', 'trainedOn', 0.8],
    ['hub-tag', 'inLanguage', 0.8],
    ['yaml-frontmatter', 'fineTunedFrom', 0.95],
    ['yaml-frontmatter', 'baseModel', 0.7],
    ['hub-inferred', 'fineTunedFrom', 0.8],
    ['curated', 'spdxId', 1],
    ['link-resolution', 'redirectsTo', 1],
    ['openml-api', 'executes', 1],
    ['openml-api', 'datePublished', 0.9],
    ['website', 'likes', 0.8],
  ] as const)('of %s for %s is %d', (method, property, value) => {
    expect(confidenceOf(method, property)).toBe(value);
  });

  it('is between 0 and 1 for every method, and speaks only of declared properties', () => {
    for (const method of methods) expect(confidenceOf(method, 'anything')).toBeGreaterThan(0);
    for (const row of confidences) {
      expect(row.confidence).toBeLessThanOrEqual(1);
      for (const property of row.properties ?? [])
        expect(Object.keys(entities).some((label) => propertyOf(label, property) !== undefined)).toBe(true);
    }
  });
});

describe('the model', () => {
  it('names the lineage relations, child to parent', () => {
    expect(lineageProperties).toEqual(['fineTunedFrom', 'adapterOf', 'quantizedFrom', 'mergedFrom', 'baseModel']);
    expect(lineageTypes).toEqual(['FINE_TUNED_FROM', 'ADAPTER_OF', 'QUANTIZED_FROM', 'MERGED_FROM', 'BASE_MODEL']);
  });

  it('finds a declaration by label and name, a property by its relationship type', () => {
    expect(propertyOf('MLModel', 'license')).toBe(entities.MLModel.properties.license);
    expect(propertyOf('MLModel', 'constructor')).toBeUndefined();
    expect(propertyOf('Nothing', 'license')).toBeUndefined();
    for (const type of relationshipTypes) expect(propertyOfType(type)).toBeDefined();
    expect(propertyOfType('WAS_DERIVED_FROM')).toBe('wasDerivedFrom');
  });
});
