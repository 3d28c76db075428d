import type { StageDefinition } from '../source.ts';

/** What the identifiers look for in the records of models, each kind with its two stages. */
export const referenceKinds = [
  'base_models',
  'datasets',
  'articles',
  'keywords',
  'licenses',
  'languages',
  'tasks',
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

const nouns: Readonly<Record<ReferenceKind, string>> = {
  base_models: 'base models',
  datasets: 'datasets',
  articles: 'papers',
  keywords: 'keywords',
  licenses: 'licences',
  languages: 'languages',
  tasks: 'tasks',
};

function identified(kind: ReferenceKind): StageDefinition {
  return {
    name: `hf_identified_${kind}`,
    doc: `${nouns[kind]} named in the records of models, each with its witnesses; asks for nothing`,
    reads: ['hf_models', 'hf_model_ids', 'hf_model_cards', 'hf_model_files'],
    writes: [],
  };
}

function enriched(kind: ReferenceKind, doc: string, ...writes: string[]): StageDefinition {
  return { name: `hf_enriched_${kind}`, doc, reads: [`hf_identified_${kind}`], writes };
}

/** In an order in which they can run. */
export const huggingfaceStages: readonly StageDefinition[] = [
  { name: 'hf_models', doc: 'models, from the list and one by one', reads: [], writes: ['hf_models'] },
  {
    name: 'hf_model_ids',
    doc: 'the ids of all models there are: finds removals, renames and new gates',
    reads: [],
    writes: ['hf_model_ids', 'hf_models'],
    optional: true,
    setting: 'reconcile',
  },
  { name: 'hf_model_cards', doc: 'README of each model', reads: ['hf_models'], writes: ['hf_model_cards'] },
  {
    name: 'hf_model_files',
    doc: 'of models whose record leaves it open: configuration, adapter configuration, head of the weights, results',
    reads: ['hf_models'],
    writes: ['hf_adapter_configs', 'hf_model_configs', 'hf_weight_headers', 'hf_weight_indexes', 'hf_eval_results'],
  },
  ...referenceKinds.map(identified),
  enriched('base_models', 'base models outside the selection, with their bases in turn', 'hf_models'),
  enriched('datasets', 'record and Croissant description of datasets', 'hf_datasets_specific', 'hf_croissant'),
  enriched('articles', 'papers of arXiv', 'arxiv_articles'),
  enriched('keywords', 'the vocabulary of tags of the Hub', 'keywords'),
  enriched('licenses', 'names and addresses of licences, from the list shipped with stemma; asks for nothing'),
  enriched('languages', 'names of languages, from the table shipped with stemma; asks for nothing'),
  enriched('tasks', 'the tasks of the Hub', 'tasks'),
  {
    name: 'hf_enriched_accounts',
    doc: 'users and organizations that share models',
    reads: ['hf_models'],
    writes: ['hf_accounts'],
    optional: true,
  },
  {
    name: 'hf_file_listings',
    doc: 'files of each model with size and hash',
    reads: ['hf_models'],
    writes: ['hf_model_files'],
    optional: true,
  },
  {
    name: 'hf_leaderboard',
    doc: 'results of the Open LLM Leaderboard 2, which is frozen',
    reads: [],
    writes: ['hf_leaderboard'],
    optional: true,
    setting: 'leaderboard',
  },
];
