import { onFirstUse, readTable } from './table.ts';

export interface SpdxLicense {
  readonly id: string;
  readonly name: string;
  readonly deprecated: boolean;
  readonly osiApproved: boolean;
}

export interface HubLicense {
  readonly tag: string;
  readonly name: string;
  /** The page the Hub links, if any. */
  readonly page?: string;
}

/**
 * What a licence tag of the Hub means. `hub`: a licence or family without SPDX id. `other`: the model's own, see its
 * name and link. `unknown`: no statement. `invalid`: none of the Hub's tags.
 */
export type HubLicenseMeaning =
  | { readonly kind: 'spdx'; readonly id: string; readonly deprecated?: string; readonly inferred?: true }
  | { readonly kind: 'hub' | 'other' | 'unknown' | 'invalid' };

const spdxByLowerCase = onFirstUse(
  () =>
    new Map<string, SpdxLicense>(
      readTable('spdx-licenses').map(([id = '', name = '', flags = '']) => [
        id.toLowerCase(),
        { id, name, deprecated: flags.includes('d'), osiApproved: flags.includes('o') },
      ]),
    ),
);

const hubByTag = onFirstUse(
  () =>
    new Map<string, HubLicense>(
      readTable('hub-licenses').map(([tag = '', name = '', page]) => [
        tag,
        page === undefined ? { tag, name } : { tag, name, page },
      ]),
    ),
);

/** Tags whose SPDX id is spelt otherwise. */
const spdxOfTag: ReadonlyMap<string, string> = new Map([
  ['c-uda', 'C-UDA-1.0'],
  ['lgpl-lr', 'LGPLLR'],
  ['odbl', 'ODbL-1.0'],
  ['odc-by', 'ODC-By-1.0'],
  ['pddl', 'PDDL-1.0'],
]);

/** Spellings met in old cards. Only what leaves no doubt about licence and version. */
const spdxOfSpelling: ReadonlyMap<string, string> = new Map([
  ['apache-2', 'Apache-2.0'],
  ['apache2', 'Apache-2.0'],
  ['apache-v2', 'Apache-2.0'],
  ['apachev2', 'Apache-2.0'],
  ['apache-license-2.0', 'Apache-2.0'],
  ['apache-license-version-2.0', 'Apache-2.0'],
  ['mit-license', 'MIT'],
  ['the-mit-license', 'MIT'],
  ['bsd-2', 'BSD-2-Clause'],
  ['bsd-3', 'BSD-3-Clause'],
  ['cc0', 'CC0-1.0'],
  ['cc-0', 'CC0-1.0'],
  ['cc-by-4', 'CC-BY-4.0'],
  ['cc-by-nc-4', 'CC-BY-NC-4.0'],
  ['cc-by-sa-4', 'CC-BY-SA-4.0'],
  ['cc-by-nc-sa-4', 'CC-BY-NC-SA-4.0'],
  ['academic-free-license-v3.0', 'AFL-3.0'],
  ['gpl-3', 'GPL-3.0-only'],
  ['gplv3', 'GPL-3.0-only'],
  ['agplv3', 'AGPL-3.0-only'],
]);

/** The 83 tags the Hub knows, by code point. */
export function hubLicenseTags(): readonly string[] {
  return [...hubByTag().keys()];
}

export function hubLicenseOf(tag: string): HubLicense | undefined {
  return hubByTag().get(tag);
}

export function spdxLicenseOf(text: string): SpdxLicense | undefined {
  return spdxByLowerCase().get(text.trim().toLowerCase());
}

/** The id as the SPDX list spells it; ids are compared without case. */
export function spdxIdOf(text: string): string | undefined {
  return spdxLicenseOf(text)?.id;
}

/** Meaning of a tag of the Hub, without case. */
export function licenseOfHubTag(text: string): HubLicenseMeaning {
  const tag = text.toLowerCase();
  if (!hubByTag().has(tag)) return { kind: 'invalid' };
  if (tag === 'other' || tag === 'unknown') return { kind: tag };
  const spdx = spdxLicenseOf(spdxOfTag.get(tag) ?? tag);
  if (spdx === undefined) return { kind: 'hub' };
  if (!spdx.deprecated) return { kind: 'spdx', id: spdx.id };
  // The GNU ids say nothing of later versions: "only" is the careful reading, hence marked.
  const only = spdxIdOf(`${spdx.id}-only`);
  return only === undefined
    ? { kind: 'spdx', id: spdx.id, deprecated: spdx.id }
    : { kind: 'spdx', id: only, deprecated: spdx.id, inferred: true };
}

/** Meaning of an author's words: a tag, an SPDX id, or a well-known spelling (inferred). Never a guess: else `invalid`. */
export function licenseOfText(text: string): HubLicenseMeaning {
  const words = text.trim();
  const meant = licenseOfHubTag(words);
  if (meant.kind !== 'invalid') return meant;
  const spdx = spdxLicenseOf(words);
  if (spdx !== undefined) return { kind: 'spdx', id: spdx.id, ...(spdx.deprecated ? { deprecated: spdx.id } : {}) };
  const spelling = words.toLowerCase().replaceAll(/[\s_]+/g, '-');
  const tagged = licenseOfHubTag(spelling);
  if (tagged.kind === 'spdx') return { ...tagged, inferred: true };
  const id = spdxOfSpelling.get(spelling);
  return id === undefined ? { kind: 'invalid' } : { kind: 'spdx', id, inferred: true };
}
