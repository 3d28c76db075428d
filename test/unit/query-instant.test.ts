import { expect, it } from 'vitest';
import { beganBy, heldAt, parseInstant } from '../../src/query/past/instant.ts';

it.each([
  ['2026-08-20', '2026-08-20T23:59:59.999Z'],
  ['2026-08-20T12:00:00Z', '2026-08-20T12:00:00Z'],
  ['2026-08-20T12:00:00+02:00', '2026-08-20T10:00:00Z'],
])('reads %s as %s', (text, moment) => {
  expect(parseInstant(text).text).toBe(moment);
});

it.each(['', 'yesterday', '2026-02-30', '2026-08', '2026-08-20T12:00:00'])('refuses %j', (text) => {
  expect(() => parseInstant(text)).toThrow(/--at is no date/);
});

it('takes an interval to hold from its first moment until before its last', () => {
  const interval = { from: '2026-08-20T00:00:00Z', to: '2026-08-21T00:00:00Z' };
  const holds = ['2026-08-19', '2026-08-20T00:00:00Z', '2026-08-20', '2026-08-21T00:00:00Z'].map((text) =>
    heldAt(interval, parseInstant(text)),
  );

  expect(holds).toEqual([false, true, true, false]);
  expect(heldAt({ ...interval, to: null }, parseInstant('2027-01-01'))).toBe(true);
  expect(beganBy(interval, parseInstant('2026-08-19'))).toBe(false);
});
