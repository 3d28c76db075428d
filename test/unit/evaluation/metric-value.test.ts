import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetricValue } from '../../../extract/huggingface/evaluation/metric-value.ts';
import { cpuMs } from '../../support/cpu-time.ts';

describe('a score', () => {
  it.each<readonly [unknown, object]>([
    [0.5406394412669151, { value: 0.5406394412669151 }],
    [-0, { value: 0 }],
    ['0.86', { value: 0.86, rawValue: '0.86' }],
    ['20.0 ± 1.2', { value: 20, stdev: 1.2, rawValue: '20.0 ± 1.2' }],
    ['20.0±1.2', { value: 20, stdev: 1.2, rawValue: '20.0±1.2' }],
    ['20.0 +/- 1.2', { value: 20, stdev: 1.2, rawValue: '20.0 +/- 1.2' }],
    ['20.0 (±1.2)', { value: 20, stdev: 1.2, rawValue: '20.0 (±1.2)' }],
    ['25.59%', { value: 25.59, unitText: '%', rawValue: '25.59%' }],
    ['26 %', { value: 26, unitText: '%', rawValue: '26 %' }],
    ['81.2% ± 0.3%', { value: 81.2, stdev: 0.3, unitText: '%', rawValue: '81.2% ± 0.3%' }],
    [' 1.5e-3 ', { value: 0.0015, rawValue: ' 1.5e-3 ' }],
    ['-.5', { value: -0.5, rawValue: '-.5' }],
  ])('%j is read', (stated, reading) => {
    expect(readMetricValue(stated)).toEqual(reading);
  });

  it.each<readonly [unknown, string]>([
    [undefined, 'no-value'],
    [null, 'no-value'],
    ['', 'no-value'],
    ['NA', 'no-value'],
    ['NA%', 'no-value'],
    ['???', 'no-value'],
    ['xx.xx', 'no-value'],
    ['WIP', 'no-value'],
    [Number.NaN, 'not-a-number'],
    [Number.POSITIVE_INFINITY, 'not-a-number'],
    ['NaN', 'not-a-number'],
    ['inf', 'not-a-number'],
    ['1e999', 'not-a-number'],
    ['to recompute with STEP 24000', 'not-a-number'],
    ['1,234.5', 'not-a-number'],
    ['19,47', 'not-a-number'],
    ['20.0 ± -1', 'not-a-number'],
    ['20.0 (1.2)', 'not-a-number'],
    ['44.2 BLEU', 'not-a-number'],
    ['~0.9', 'not-a-number'],
    [[], 'wrong-shape'],
    [[0.5], 'wrong-shape'],
    [{ rouge1_f1: 54.95 }, 'wrong-shape'],
    [true, 'wrong-shape'],
  ])('%j is none: %s', (stated, fault) => {
    expect(readMetricValue(stated)).toEqual({ fault });
  });

  it('is read in linear time from any words', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('1'.repeat(50_000), '.'.repeat(50_000), '± '.repeat(50_000))),
        (text) => {
          const ms = cpuMs(() => {
            readMetricValue(text);
            readMetricValue(`1${text}`);
          });
          expect(ms).toBeLessThan(200);
        },
      ),
    );
  });
});
