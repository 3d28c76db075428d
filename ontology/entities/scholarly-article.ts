import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { authoredWork, describedWork } from './creative-work.ts';
import { everyEntity, everyNode } from './every-entity.ts';

export const scholarlyArticle = defineEntity({
  label: 'ScholarlyArticle',
  iri: term('schema', 'ScholarlyArticle'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A paper, named by its DOI; all its versions are one.',
  properties: {
    ...everyEntity('ScholarlyArticle'),
    name: { ...everyNode.name, doc: 'Title; as long as none is known, its number.' },
    dateModified: describedWork.dateModified,
    datePublished: describedWork.datePublished,
    version: { iri: term('schema', 'version'), kind: 'string', doc: 'Newest version met: `v3`.' },
    ...authoredWork,
    abstract: { iri: term('schema', 'abstract'), kind: 'string', doc: 'Its abstract.' },
    keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Subject categories: `cs.CL`.' },
    primaryCategory: { iri: term('stemma', 'primaryCategory'), kind: 'string', doc: 'The first of them.' },
    journalReference: { iri: term('stemma', 'journalReference'), kind: 'string', doc: 'Where it was printed.' },
    authorComment: { iri: term('stemma', 'authorComment'), kind: 'string', doc: "The authors' remark for readers." },
    withdrawn: { iri: term('stemma', 'withdrawn'), kind: 'boolean', doc: 'True where it says that it is withdrawn.' },
  },
});
