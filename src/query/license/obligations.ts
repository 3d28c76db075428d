import { type Duty, type LicenseTerms, licenseTermsOf } from '../../../ontology/vocab/license-terms.ts';
import type { LicenseClause } from './judge.ts';
import type { Licensed } from './stated.ts';

/** Something that goes on to whoever passes the model on. */
export interface Obligation {
  readonly license: string;
  readonly kind: Duty['kind'];
  readonly text: string;
  readonly clause: LicenseClause;
  /** Ids of the models whose licence asks it, nearest first. */
  readonly from: readonly string[];
  /** Whether the name of the model shows it kept; null where a name cannot show it. */
  readonly met: boolean | null;
}

/** A thing on the way, and the kind of step by which the model stems from it; absent: the model itself. */
export interface Bound {
  readonly thing: Licensed;
  readonly kind?: string;
}

/**
 * What the terms of training data ask of who passes on a model that learnt from it: of terms that leave trained models free
 * only what they ask with anything computed from the data.
 */
export function dataObligationsOf(datasets: readonly Licensed[]): readonly Obligation[] {
  return obligationsOf(
    '',
    datasets.map((thing) => ({ thing })),
    (duty, row) => row.trainedModels?.is !== 'yes' || duty.onResults === true,
  );
}

/** Duties of every licence on the way, each once, nearest first. */
export function obligationsOf(
  name: string,
  bound: readonly Bound[],
  wanted: (duty: Duty, row: LicenseTerms) => boolean = () => true,
): readonly Obligation[] {
  const found = new Map<string, Obligation & { readonly from: string[] }>();
  for (const { thing, kind } of bound) {
    for (const { license, node } of thing.licenses) {
      const row = node === null ? undefined : licenseTermsOf(license);
      if (row === undefined) continue;
      for (const duty of row.duties.filter((one) => wanted(one, row))) {
        const key = `${license}\n${duty.text}`;
        const known = found.get(key);
        const met = known?.met ?? (kind === undefined ? null : isMet(name, duty, kind));
        const { source, asOf } = row;
        const clause = { license, text: duty.clause, source, asOf };
        const from = [...(known?.from ?? []), thing.id];
        found.set(key, { license, kind: duty.kind, text: duty.text, clause, from, met });
      }
    }
  }
  return [...found.values()];
}

function isMet(name: string, { prefix, kinds }: Duty, kind: string): boolean | null {
  if (prefix === undefined || kinds?.includes(kind) === false) return null;
  return words(name).startsWith(words(prefix));
}

function words(text: string): string {
  return text.toLowerCase().replaceAll(/[-_ ]+/g, ' ');
}
