import { describe, expect, it } from 'vitest';
import { readEmissions } from '../../../extract/huggingface/emissions.ts';

describe('emissions', () => {
  it.each<readonly [unknown, number]>([
    [133.0219882109991, 133.0219882109991],
    [0, 0],
    ['0.1069 Kg', 106.9],
    ['0.319355 Kg', 319.355],
    ['28.53 in grams of CO2', 28.53],
    ['0.21 in grams of CO2', 0.21],
    ['12', 12],
    ['12 gCO2eq', 12],
    ['3 kg CO2 eq.', 3000],
    ['4.5kg', 4500],
    ['1.2 tons CO2e', 1_200_000],
    ['5e-3 kg', 5],
  ])('%j are so many grams: %d', (stated, grams) => {
    expect(readEmissions(stated)).toEqual(typeof stated === 'number' ? { grams } : { grams, raw: stated });
  });

  it.each<unknown>([
    'Kg',
    '',
    'unknown',
    '5 lbs',
    '5 kg of coal',
    '1,5 kg',
    '5 to 7 kg',
    -3,
    Number.NaN,
    null,
    [5],
    true,
    '9'.repeat(300),
  ])('%j are not read', (stated) => {
    expect(readEmissions(stated)).toBeUndefined();
  });
});
