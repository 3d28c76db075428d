import type { StageDefinition } from '../source.ts';

/** In an order in which they can run. */
export const ai4lifeStages: readonly StageDefinition[] = [
  {
    name: 'ai4life_records',
    doc: 'the collection: models, data sets, applications, notebooks with their descriptions',
    reads: [],
    writes: ['ai4life_records'],
  },
  {
    name: 'ai4life_versions',
    doc: 'earlier versions, of those that have some',
    reads: ['ai4life_records'],
    writes: ['ai4life_versions'],
  },
  {
    name: 'ai4life_files',
    doc: 'files of each with their sizes: finds links that lead to no file; no file is downloaded',
    reads: ['ai4life_records'],
    writes: ['ai4life_files'],
  },
  {
    name: 'ai4life_documentation',
    doc: 'documentation of each, where it stands with it',
    reads: ['ai4life_records', 'ai4life_files'],
    writes: ['ai4life_documentation'],
  },
  {
    name: 'ai4life_identified_links',
    doc: 'training data, parents and links named by id, and those that nothing answers to; asks for nothing',
    reads: ['ai4life_records'],
    writes: [],
  },
  {
    name: 'ai4life_test_reports',
    doc: "results of the collection's own tests of each",
    reads: ['ai4life_records'],
    writes: ['ai4life_test_reports'],
    optional: true,
  },
];
