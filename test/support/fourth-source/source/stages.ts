import type { StageDefinition } from '../../../../extract/source.ts';
import { peopleResource, worksResource } from './resources.ts';

/** In an order in which they can run. */
export const fourthStages: readonly StageDefinition[] = [
  { name: 'fourth_works', doc: 'papers, from the list', reads: [], writes: [worksResource] },
  { name: 'fourth_people', doc: 'people that papers name', reads: ['fourth_works'], writes: [peopleResource] },
];
