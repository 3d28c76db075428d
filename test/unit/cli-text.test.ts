import { describe, expect, it } from 'vitest';
import { StemmaError } from '../../src/core/errors.ts';
import { renderError } from '../../src/cli/errors.ts';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { alignedTable, plainTable } from '../../src/cli/table.ts';
import { columnsOf, cut, duration, grouped, oneLine, safe } from '../../src/cli/text.ts';

describe('text for a terminal', () => {
  it('takes out what could drive the terminal or reorder a line', () => {
    expect(safe('a\u001b[31mb\u0007\u009b2Jc\u202ed\n\te')).toBe('a\uFFFD[31mb\uFFFD\uFFFD2Jc\uFFFDd\n\te');
    expect(oneLine('a\r\n\tb')).toBe('a\uFFFD b');
  });

  it('measures and cuts by columns', () => {
    expect(columnsOf('a漢🙂é')).toBe(6);
    expect(cut('漢字漢字', 5)).toBe('漢字…');
    expect(cut('short', 5)).toBe('short');
  });

  it('writes counts and times for people', () => {
    expect([grouped(1234567), grouped(12n), duration(3.14159), duration(125)]).toEqual([
      '1,234,567',
      '12',
      '3.1 s',
      '2 min 5 s',
    ]);
  });

  it('aligns for a terminal and separates by tabs for a pipe', () => {
    const columns = [{ title: 'id' }, { title: 'n', align: 'right' as const }];
    const rows = [
      ['a\tb', '1'],
      ['long-identifier', '22'],
    ];

    expect(plainTable(columns, rows)).toBe('id\tn\na b\t1\nlong-identifier\t22');
    expect(alignedTable(columns, rows, 80)).toBe('id                n\na b               1\nlong-identifier  22');
    expect(Math.max(...alignedTable(columns, rows, 14).split('\n').map(columnsOf))).toBeLessThanOrEqual(14);
  });
});

describe('errors', () => {
  it('says what, where, what next and the code, without secrets', () => {
    const error = new StemmaError('STEMMA_HTTP', 'the source refused token abcd1234', {
      hint: 'try again',
      context: { url: 'https://x.test/?t=abcd1234' },
    });

    const { text, json, exitCode } = renderError(error, ['abcd1234'], 0);

    expect(text).toBe(
      'error: the source refused token ***\n  at   https://x.test/?t=***\n  hint try again\n  code STEMMA_HTTP',
    );
    expect(json).toEqual({
      error: { code: 'STEMMA_HTTP', message: 'the source refused token ***', hint: 'try again' },
    });
    expect(exitCode).toBe(1);
  });

  it('shows the stack only when asked, or of a bug', () => {
    const known = new StemmaError('STEMMA_RUN', 'locked', { cause: new Error('the reason') });

    expect(renderError(known, [], 0).text).not.toContain('    at ');
    expect(renderError(known, [], 1).text).toContain('from the reason');
    expect(renderError(known, [], 2).text).toContain('    at ');
    expect(renderError(new TypeError('x is not a function'), [], 0).text).toMatch(/code STEMMA_INTERNAL$/);
    expect(renderError(new TypeError('x is not a function'), [], 0).text).toContain(process.version);
  });

  it('knows a full disk', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

    expect(renderError(full, [], 0).json.error).toMatchObject({
      code: 'STEMMA_DISK',
      hint: 'make room, then: stemma resume',
    });
  });

  it.each([
    ['STEMMA_USAGE', 2],
    ['STEMMA_CONFIG', 2],
    ['STEMMA_AUTH', 4],
    ['STEMMA_STORE_UNREACHABLE', 5],
    ['STEMMA_RATE_LIMIT', 6],
    ['STEMMA_CANCELLED', 130],
    ['STEMMA_DISK', 1],
  ] as const)('%s exits %d', (code, exit) => {
    expect(exitCodeOf(new StemmaError(code, 'x'))).toBe(exit);
  });
});
