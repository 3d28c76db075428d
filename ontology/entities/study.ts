import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork } from './creative-work.ts';
import { everyEntity } from './every-entity.ts';
import { hasPart } from './flow.ts';
import { creativeWorkStatus } from './openml-work.ts';

export const study = defineEntity({
  label: 'Study',
  iri: term('mls', 'Study'),
  subClassOf: [term('schema', 'Collection')],
  doc: 'A collection of runs, or of tasks (a benchmark suite), with the data and flows in it.',
  properties: {
    ...everyEntity('Study'),
    description: describedWork.description,
    dateCreated: describedWork.dateCreated,
    studyType: { iri: term('stemma', 'studyType'), kind: 'string', doc: 'What it collects: `task`, `run`.' },
    hasPart,
    benchmarkSuite: {
      iri: term('stemma', 'benchmarkSuite'),
      kind: 'reference',
      many: true,
      targets: ['Study'],
      doc: 'The suite on whose tasks its runs were made.',
    },
    creator: {
      iri: term('schema', 'creator'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'Account that made it.',
    },
    creativeWorkStatus,
    visibility: { iri: term('stemma', 'visibility'), kind: 'string', doc: 'Who may see it: `public`.' },
    keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Tags that say nothing else.' },
  },
});
