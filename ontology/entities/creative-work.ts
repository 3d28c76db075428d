import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** Text and dates of what somebody made: models, datasets, papers. */
export const describedWork = {
  description: { iri: term('schema', 'description'), kind: 'string', doc: 'What it is, in the words of the source.' },
  dateCreated: { iri: term('schema', 'dateCreated'), kind: 'dateTime', doc: 'When the source says it was created.' },
  dateModified: {
    iri: term('schema', 'dateModified'),
    kind: 'dateTime',
    doc: 'When the source says it was last changed.',
  },
  datePublished: {
    iri: term('schema', 'datePublished'),
    kind: 'dateTime',
    doc: 'When the source says it was published.',
  },
} as const satisfies Record<string, PropertyDefinition>;

/** Licence, languages and keywords of what a hub holds. */
export const licensedWork = {
  license: {
    iri: term('schema', 'license'),
    kind: 'reference',
    many: true,
    targets: ['License'],
    doc: 'Stated licence.',
  },
  licenseTag: {
    iri: term('stemma', 'licenseTag'),
    kind: 'string',
    doc: "The licence in the source's own words: Hub tag or free text, kept also where no licence node follows.",
  },
  inLanguage: {
    iri: term('schema', 'inLanguage'),
    kind: 'reference',
    many: true,
    targets: ['Language'],
    doc: 'Languages it works in or holds.',
  },
  keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Tags that say nothing else.' },
} as const satisfies Record<string, PropertyDefinition>;

/** People behind it. Persons are never made of names: only an id (ORCID, account) gives a node. */
export const authoredWork = {
  author: {
    iri: term('schema', 'author'),
    kind: 'reference',
    many: true,
    targets: ['Person', 'Organization', 'Agent'],
    doc: 'Authors of whom an id is known: ORCID, account.',
  },
  authorNames: {
    iri: term('stemma', 'authorNames'),
    kind: 'string',
    many: true,
    ordered: true,
    doc: 'All authors by name, in the order of the source; a name stands for no node.',
  },
} as const satisfies Record<string, PropertyDefinition>;

/** Papers, by how they belong to it. */
export const citingWork = {
  citation: {
    iri: term('schema', 'citation'),
    kind: 'reference',
    many: true,
    targets: ['ScholarlyArticle'],
    doc: 'Papers it mentions.',
  },
  referencePublication: {
    iri: term('codemeta', 'referencePublication'),
    kind: 'reference',
    many: true,
    targets: ['ScholarlyArticle'],
    doc: 'The paper it presents as its own.',
  },
  mentions: {
    iri: term('schema', 'mentions'),
    kind: 'reference',
    many: true,
    targets: ['Dataset', 'ScholarlyArticle', 'MLModel'],
    doc: 'What the prose names, its role unknown: never read as training data or as a parent.',
  },
} as const satisfies Record<string, PropertyDefinition>;
