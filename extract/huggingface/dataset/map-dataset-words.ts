import { mintTerm } from '../../../ontology/iri.ts';
import { hubLibraryScheme, hubSubtaskScheme, hubTaskScheme, isHubTask } from '../../../ontology/vocab/hub-terms.ts';
import { cardWitness } from '../card-witness.ts';
import { sayLanguages } from '../../say-languages.ts';
import { cardLanguages } from '../map-language.ts';
import type { DatasetRecord, Said } from './dataset-record.ts';
import type { DatasetTagPrefix } from './dataset-tags.ts';

/** Words that stay words: prefix of the tag and key of the card, with their property. */
const words: readonly (readonly [DatasetTagPrefix, string])[] = [
  ['size_categories', 'sizeCategory'],
  ['multilinguality', 'multilinguality'],
  ['annotations_creators', 'annotationsCreators'],
  ['language_creators', 'languageCreators'],
];

/** Words that only the Hub says: it finds them in the files, or by a list of its own. */
const hubWords: readonly (readonly [DatasetTagPrefix, string])[] = [
  ['format', 'dataFormat'],
  ['modality', 'modality'],
  ['benchmark', 'benchmark'],
];

const word = /^[^\p{Cc}]{1,128}$/u;

/** How big it is, of how many languages, how it was made, what its files hold. */
export function mapWords(record: DatasetRecord): void {
  for (const [prefix, property] of words) sayWords(record, property, record.saidBy(prefix));
  for (const [prefix, property] of hubWords) sayWords(record, property, record.saidByTags(prefix));
}

function sayWords(record: DatasetRecord, property: string, said: readonly Said[]): void {
  for (const { text, witness } of said) {
    if (word.test(text)) record.say(property, text, witness);
    else record.issues.wrongShape('a word', witness.pointer, text);
  }
}

const code = /^[A-Za-z0-9][\w.+-]{0,95}$/;

/** Tasks it is for: the Hub's own, and the finer ones below them. `other` names none. */
export function mapDatasetTasks(record: DatasetRecord): void {
  const refused = new Set<string>();
  for (const { text, witness } of record.saidBy('task_categories')) {
    if (text === 'other') continue;
    if (isHubTask(text)) record.say('datasetTask', mintTerm(hubTaskScheme, text), witness);
    else if (!refused.has(text)) {
      refused.add(text);
      record.issues.inform('unknown-task', 'not one of the tasks of the Hub', witness.pointer, text);
    }
  }
  for (const { text, witness } of record.saidBy('task_ids')) {
    if (code.test(text)) record.say('datasetTask', mintTerm(hubSubtaskScheme, text), witness);
    else if (!refused.has(text)) {
      refused.add(text);
      record.issues.wrongShape('the code of a task', witness.pointer, text);
    }
  }
}

/** Libraries that read it. */
export function mapDatasetLibraries(record: DatasetRecord): void {
  for (const { text, witness } of record.saidByTags('library')) {
    if (code.test(text)) record.say('library', mintTerm(hubLibraryScheme, text), witness);
    else record.issues.wrongShape('the name of a library', witness.pointer, text);
  }
}

/** Languages it holds: by tags, and by the card. */
export function mapDatasetLanguages(record: DatasetRecord): void {
  const met = new Set<string>();
  const ofCard = cardLanguages(record).map((found) => ({ text: found.value, witness: cardWitness(found) }));
  for (const { text, witness } of [...record.saidByTags('language'), ...ofCard]) {
    sayLanguages(record, text, witness, met.has(text));
    met.add(text);
  }
}

/** Plain tags, and words of the card that the Hub left out. */
export function mapDatasetKeywords(record: DatasetRecord): void {
  const tags = new Set<string>();
  for (const { index, text } of record.tags.plain) {
    if (text === '' || tags.has(text)) continue;
    tags.add(text);
    record.say('keywords', text, { method: 'hub-tag', pointer: `/tags/${index}` });
  }
  for (const { text, witness } of record.saidByCard('tags')) {
    if (!tags.has(text)) record.say('keywords', text, witness);
  }
}
