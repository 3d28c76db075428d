import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineageProperties } from '../../ontology/model.ts';
import { licenseTable, type LicenseTerms, termNames } from '../../ontology/vocab/license-terms.ts';
import { judgeData, judgeStep, type KnownTerms, worst } from '../../src/query/license/judge.ts';

const table = licenseTable();
const known = fc.constantFrom(...table);
const anyLicense = fc.option(known, { nil: undefined, freq: 6 });
const licenses = fc.array(anyLicense, { maxLength: 3 });
const kind = fc.constantFrom(...lineageProperties);

/** The same licence with less known of it. */
function blurred(row: LicenseTerms, forgotten: readonly string[]): LicenseTerms {
  const terms = Object.fromEntries(
    termNames.map((name) => [name, forgotten.includes(name) ? { is: 'unknown' as const } : row.terms[name]]),
  ) as LicenseTerms['terms'];
  return { ...row, terms };
}
const lessKnown = (row: LicenseTerms): fc.Arbitrary<KnownTerms> =>
  fc.oneof(
    fc.constant(undefined),
    fc.subarray([...termNames]).map((forgotten) => blurred(row, forgotten)),
    fc.constant({ ...row, version: 'not stated' as const }),
  );
const isKnown = (row: KnownTerms): boolean => row !== undefined && row.category !== 'unknown' && !row.version;

/** To know less gives the same, or `unknown`: never the other verdict. */
function expectNoSurer(less: string, more: string): void {
  expect(['unknown', more]).toContain(less);
}

describe('what is not known is never taken as allowed', () => {
  it('no step is ok when either side states nothing, `other`, or a licence of no list', () => {
    fc.assert(
      fc.property(licenses, licenses, kind, (child, parent, of) => {
        const { verdict, clause } = judgeStep(child, parent, of);
        const isWhole = [child, parent].every((side) => side.length > 0 && side.every(isKnown));
        if (!isWhole) expect(verdict).not.toBe('ok');
        if (verdict === 'ok' || verdict === 'conflict') expect(clause?.source).toMatch(/^https?:/);
      }),
    );
  });

  it('to know less of either side, or of the kind, never makes unknown ok, nor conflict ok', () => {
    const pair = fc.tuple(known, known, kind).chain(([child, parent, of]) =>
      fc.record({
        child: fc.constant(child),
        parent: fc.constant(parent),
        of: fc.constant(of),
        lessChild: fc.oneof(fc.constant(child as KnownTerms), lessKnown(child)),
        lessParent: fc.oneof(fc.constant(parent as KnownTerms), lessKnown(parent)),
        lessOf: fc.constantFrom(of, 'baseModel'),
      }),
    );
    fc.assert(
      fc.property(pair, ({ child, parent, of, lessChild, lessParent, lessOf }) => {
        const more = judgeStep([child], [parent], of).verdict;
        const less = judgeStep([lessChild], [lessParent], lessOf).verdict;
        expectNoSurer(less, more);
        expectNoSurer(judgeData([lessChild], [lessParent]).verdict, judgeData([child], [parent]).verdict);
      }),
      { numRuns: 2000 },
    );
  });

  it('and to learn of a further licence that may be meant never makes unknown ok', () => {
    fc.assert(
      fc.property(licenses, licenses, anyLicense, kind, (child, parent, added, of) => {
        fc.pre(child.length > 0 && parent.length > 0);
        const before = judgeStep(child, parent, of).verdict;
        expectNoSurer(judgeStep([...child, added], parent, of).verdict, before);
        expectNoSurer(judgeStep(child, [...parent, added], of).verdict, before);
        expect(judgeStep([...child].reverse(), [...parent].reverse(), of).verdict).toBe(before);
      }),
      { numRuns: 500 },
    );
  });

  it('a chain is never better with one more parent than without it', () => {
    const step = fc.tuple(licenses, licenses, kind).map(([child, parent, of]) => judgeStep(child, parent, of));
    const order = ['conflict', 'unknown', 'ok'];
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), licenses, kind, (steps, child, of) => {
        const before = worst(steps)?.verdict ?? '';
        const after = worst([...steps, judgeStep(child, [], of)])?.verdict ?? '';
        expect(order.indexOf(after)).toBeLessThanOrEqual(order.indexOf(before));
        expect(after).not.toBe('ok');
      }),
    );
  });

  it('over every two licences of the table', () => {
    let ok = 0;
    for (const child of table) {
      for (const parent of table) {
        const { verdict } = judgeStep([child], [parent], 'mergedFrom');
        if (verdict !== 'ok') continue;
        ok += 1;
        const pair = `${parent.license} to ${child.license}`;
        expect(isKnown(child) && isKnown(parent), pair).toBe(true);
        expect(parent.terms.derivatives.is, pair).toBe('yes');
        if (parent.terms.commercialUse.is !== 'yes') expect(child.terms.commercialUse.is, pair).toBe('no');
        if (child.license === parent.license) continue;
        expect([parent.terms.useLimits.is, parent.terms.userThreshold.is], pair).toEqual(['no', 'no']);
        const isListed = parent.compatible?.some(({ license, is }) => license === child.license && is === 'yes');
        if (isListed !== true) expect(parent.terms.shareAlike.is, pair).toBe('no');
      }
    }
    expect(ok).toBeGreaterThan(table.length);
  });
});
