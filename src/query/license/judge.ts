import { lineageProperties } from '../../../ontology/model.ts';
import {
  type LicenseRule,
  licenseRules,
  type LicenseTerms,
  type LicenseVerdict,
  termNames,
} from '../../../ontology/vocab/license-terms.ts';

export type { LicenseVerdict } from '../../../ontology/vocab/license-terms.ts';

/** Where a licence says it. */
export interface LicenseClause {
  readonly license: string;
  /** Section, and what it says in short. */
  readonly text: string;
  readonly source: string;
  readonly asOf: string;
}

export interface Finding {
  readonly verdict: LicenseVerdict;
  readonly rule: string;
  readonly says: string;
  /** Null: no clause decides, what is missing does. */
  readonly clause: LicenseClause | null;
}

/** A licence as far as it is known; undefined: `other`, unknown, or of no list. */
export type KnownTerms = LicenseTerms | undefined;
/** One reading of what a side states: a row of the table, words that say nothing, or no statement. */
type Reading = LicenseTerms | 'other' | 'none';

interface Fact {
  readonly value: string;
  readonly clause?: LicenseClause | undefined;
}

function clauseOf(row: LicenseTerms, text: string | undefined): LicenseClause | undefined {
  return text === undefined ? undefined : { license: row.license, text, source: row.source, asOf: row.asOf };
}

/** A row that was written from nothing is none. */
function rowOf(reading: Reading): KnownTerms {
  return typeof reading === 'string' || reading.category === 'unknown' ? undefined : reading;
}

/** Everything rules ask of one side; of a licence that is not known nothing is. */
function sideFacts(side: string, reading: Reading): [string, Fact][] {
  const row = rowOf(reading);
  const facts: [string, Fact][] = termNames.map((name) => {
    const term = row?.terms[name];
    return [`${side}.${name}`, { value: term?.is ?? 'unknown', clause: row && clauseOf(row, term?.clause) }];
  });
  const kept = row?.duties.find(({ kind }) => kind === 'attribution' || kind === 'notice' || kind === 'license-copy');
  return [
    ...facts,
    [`${side}.stated`, { value: reading === 'none' ? 'no' : row === undefined ? 'other' : 'yes' }],
    [`${side}.version`, { value: row?.version ?? 'stated' }],
    [`${side}.attribution`, { value: kept === undefined ? 'no' : 'yes', clause: row && clauseOf(row, kept?.clause) }],
    [`${side}.waives`, { value: row?.waives === undefined ? 'no' : 'yes', clause: row && clauseOf(row, row.waives) }],
    [
      `${side}.trainedModels`,
      { value: row?.trainedModels?.is ?? 'unknown', clause: row && clauseOf(row, row.trainedModels?.clause) },
    ],
  ];
}

/** What holds between the licence of what is used and that of what is made of it. */
function factsOf([used, usedReading]: readonly [string, Reading], [made, madeReading]: readonly [string, Reading]) {
  const [usedRow, madeRow] = [rowOf(usedReading), rowOf(madeReading)];
  const isClear = usedRow !== undefined && madeRow !== undefined && !usedRow.version && !madeRow.version;
  const listed = isClear ? usedRow.compatible?.find(({ license }) => license === madeRow.license) : undefined;
  const refused = isClear ? madeRow.refuses?.find(({ license }) => license === usedRow.license) : undefined;
  return new Map<string, Fact>([
    ...sideFacts(used, usedReading),
    ...sideFacts(made, madeReading),
    ['same', { value: isClear ? (usedRow.license === madeRow.license ? 'yes' : 'no') : 'unknown' }],
    [
      'listed',
      {
        value: isClear ? (listed?.is ?? 'no') : 'unknown',
        clause: usedRow && clauseOf(usedRow, listed?.clause),
      },
    ],
    ['refused', { value: refused === undefined ? 'no' : 'yes', clause: madeRow && clauseOf(madeRow, refused?.clause) }],
  ]);
}

function firstRule(rules: readonly LicenseRule[], facts: ReadonlyMap<string, Fact>, kind?: string): Finding {
  const rule = rules.find(
    ({ when, kinds }) =>
      (kinds === undefined || kind === undefined || kinds.includes(kind)) &&
      Object.entries(when).every(([fact, values]) => values.includes(facts.get(fact)?.value ?? '')),
  );
  if (rule === undefined) return { verdict: 'unknown', rule: 'no-rule', says: 'no rule applies', clause: null };
  const { verdict, says, clauseOf: fact } = rule;
  return { verdict, rule: rule.rule, says, clause: (fact === undefined ? undefined : facts.get(fact)?.clause) ?? null };
}

/** Several readings of one statement: what all of them come to, else unknown. */
function agreed(findings: readonly Finding[], otherwise: Omit<Finding, 'verdict' | 'clause'>): Finding {
  const [first] = findings;
  const isAgreed = first !== undefined && findings.every(({ verdict }) => verdict === first.verdict);
  return isAgreed ? first : { verdict: 'unknown', ...otherwise, clause: null };
}

function readings(licenses: readonly KnownTerms[]): readonly Reading[] {
  return licenses.length === 0 ? ['none'] : licenses.map((row) => row ?? 'other');
}

const manyLicenses = {
  rule: 'several-licenses',
  says: 'several licences are stated, and whether one may be chosen is not; they come to different verdicts',
};
const kindUnknown = {
  rule: 'kind-not-stated',
  says: 'the kind of derivation is not stated, and kinds come to different verdicts',
};
const statedKinds = lineageProperties.filter((kind) => kind !== 'baseModel');

/**
 * Whether a derivative may be under the licence it states, by what its parent's licence says. `kind`: the property of the
 * step; `baseModel` is any kind. `ok` rests on nothing unknown: to know less gives the same verdict or `unknown`.
 */
export function judgeStep(child: readonly KnownTerms[], parent: readonly KnownTerms[], kind: string): Finding {
  const rules = licenseRules('steps');
  const kinds = kind === 'baseModel' ? statedKinds : [kind];
  const pairs = readings(parent).flatMap((parentRow) =>
    readings(child).map((childRow) => factsOf(['parent', parentRow], ['child', childRow])),
  );
  const ofPairs = pairs.map((facts) =>
    agreed(
      kinds.map((one) => firstRule(rules, facts, one)),
      kindUnknown,
    ),
  );
  return agreed(ofPairs, manyLicenses);
}

/** The weaker question: what the terms of training data say of the licence of the model that learnt from it. */
export function judgeData(model: readonly KnownTerms[], data: readonly KnownTerms[]): Finding {
  const findings = readings(data).flatMap((dataRow) =>
    readings(model).map((modelRow) => firstRule(licenseRules('data'), factsOf(['data', dataRow], ['model', modelRow]))),
  );
  return agreed(findings, manyLicenses);
}

const severity: readonly LicenseVerdict[] = ['ok', 'unknown', 'conflict'];

/** The first of the worst. */
export function worst<T extends { readonly verdict: LicenseVerdict }>(findings: readonly T[]): T | undefined {
  let found: T | undefined;
  for (const finding of findings) {
    if (found === undefined || severity.indexOf(finding.verdict) > severity.indexOf(found.verdict)) found = finding;
  }
  return found;
}
