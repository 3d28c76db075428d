import { onFirstUse, readTable } from './table.ts';

export interface LanguageFound {
  /** Canonical BCP 47: shortest language code, usual letter case. */
  readonly tag: string;
  /** English name; with the rest of the tag in brackets, if any: `Chinese (CN)`. */
  readonly name: string;
  readonly from: 'iso639-1' | 'iso639-3';
  /** Why the tag is not the text: an outdated code, a longer code for the same language, another spelling. */
  readonly changed?: 'outdated-code' | 'longer-code' | 'spelling';
}

interface Entry {
  readonly code: string;
  readonly name: string;
  readonly from: LanguageFound['from'];
  readonly changed?: 'outdated-code' | 'longer-code';
}

/** Codes ISO has replaced, still found in tags. */
const outdated: readonly (readonly [string, string])[] = [
  ['iw', 'he'],
  ['jw', 'jv'],
  ['in', 'id'],
];

const byCode = onFirstUse(() => {
  const found = new Map<string, Entry>();
  for (const [three = '', name = '', two = '', bibliographic = ''] of readTable('languages')) {
    if (two === '') {
      found.set(three, { code: three, name, from: 'iso639-3' });
      continue;
    }
    found.set(two, { code: two, name, from: 'iso639-1' });
    found.set(three, { code: two, name, from: 'iso639-3', changed: 'longer-code' });
    if (bibliographic !== '') found.set(bibliographic, { code: two, name, from: 'iso639-3', changed: 'longer-code' });
  }
  for (const [old, now] of outdated) {
    const entry = found.get(now);
    if (entry !== undefined) found.set(old, { ...entry, changed: 'outdated-code' });
  }
  return found;
});

const wellFormed =
  /^[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$/;

/**
 * The language a BCP 47 tag names. Only the primary code is checked against ISO 639; script, region and the rest are
 * kept. Names in words, country codes and "multilingual" are no languages here: `undefined`, never a guess. A word
 * such as `mlx` is a code of ISO 639-3 too; whether it is meant so, the caller has to know.
 */
export function languageOf(text: string): LanguageFound | undefined {
  const lower = text.trim().toLowerCase().replaceAll('_', '-');
  if (lower.length > 64 || !wellFormed.test(lower)) return undefined;
  const dash = lower.indexOf('-');
  const entry = byCode().get(dash === -1 ? lower : lower.slice(0, dash));
  if (entry === undefined) return undefined;
  const rest = dash === -1 ? '' : canonicalRest(lower.slice(dash + 1));
  const tag = rest === '' ? entry.code : `${entry.code}-${rest}`;
  const found = { tag, name: rest === '' ? entry.name : `${entry.name} (${rest})`, from: entry.from };
  if (tag === text) return found;
  return { ...found, changed: entry.changed ?? 'spelling' };
}

/** Script in title case, region in capitals, all else small; after a single letter nothing is touched. */
function canonicalRest(rest: string): string {
  let extension = false;
  return rest
    .split('-')
    .map((part) => {
      extension ||= part.length === 1;
      if (extension) return part;
      if (part.length === 2) return part.toUpperCase();
      return /^[a-z]{4}$/.test(part) ? part.charAt(0).toUpperCase() + part.slice(1) : part;
    })
    .join('-');
}

/** The two-letter codes of ISO 639-1. */
export function twoLetterCodes(): readonly string[] {
  return [...byCode()].filter(([code, entry]) => code.length === 2 && entry.code === code).map(([code]) => code);
}
