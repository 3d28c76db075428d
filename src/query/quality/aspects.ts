import { lineageTypes } from '../../../ontology/model.ts';

/** Something that people look for in the account of a thing. */
export interface Aspect {
  /** Name of a column. */
  readonly name: string;
  /** In words: `a licence`. */
  readonly title: string;
  /** Whether `n` has it, in Cypher. */
  readonly test: string;
  /** How an owner states it. */
  readonly fix: string;
}

export type Kind = 'models' | 'datasets';
export const kinds: readonly Kind[] = ['models', 'datasets'];
export const labelOfKind: Readonly<Record<Kind, string>> = { models: 'MLModel', datasets: 'Dataset' };

const related = (...types: readonly string[]): string => `EXISTS { (n)-[:${types.join('|')}]->(:Resource) }`;
const has = (property: string): string => `n.${property} IS NOT NULL`;

const license: Aspect = {
  name: 'license',
  title: 'a licence',
  test: related('LICENSE'),
  fix: "`license:` in the card's front matter, with one of the Hub's tags; `other` with `license_name` and `license_link` for one of your own",
};
const card: Aspect = {
  name: 'card',
  title: 'a card that was read',
  test: has('readme'),
  fix: 'a README.md in the repository',
};
const description: Aspect = {
  name: 'description',
  title: 'a description',
  test: has('description'),
  fix: 'a first paragraph in the card that says what it is',
};
const language: Aspect = {
  name: 'language',
  title: 'a language',
  test: related('IN_LANGUAGE'),
  fix: "`language:` in the card's front matter, with ISO 639 codes",
};
const paper: Aspect = {
  name: 'paper',
  title: 'a paper',
  test: related('CITATION', 'REFERENCE_PUBLICATION'),
  fix: 'a link to the paper (arXiv or DOI) in the card',
};

/** What is looked for, by kind of thing. */
export const aspectsOf: Readonly<Record<Kind, readonly Aspect[]>> = {
  models: [
    license,
    card,
    description,
    {
      name: 'task',
      title: 'a task',
      test: related('ML_TASK'),
      fix: "`pipeline_tag:` in the card's front matter",
    },
    {
      name: 'library',
      title: 'a library',
      test: related('LIBRARY'),
      fix: "`library_name:` in the card's front matter",
    },
    language,
    {
      name: 'base',
      title: 'a base model',
      test: related(...lineageTypes),
      fix: "`base_model:` in the card's front matter, with `base_model_relation:`; `stemma suggest base-models` writes patches",
    },
    {
      name: 'dataset',
      title: 'a data set',
      test: related('TRAINED_ON', 'VALIDATED_ON', 'TESTED_ON', 'EVALUATED_ON'),
      fix: "`datasets:` in the card's front matter, with ids of the Hub",
    },
    paper,
    {
      name: 'evaluation',
      title: 'an evaluation',
      test: related('HAS_EVALUATION'),
      fix: "`model-index:` in the card's front matter",
    },
    { name: 'parameters', title: 'a number of parameters', test: has('parameterCount'), fix: 'weights as safetensors' },
  ],
  datasets: [
    license,
    card,
    description,
    language,
    {
      name: 'task',
      title: 'a task',
      test: related('ML_TASK', 'DATASET_TASK'),
      fix: '`task_categories:` in the front matter',
    },
    paper,
    { name: 'file', title: 'a file or table', test: related('DISTRIBUTION'), fix: 'files in a form the Hub can show' },
  ],
};
