import { identify, mintHubLicense, mintSpdx } from '../ontology/iri.ts';
import { knownIri } from '../ontology/rdf-terms.ts';
import { type LicenseTerms, licenseTable } from '../ontology/vocab/license-terms.ts';
import { licenseOfText } from '../ontology/vocab/licenses.ts';

/**
 * Licences of which the curated table says something, for questions about terms: terms are no part of the graph. What the
 * table does not know is in none of them.
 */
const lists = {
  NON_COMMERCIAL: ({ terms }: LicenseTerms) => terms.commercialUse.is === 'no',
  COMMERCIAL: ({ terms }: LicenseTerms) => terms.commercialUse.is === 'yes',
  NO_DERIVATIVES: ({ terms }: LicenseTerms) => terms.derivatives.is === 'no',
  SHARE_ALIKE: ({ terms }: LicenseTerms) => terms.shareAlike.is === 'yes',
  PERMISSIVE: ({ category }: LicenseTerms) => ['permissive', 'attribution', 'public-domain'].includes(category),
} as const;

export type LicenseList = keyof typeof lists;

/** IRIs, in the order of the table. */
export function licensesThat(list: LicenseList): readonly string[] {
  return licenseTable()
    .filter(lists[list])
    .map(({ license }) => (licenseOfText(license).kind === 'spdx' ? mintSpdx(license) : mintHubLicense(license)));
}

const placeholder = /\$\{(\w+)_LICENSES\}/g;

function replaced(text: string, write: (uris: readonly string[]) => string): string {
  return text.replace(placeholder, (whole, name: string) =>
    name in lists ? write(licensesThat(name as LicenseList)) : whole,
  );
}

/** `${NON_COMMERCIAL_LICENSES}` and the like as a list of short ids. */
export function licensesInCypher(text: string): string {
  return replaced(text, (uris) => `[${uris.map((uri) => `'${identify(uri)?.id ?? uri}'`).join(', ')}]`);
}

/** The same as IRIs one after the other, for `VALUES`. */
export function licensesInSparql(text: string): string {
  return replaced(text, (uris) => uris.map(knownIri).join(' '));
}
