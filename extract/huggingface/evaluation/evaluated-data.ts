import { mintDataset } from '../../../ontology/iri.ts';
import { canonicalDataset } from '../../../ontology/vocab/dataset-aliases.ts';
import { isObject } from '../../found.ts';
import type { Place } from '../../place.ts';
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

/**
 * The dataset that a word names: `org/name`, or an id of the days before namespaces (`squad`, `glue`). Any other single word is
 * a name for people: tools write `custom`, `val`, `sts-dev` here, and datasets of those names would be somebody else's.
 */
export function datasetOf(word: string | undefined, place: Place): EvaluatedData['dataset'] {
  if (word === undefined) return undefined;
  const reference = readRepoReference(word, 'dataset');
  if (reference.kind !== 'id') return undefined;
  const { id } = reference;
  if (!id.includes('/') && canonicalDataset(id) === undefined) return undefined;
  return { id, iri: mintDataset(id), place };
}
