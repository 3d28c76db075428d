import { mintLanguage } from '../../ontology/iri.ts';
import type { CardField } from './card-fields.ts';
import { type LanguageFound, languageOf } from '../../ontology/vocab/languages.ts';
import { cardWitness } from './card-witness.ts';
import type { Found } from '../found.ts';
import { sayLanguages } from '../say-languages.ts';
import type { HubRecord } from './hub-record.ts';
import type { ModelRecord } from './model-record.ts';

/**
 * Languages the model works in: the card's word first. Bare tags are trusted only when they are one of the two-letter codes or
 * when the card says the same, for hundreds of three-letter codes are also names of tools (`mlx`, `trl`, `act`).
 */
export function mapLanguage(record: ModelRecord): void {
  const stated = new Set<string>();
  for (const found of cardLanguages(record)) {
    stated.add(found.value);
    for (const tag of sayLanguages(record, found.value, cardWitness(found))) stated.add(tag);
  }
  for (const { text, witness } of record.words) {
    if (!twoLetters.test(text) && !stated.has(text)) continue;
    const language = languageOf(text);
    if (language === undefined || (!stated.has(text) && !isTwoLetterCode(language))) continue;
    record.spent.add(text);
    const literal = language.tag === text ? undefined : text;
    record.say('inLanguage', mintLanguage(language.tag), { ...witness('inLanguage'), literal });
  }
}

const twoLetters = /^[a-z]{2}$/;

/** One of the 184 of today; outdated ones (`in`, `jw`) are words as well. */
function isTwoLetterCode(language: LanguageFound): boolean {
  return language.from === 'iso639-1' && language.changed === undefined;
}

/** The card's languages, as written. Readers of YAML 1.1 take the code `no` for false: the Hub's tag `no` then still says it. */
export function cardLanguages(record: HubRecord): readonly Found<string>[] {
  const field = record.card.field('language');
  if (field === undefined) return [];
  const { key, value: stated } = field;
  if (!Array.isArray(stated)) return oneLanguage(record, field, stated, record.card.pointer(key));
  return stated.flatMap((one: unknown, i) => oneLanguage(record, field, one, record.card.pointer(key, i)));
}

function oneLanguage(
  record: HubRecord,
  { confidence }: CardField,
  stated: unknown,
  pointer: string,
): readonly Found<string>[] {
  if (typeof stated === 'boolean') {
    record.issues.warn('boolean-language', 'a language code was read as a boolean', pointer, stated);
    return [];
  }
  const value = record.textOf(stated, pointer);
  if (value === undefined) return [];
  return [confidence === undefined ? { value, pointer } : { value, pointer, confidence }];
}
