import { mintTerm } from '../../ontology/iri.ts';
import { hubLibraryScheme, hubTaskOf, hubTaskScheme, isHubTask } from '../../ontology/vocab/hub-terms.ts';
import type { Witness } from '../entity-builder.ts';
import { cardWitness } from './card-witness.ts';
import type { Found } from '../found.ts';
import { isStatement, type ModelRecord } from './model-record.ts';
import { isLibraryName, isTaskCode } from './term-code.ts';

/** Task, from the Hub's `pipeline_tag`, the card's, and tags that are tasks of the Hub. */
export function mapTask(record: ModelRecord): void {
  const main = record.text('pipeline_tag');
  const stated = record.card.text('pipeline_tag');
  if (main !== undefined) sayMainTask(record, main);
  if (stated !== undefined) sayStatedTask(record, stated, main?.value);
  const said = main ?? (record.isCardAlone ? stated : undefined);
  for (const { text, witness } of record.words) {
    if (text === said?.value) record.spent.add(text);
    else if (isTaskTag(text)) {
      record.spent.add(text);
      record.say('mlTask', mintTerm(hubTaskScheme, text), witness('mlTask'));
    }
  }
}

/** Tasks of former days are no tasks as bare tags: `conversational` marks chat templates now. `other` names none. */
function isTaskTag(text: string): boolean {
  return text !== 'other' && hubTaskOf(text)?.legacy === false;
}

function sayMainTask(record: ModelRecord, { value, pointer }: Found<string>): void {
  if (isTaskCode(value)) record.say('mlTask', mintTerm(hubTaskScheme, value), { method: 'hub-api', pointer });
  if (!isHubTask(value)) record.issues.inform('unknown-task', 'not one of the tasks of the Hub', pointer, value);
}

function sayStatedTask(record: ModelRecord, found: Found<string>, main: string | undefined): void {
  const { value, pointer } = found;
  if (isHubTask(value) || (value === main && isTaskCode(value))) {
    record.say('mlTask', mintTerm(hubTaskScheme, value), cardWitness(found));
  } else if (value !== main) {
    record.issues.inform('unknown-task', 'not one of the tasks of the Hub', pointer, value);
  }
}

/** Library, from the Hub's `library_name`; the card's words where they say the same, or where the Hub says nothing. */
export function mapLibrary(record: ModelRecord): void {
  const main = record.text('library_name');
  if (main !== undefined) {
    record.spent.add(main.value);
    sayLibrary(record, main.value, { method: 'hub-api', pointer: main.pointer });
  }
  for (const stated of record.card.texts('library_name')) {
    if (main !== undefined && stated.value !== main.value) {
      record.issues.inform('second-value', 'the Hub names another library', stated.pointer, stated.value);
    } else if (stated.value !== '') {
      record.spent.add(stated.value);
      sayLibrary(record, stated.value, cardWitness(stated));
    }
  }
}

function sayLibrary(record: ModelRecord, value: string, witness: Witness): void {
  if (isLibraryName(value)) record.say('library', mintTerm(hubLibraryScheme, value), witness);
  else record.issues.wrongShape('the name of a library', witness.pointer, value);
}

/** Plain tags that have said nothing else, and words of the card that the Hub left out. Runs after all that spend tags. */
export function mapKeywords(record: ModelRecord): void {
  const tags = new Set<string>();
  for (const { text, witness } of record.words) {
    if (text === '' || tags.has(text)) continue;
    tags.add(text);
    if (!record.spent.has(text)) record.say('keywords', text, witness('keywords'));
  }
  if (record.isCardAlone) return;
  for (const found of record.card.texts('tags')) {
    const { value } = found;
    if (value === '' || tags.has(value) || record.spent.has(value) || isStatement(value)) continue;
    tags.add(value);
    record.say('keywords', value, cardWitness(found));
  }
}
