import { mintLanguage } from '../ontology/iri.ts';
import { isNoLanguage, languagesIn } from '../ontology/vocab/languages.ts';
import type { Witness } from './entity-builder.ts';
import type { Teller } from './teller.ts';

/**
 * What is said at one place: a language, several in one string, or a word for none, which stays a word. Gives the tags of the
 * languages. `isRepeated`: what it does not know has been said already.
 */
export function sayLanguages(record: Teller, text: string, witness: Witness, isRepeated = false): readonly string[] {
  const { found: languages, unknown } = languagesIn(text);
  for (const { tag, changed } of languages) {
    const literal = tag === text ? undefined : text;
    const inWords = changed === 'name' || languages.length > 1;
    const confidence = Math.min(witness.confidence ?? 1, inWords ? confidenceOfWords : 1);
    record.say('inLanguage', mintLanguage(tag), { ...witness, literal, confidence });
  }
  for (const part of isRepeated ? [] : unknown) {
    record.issues.inform('unknown-language', 'no language is called so', witness.pointer, part);
  }
  if (languages.length === 0 && isNoLanguage(text)) record.say('keywords', text.trim().toLowerCase(), witness);
  return languages.map(({ tag }) => tag);
}

/** A name, or several languages in one string, where a code should be. */
const confidenceOfWords = 0.8;
