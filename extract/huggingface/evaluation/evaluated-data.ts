import { mintDataset } from '../../../ontology/iri.ts';
import { isObject } from '../found.ts';
import type { Place } from '../place.ts';
import { readRepoReference } from '../repo-reference.ts';
import type { EvaluationSet } from './evaluation-set.ts';
import { wordsAt } from './words.ts';

/** The data of an evaluation as a report names them. */
export interface EvaluatedData {
  readonly place: Place;
  readonly name: string | undefined;
  /** What stands where the Hub's id of the dataset should. */
  readonly type: string | undefined;
  /** The dataset, when `type` can be the id of one. */
  readonly dataset: { readonly id: string; readonly iri: string; readonly place: Place } | undefined;
  readonly config: string | undefined;
  readonly split: string | undefined;
  readonly revision: string | undefined;
}

/** `{ name, type, config, split, revision, args }`, or one word. Undefined when nothing is said. */
export function readData(set: EvaluationSet, place: Place): EvaluatedData | undefined {
  if (place.isEmpty || place.value === '') return undefined;
  if (typeof place.value === 'string') {
    const type = wordsAt(set, place);
    return { place, name: type, type, dataset: datasetOf(type, place), ...nothing };
  }
  if (!isObject(place.value)) {
    set.wrongShape('the data of an evaluation', place);
    return undefined;
  }
  const read = (key: string): string | undefined => wordsAt(set, place.at(key));
  const [name, type] = [read('name'), read('type')];
  if (name === undefined && type === undefined) return undefined;
  const dataset = datasetOf(type, place.at('type'));
  return { place, name, type, dataset, config: read('config'), split: read('split'), revision: read('revision') };
}

const nothing = { config: undefined, split: undefined, revision: undefined } as const;

/** Words that stand for data of the author's own, and name no dataset of the Hub. */
const ownData = /^(?:custom|private|unknown|internal|own|local|none|other|dataset|data|test|eval|evaluation)$/;
/** Names without a namespace are from before there were namespaces, when all were small. */
const oldName = /^[a-z0-9][a-z0-9_.-]*$/;

/** The dataset that a word can name: `squad`, `glue`, `org/name`. `Stanford SST-2` is a name for people. */
export function datasetOf(word: string | undefined, place: Place): EvaluatedData['dataset'] {
  if (word === undefined) return undefined;
  const reference = readRepoReference(word, 'dataset');
  if (reference.kind !== 'id') return undefined;
  const { id } = reference;
  if (!id.includes('/') && (!oldName.test(id) || ownData.test(id))) return undefined;
  return { id, iri: mintDataset(id), place };
}
