import { describe, expect, it } from 'vitest';
import { hasEmail, withoutEmails } from '../../extract/e-mail.ts';
import { momentOf } from '../../extract/moment.ts';

describe('a moment', () => {
  it.each([
    ['2014-04-06T23:19:24Z', '2014-04-06T23:19:24Z', {}],
    ['2014-04-06', '2014-04-06T00:00:00.000Z', { literal: '2014-04-06' }],
    ['2014-04-06 23:19:24', '2014-04-06T23:19:24Z', { literal: '2014-04-06 23:19:24', confidence: 0.9 }],
    ['2014-04-06T23:19:24.25', '2014-04-06T23:19:24.25Z', { literal: '2014-04-06T23:19:24.25', confidence: 0.9 }],
  ])('%s is %s', (text, utc, witness) => {
    expect(momentOf(text)).toEqual({ utc, witness });
  });

  it.each(['0000-00-00', '0000-00-00 00:00:00', '2014-02-30', '2014-13-01 00:00:00', '1936', 'yesterday', ''])(
    '%s is none',
    (text) => {
      expect(momentOf(text)).toBeUndefined();
    },
  );
});

describe('addresses of people', () => {
  it.each([
    ['Ada Example <ada@example.org>', 'Ada Example'],
    ['Ada (mailto:ada.b+c@sub.example.org), Bo', 'Ada , Bo'],
    ['write to ada@example.org!', 'write to !'],
    ['@ada at example', '@ada at example'],
    ['org/name@v1.0', 'org/name@v1.0'],
  ])('are left out of %s', (text, kept) => {
    expect(withoutEmails(text)).toBe(kept);
  });

  it('are looked for in time in proportion to the text', () => {
    const started = performance.now();
    for (const text of [
      'a'.repeat(200_000) + '@',
      '@'.repeat(200_000),
      'a@b.'.repeat(50_000),
      'a.'.repeat(100_000) + '@x',
    ]) {
      withoutEmails(text);
      hasEmail(text);
    }
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
