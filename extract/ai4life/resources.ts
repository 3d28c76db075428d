import type { ResourceDefinition } from '../source.ts';

/** What the collection holds: models, data sets, applications, notebooks, each with its description. */
export const recordsResource = 'ai4life_records';

/** Earlier versions of them. */
export const versionsResource = 'ai4life_versions';

/** Rows of the lists of their files. */
export const filesResource = 'ai4life_files';

/** The documentation of each, as text. */
export const documentationResource = 'ai4life_documentation';

/** What the collection's own tests of each came to. */
export const testReportsResource = 'ai4life_test_reports';

const works = ['MLModel', 'Dataset', 'SoftwareApplication', 'SoftwareSourceCode', 'CreativeWork'] as const;

const described = works.slice(0, 4);

export const ai4lifeResources: readonly ResourceDefinition[] = [
  {
    name: recordsResource,
    doc: 'what the collection holds, each with its description: models, data sets, applications, notebooks',
    emits: [...works, 'DataDownload', 'Person', 'MLModelEvaluation', 'PropertyValue'],
    about: described,
  },
  { name: versionsResource, doc: 'earlier versions of them', emits: ['CreativeWork'] },
  { name: filesResource, doc: 'files of each with their sizes, a row each', emits: ['DataDownload'] },
  {
    name: documentationResource,
    doc: 'documentation of each, where it stands with it',
    emits: described,
    about: described,
    media: 'text',
  },
  {
    name: testReportsResource,
    doc: "results of the collection's own tests of each",
    emits: described,
    about: described,
  },
];
