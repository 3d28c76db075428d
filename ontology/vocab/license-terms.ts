import { readFileSync } from 'node:fs';
import { packageFile } from '../../src/core/package-files.ts';
import { hubLicenseTags, licenseOfHubTag, licenseOfText } from './licenses.ts';
import { onFirstUse } from './table.ts';

/** What a licence's text says of one question. `part`: only of a part of the work. `unknown` is never taken as allowed. */
export interface Term {
  readonly is: 'yes' | 'no' | 'part' | 'unknown';
  /** Section, and what it says in short. */
  readonly clause?: string;
}

export const termNames = ['derivatives', 'commercialUse', 'shareAlike', 'useLimits', 'userThreshold'] as const;
export type TermName = (typeof termNames)[number];

/** What each question asks. */
export const termDocs: Readonly<Record<TermName, string>> = {
  derivatives: 'derivatives may be made and shared',
  commercialUse: 'commercial use is allowed',
  shareAlike: 'derivatives have to be under this licence or one it lists',
  useLimits: 'some uses are forbidden, downstream too',
  userThreshold: 'above a number of users another licence is needed',
};

/** Something that who passes the work on has to do. */
export interface Duty {
  readonly kind:
    | 'attribution'
    | 'built-with'
    | 'license-copy'
    | 'mark-changes'
    | 'naming'
    | 'naming-limit'
    | 'non-commercial'
    | 'notice'
    | 'output-limit'
    | 'share-alike'
    | 'source-code'
    | 'use-policy'
    | 'user-threshold';
  readonly text: string;
  readonly clause: string;
  /** How the name has to begin, of `naming`. */
  readonly prefix?: string;
  /** Kinds of step it is clear for; absent: all. */
  readonly kinds?: readonly string[];
  /** Asked with anything that is computed from the work, of terms for data. */
  readonly onResults?: true;
}

/** One licence as curated from its public text. Not legal advice. */
export interface LicenseTerms {
  /** SPDX id, or the Hub's tag where SPDX has none. */
  readonly license: string;
  readonly name: string;
  readonly category:
    | 'attribution'
    | 'community-license'
    | 'network-copyleft'
    | 'no-derivatives'
    | 'non-commercial'
    | 'permissive'
    | 'public-domain'
    | 'share-alike'
    | 'strong-copyleft'
    | 'unknown'
    | 'use-restricted'
    | 'weak-copyleft';
  /** Address of the text. */
  readonly source: string;
  /** Day of the curation. */
  readonly asOf: string;
  readonly reviewed: 'curated';
  /** What the row was written from: the licence's text, a part of it, its maker's page about it, or nothing. */
  readonly read: 'text' | 'part' | 'page' | 'none';
  readonly terms: Readonly<Record<TermName, Term>>;
  readonly duties: readonly Duty[];
  /** Clause by which it asks nothing of those who receive the work. */
  readonly waives?: string;
  /** The name stands for several texts. */
  readonly version?: 'not stated';
  /** Other licences that derivatives may have; `unknown`: under conditions that statements do not show to be met. */
  readonly compatible?: readonly {
    readonly license: string;
    readonly is: 'yes' | 'unknown';
    readonly clause: string;
  }[];
  /** Licences whose terms are more than it allows to be added. */
  readonly refuses?: readonly { readonly license: string; readonly clause: string }[];
  /** Whether it says that trained models are free of its terms. */
  readonly trainedModels?: Term;
  /** How its terms are accepted, where the text says so. */
  readonly acceptance?: string;
  readonly note?: string;
}

export type LicenseVerdict = 'ok' | 'conflict' | 'unknown';

/** The first rule whose facts all hold decides. */
export interface LicenseRule {
  readonly rule: string;
  readonly verdict: LicenseVerdict;
  /** Fact → the values it may have. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  /** Kinds of step it is for; absent: all. */
  readonly kinds?: readonly string[];
  /** The fact whose clause it rests on. */
  readonly clauseOf?: string;
  readonly says: string;
}

function read(name: string): string {
  return readFileSync(packageFile(`ontology/vocab/${name}.json`), 'utf8');
}

const table = onFirstUse(() => JSON.parse(read('license-terms')) as readonly LicenseTerms[]);
const byLicense = onFirstUse(() => new Map(table().map((row) => [row.license, row])));
const rules = onFirstUse(
  () => JSON.parse(read('license-rules')) as Readonly<Record<'steps' | 'data', readonly LicenseRule[]>>,
);

/** All rows, by licence. */
export function licenseTable(): readonly LicenseTerms[] {
  return table();
}

/** Rules of a step from parent to child, and of training data. */
export function licenseRules(of: 'steps' | 'data'): readonly LicenseRule[] {
  return rules()[of];
}

/** The row of an SPDX id or a tag of the Hub, as the graph spells them. */
export function licenseTermsOf(license: string): LicenseTerms | undefined {
  return byLicense().get(license);
}

/** The row of what a user writes: a tag, an SPDX id, a well-known spelling. */
export function licenseTermsOfText(text: string): LicenseTerms | undefined {
  const words = text.trim();
  const meant = licenseOfText(words);
  return licenseTermsOf(meant.kind === 'spdx' ? meant.id : words.toLowerCase());
}

/** The Hub's tags that mean this licence. */
export function hubTagsOf(license: string): readonly string[] {
  return hubLicenseTags().filter((tag) => {
    const meant = licenseOfHubTag(tag);
    return (meant.kind === 'spdx' ? meant.id : tag) === license;
  });
}
