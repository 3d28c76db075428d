import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStemmaError } from '../../src/core/errors.ts';
import { passes, typeOfKind } from '../../src/query/lineage-filter.ts';
import { parseSelection } from '../../src/query/lineage-selection.ts';

describe('a selection', () => {
  it.each([
    ['acme/x', { id: 'acme/x' }],
    ['+acme/x', { id: 'acme/x', up: null }],
    ['acme/x+', { id: 'acme/x', down: null }],
    ['2+acme/x+1', { id: 'acme/x', up: 2, down: 1 }],
    ['+acme/x+', { id: 'acme/x', up: null, down: null }],
    ['0+https://huggingface.co/acme/x', { id: 'https://huggingface.co/acme/x', up: 0 }],
    // A number is part of a name unless a plus sign ends it.
    ['3acme/x7', { id: '3acme/x7' }],
  ])('%s', (text, expected) => {
    expect(parseSelection(text)).toEqual(expected);
  });

  it.each(['', '+', '2+', '++', '1++2'])('%j names no model', (text) => {
    expect(() => parseSelection(text)).toThrow(/names no model/);
  });

  it('gives back any id that was put between signs', () => {
    const ids = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,9}\/[A-Za-z0-9._-]{1,10}$/);
    const steps = fc.option(fc.option(fc.nat(99), { nil: null }), { nil: undefined });
    fc.assert(
      fc.property(ids, steps, steps, (id, up, down) => {
        const text = `${up === undefined ? '' : `${up ?? ''}+`}${id}${down === undefined ? '' : `+${down ?? ''}`}`;
        expect(parseSelection(text)).toEqual({
          id,
          ...(up === undefined ? {} : { up }),
          ...(down === undefined ? {} : { down }),
        });
      }),
    );
  });
});

describe('a filter', () => {
  const edge = { type: 'ADAPTER_OF', confidence: 0.9, method: 'hub-tag', source: 'huggingface' };

  it('lets through what meets every condition', () => {
    expect(passes({})(edge)).toBe(true);
    expect(
      passes({ kinds: ['ADAPTER_OF'], minConfidence: 0.9, methods: ['hub-tag'], sources: ['huggingface'] })(edge),
    ).toBe(true);
    for (const filter of [{ kinds: [] }, { minConfidence: 0.91 }, { methods: ['hub-api'] }, { sources: ['openml'] }])
      expect(passes(filter)(edge), JSON.stringify(filter)).toBe(false);
  });

  it('does not trust what says nothing of its evidence', () => {
    const bare = { type: 'ADAPTER_OF', confidence: null, method: null, source: null };

    expect(passes({ minConfidence: 0.01 })(bare)).toBe(false);
    expect(passes({ methods: ['hub-tag'] })(bare)).toBe(false);
    expect(passes({ sources: ['huggingface'] })(bare)).toBe(false);
  });

  it('knows kinds by word, property and relationship type, and names the nearest of others', () => {
    for (const word of ['quantized', 'quantizedFrom', 'QUANTIZED_FROM', ' Quantized '])
      expect(typeOfKind(word)).toBe('QUANTIZED_FROM');
    expect(typeOfKind('unstated')).toBe('BASE_MODEL');
    try {
      typeOfKind('finetunes');
      expect.unreachable();
    } catch (error) {
      expect(isStemmaError(error, 'STEMMA_USAGE') && error.hint).toContain('did you mean finetune?');
    }
  });
});
