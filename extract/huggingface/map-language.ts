import { mintLanguage } from '../../ontology/iri.ts';
import { type LanguageFound, languageOf } from '../../ontology/vocab/languages.ts';
import type { Found, ModelRecord } from './model-record.ts';

/**
 * Languages the model works in: the card's word first. Bare tags are trusted only when they are one of the two-letter codes or
 * when the card says the same, for hundreds of three-letter codes are also names of tools (`mlx`, `trl`, `act`).
 */
export function mapLanguage(record: ModelRecord): void {
  const stated = new Set<string>();
  for (const found of cardLanguages(record)) {
    stated.add(found.value);
    sayStated(record, found);
  }
  for (const { index, text } of record.tags.plain) {
    if (!twoLetters.test(text) && !stated.has(text)) continue;
    const language = languageOf(text);
    if (language === undefined || (!stated.has(text) && !isTwoLetterCode(language))) continue;
    record.spent.add(text);
    const literal = language.tag === text ? undefined : text;
    record.say('inLanguage', mintLanguage(language.tag), { method: 'hub-tag', pointer: `/tags/${index}`, literal });
  }
}

const twoLetters = /^[a-z]{2}$/;

/** One of the 184 of today; outdated ones (`in`, `jw`) are words as well. */
function isTwoLetterCode(language: LanguageFound): boolean {
  return language.from === 'iso639-1' && language.changed === undefined;
}

function sayStated(record: ModelRecord, { value, pointer }: Found<string>): void {
  const language = languageOf(value.trim());
  if (language === undefined) {
    record.issues.inform('unknown-language', 'no language has this code', pointer, value);
    return;
  }
  const literal = language.tag === value ? undefined : value;
  record.say('inLanguage', mintLanguage(language.tag), { method: 'yaml-frontmatter', pointer, literal });
}

/** Readers of YAML 1.1 take the code `no` for false: the Hub's tag `no` then still says it. */
function cardLanguages(record: ModelRecord): readonly Found<string>[] {
  const stated = record.card['language'];
  const pointer = '/cardData/language';
  if (stated === undefined || stated === null) return [];
  if (!Array.isArray(stated)) return oneLanguage(record, stated, pointer);
  return stated.flatMap((one: unknown, i) => oneLanguage(record, one, `${pointer}/${i}`));
}

function oneLanguage(record: ModelRecord, stated: unknown, pointer: string): readonly Found<string>[] {
  if (typeof stated === 'boolean') {
    record.issues.warn('boolean-language', 'a language code was read as a boolean', pointer, stated);
    return [];
  }
  const value = record.textOf(stated, pointer);
  return value === undefined ? [] : [{ value, pointer }];
}
