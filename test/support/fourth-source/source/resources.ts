import type { ResourceDefinition } from '../../../../extract/source.ts';

/** Pages of the list of works, whole. */
export const worksResource = 'fourth_works';

/** People, one by one. */
export const peopleResource = 'fourth_people';

export const fourthResources: readonly ResourceDefinition[] = [
  { name: worksResource, doc: 'papers as the register lists them, a page a record', emits: ['ScholarlyArticle'] },
  { name: peopleResource, doc: 'people that papers name by ORCID iD', emits: ['Person'] },
];
