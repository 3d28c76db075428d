import { describe, expect, it } from 'vitest';
import { csv, tsv } from '../../src/cli/delimited.ts';
import { asksForFields, assertValueFormat, formatOf } from '../../src/cli/format.ts';
import { chosenFields } from '../../src/cli/rows.ts';

describe('the format', () => {
  it.each([
    [[], 'human'],
    [['search', 'x', '--json'], 'json'],
    [['search', 'x', '--format', 'csv'], 'csv'],
    [['search', 'x', '--format=tsv'], 'tsv'],
    [['--format', 'csv', 'search', '--format', 'ndjson'], 'ndjson'],
    [['search', '--', '--format', 'csv', '--json'], 'human'],
    [['search', '--format', 'nosuch'], 'human'],
    [['search', '--format'], 'human'],
  ])('of %j is %s', (argv, format) => {
    expect(formatOf(argv)).toBe(format);
  });

  it('of rows is refused where there are none', () => {
    expect(() => assertValueFormat('csv', 'stemma status')).toThrow('stemma status gives no rows');
    expect(() => assertValueFormat('quiet', 'stemma run', 'quiet')).not.toThrow();
    for (const format of ['human', 'json', 'ndjson', 'agent'] as const)
      expect(() => assertValueFormat(format, 'stemma status')).not.toThrow();
  });
});

describe('fields', () => {
  it('are asked for when none are named', () => {
    expect(asksForFields(['search', '--fields'])).toBe(true);
    expect(asksForFields(['search', '--fields', '--json'])).toBe(true);
    expect(asksForFields(['search', '--fields', 'id'])).toBe(false);
    expect(asksForFields(['search', '--', '--fields'])).toBe(false);
  });

  it('are chosen by name, each once, and an unknown one gets the nearest', () => {
    const available = ['id', 'license', 'task'];

    expect(chosenFields('task, id,task', available)).toEqual(['task', 'id']);
    expect(chosenFields(undefined, available)).toBeUndefined();
    expect(() => chosenFields('licence', available)).toThrow(
      expect.objectContaining({ code: 'STEMMA_USAGE', hint: 'did you mean license? fields: id, license, task' }),
    );
    expect(() => chosenFields(',', available)).toThrow('--fields names no field');
  });
});

describe('delimited text', () => {
  it('is RFC 4180', () => {
    expect(
      csv(
        ['a', 'b,c'],
        [
          ['plain', 'say "hi"'],
          ['two\nlines', ''],
        ],
      ),
    ).toBe('a,"b,c"\r\nplain,"say ""hi"""\r\n"two\nlines",\r\n');
  });

  it('keeps a row on a line when separated by tabs', () => {
    expect(tsv(['a', 'b'], [['x\ty', 'two\nlines\u001b[2J']])).toBe('a\tb\nx y\ttwo lines\uFFFD[2J\n');
  });
});
