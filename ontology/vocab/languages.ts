import { onFirstUse, readTable } from './table.ts';

export interface LanguageFound {
  /** Canonical BCP 47: shortest language code, usual letter case. */
  readonly tag: string;
  /** English name; with the rest of the tag in brackets, if any: `Chinese (CN)`. */
  readonly name: string;
  /** `iso639-5`: a group of languages, `roa`. */
  readonly from: 'iso639-1' | 'iso639-3' | 'iso639-5';
  /** Why the tag is not the text: an outdated code, a longer code for the same language, another spelling, a name. */
  readonly changed?: 'outdated-code' | 'longer-code' | 'spelling' | 'name';
}

interface Entry {
  readonly code: string;
  readonly name: string;
  readonly from: LanguageFound['from'];
  readonly changed?: 'outdated-code' | 'longer-code';
}

/** A row of the table. Cells left out at its end are not there. */
type LanguageRow = readonly [
  code: string,
  name: string,
  two?: string,
  bibliographic?: string,
  now?: string,
  group?: string,
  others?: string,
];

const rows = onFirstUse(() => readTable('languages') as readonly unknown[] as readonly LanguageRow[]);

const byCode = onFirstUse(() => {
  const found = new Map<string, Entry>();
  for (const [code, name, two = '', bibliographic = '', now = '', group = ''] of rows()) {
    if (now !== '') continue;
    if (two === '') {
      found.set(code, { code, name, from: group === '' ? 'iso639-3' : 'iso639-5' });
      continue;
    }
    found.set(two, { code: two, name, from: 'iso639-1' });
    found.set(code, { code: two, name, from: 'iso639-3', changed: 'longer-code' });
    if (bibliographic !== '') found.set(bibliographic, { code: two, name, from: 'iso639-3', changed: 'longer-code' });
  }
  for (const [code, , , , now = ''] of rows()) {
    const entry = now === '' ? undefined : found.get(now);
    if (entry !== undefined) found.set(code, { ...entry, changed: 'outdated-code' });
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

/** Names in English that the registry has otherwise. */
const moreNames: readonly (readonly [string, string])[] = [
  ['brazilian portuguese', 'pt-BR'],
  ['chinese (simplified)', 'zh-Hans'],
  ['chinese (traditional)', 'zh-Hant'],
  ['farsi', 'fa'],
  ['greek', 'el'],
  ['simplified chinese', 'zh-Hans'],
  ['traditional chinese', 'zh-Hant'],
];

/** Codes by name, small letters. Of two languages of one name the one with two letters; of two such alike none. */
const byName = onFirstUse(() => {
  const found = new Map<string, string | undefined>();
  const add = (name: string, code: string): void => {
    const key = name.toLowerCase();
    const held = found.get(key);
    if (held === undefined && !found.has(key)) found.set(key, code);
    else if (held !== code) found.set(key, shorter(held, code));
  };
  for (const [three, name, two = '', , now = '', , others = ''] of rows()) {
    if (now !== '') continue;
    const code = two === '' ? three : two;
    for (const one of [name, ...others.split('|')]) {
      if (one !== '') add(one, code);
      const plain = two === '' ? one : one.replace(/ \([^)]*\)$/, '');
      if (plain !== '' && plain !== one) add(plain, code);
    }
  }
  for (const [name, tag] of moreNames) found.set(name, tag);
  return found;
});

function shorter(held: string | undefined, code: string): string | undefined {
  if (held?.length === 2) return code.length === 2 ? undefined : held;
  return code.length === 2 ? code : undefined;
}

/** The language that a name in words means: `English`, `Castilian`. Only where words are meant as languages. */
export function languageNamed(text: string): LanguageFound | undefined {
  const name = text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
  // Shorter ones are codes of countries more often than names: `ge`, `bu`.
  const tag = name.length < 4 || name.length > 80 ? undefined : byName().get(name);
  const found = tag === undefined ? undefined : languageOf(tag);
  return found === undefined ? undefined : { ...found, changed: 'name' };
}

/** Said where languages are asked for, and meaning none: several, computer code, no words at all, not known. */
export function isNoLanguage(text: string): boolean {
  return /^(?:multi-?lingual|mul|code|zxx|und|mis)$/i.test(text.trim());
}

/** Languages of a text where one or several are stated, by code or by name; `unknown`: its parts that name none. */
export interface StatedLanguages {
  readonly found: readonly LanguageFound[];
  readonly unknown: readonly string[];
}

/** `en`, `English`, `en,fr`, `en fr`, `English and French`. What is one language as a whole is never cut. */
export function languagesIn(text: string): StatedLanguages {
  const whole = languageOf(text) ?? languageNamed(text);
  if (whole !== undefined) return { found: [whole], unknown: [] };
  const parts = text.length > longestList ? [] : partsOf(text);
  if (parts.length < 2) return { found: [], unknown: isNoLanguage(text) ? [] : [text] };
  const found: LanguageFound[] = [];
  const unknown: string[] = [];
  for (const part of parts) {
    const language = languageOf(part) ?? languageNamed(part);
    if (language !== undefined) found.push(language);
    else if (!isNoLanguage(part)) unknown.push(part.trim());
  }
  return found.length === 0 ? { found, unknown: [text] } : { found, unknown };
}

/** Blanks part codes only, for names have blanks of their own. */
function partsOf(text: string): readonly string[] {
  const words = text.trim().split(/\s+/);
  if (words.length > 1 && words.every((word) => languageOf(word) !== undefined)) return words;
  return text.split(/[,;|/&+]|\s(?:and|or)\s/).filter((part) => part.trim() !== '');
}

/** Characters: nobody writes more languages into one string. */
const longestList = 2_000;

/** The two-letter codes of ISO 639-1. */
export function twoLetterCodes(): readonly string[] {
  return [...byCode()]
    .filter(([code, entry]) => entry.from === 'iso639-1' && entry.code === code)
    .map(([code]) => code);
}
