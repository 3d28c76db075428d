import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity, everyNode } from './every-entity.ts';
import { lineageOf } from './lineage.ts';

export const mlModel = defineEntity({
  label: 'MLModel',
  iri: term('fair4ml', 'MLModel'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A trained, runnable model as found on a hub.',
  properties: {
    ...everyEntity('MLModel'),
    name: { ...everyNode.name, indexed: true },
    sourceId: {
      iri: term('stemma', 'sourceId'),
      kind: 'string',
      indexed: true,
      doc: "The source's immutable id (`_id` on the Hub); it survives renames.",
    },
    version: { iri: term('schema', 'version'), kind: 'string', doc: 'Revision: the commit id of the main branch.' },
    dateCreated: { iri: term('schema', 'dateCreated'), kind: 'dateTime', doc: 'When the source says it was created.' },
    dateModified: {
      iri: term('schema', 'dateModified'),
      kind: 'dateTime',
      doc: 'When the source says it was last changed.',
    },
    dateCreatedBound: {
      iri: term('stemma', 'dateCreatedBound'),
      kind: 'string',
      doc: "`on-or-before` where `dateCreated` is the Hub's floor of 2022-03-02T23:29:04.000Z.",
    },
    sharedBy: {
      iri: term('fair4ml', 'sharedBy'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'The account that put it online; not necessarily the author.',
    },
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
      doc: 'Languages the model works in.',
    },
    mlTask: {
      iri: term('fair4ml', 'mlTask'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Task it addresses.',
    },
    library: {
      iri: term('stemma', 'library'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Library it runs with.',
    },
    keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Tags that say nothing else.' },
    trainedOn: {
      iri: term('fair4ml', 'trainedOn'),
      kind: 'reference',
      many: true,
      targets: ['Dataset'],
      doc: 'Data it declares to be trained on.',
    },
    citation: {
      iri: term('schema', 'citation'),
      kind: 'reference',
      many: true,
      targets: ['ScholarlyArticle'],
      doc: 'Papers it mentions.',
    },
    ...lineageOf('MLModel'),
    parameterCount: {
      iri: term('stemma', 'parameterCount'),
      kind: 'integer',
      doc: 'Number of parameters in the weights.',
    },
    tensorType: {
      iri: term('stemma', 'tensorType'),
      kind: 'string',
      many: true,
      doc: 'Number formats of the weights: `BF16`, `F32`.',
    },
    gated: { iri: term('stemma', 'gated'), kind: 'string', doc: '`false`, `auto` or `manual`: how access is granted.' },
    disabled: { iri: term('stemma', 'disabled'), kind: 'boolean', doc: 'Taken offline by the source.' },
    modelCategory: {
      iri: term('fair4ml', 'modelCategory'),
      kind: 'string',
      many: true,
      doc: 'Architecture and model type, as the configuration writes them.',
    },
    downloads: {
      iri: term('stemma', 'downloads'),
      kind: 'integer',
      volatile: true,
      doc: 'Downloads in the last 30 days.',
    },
    downloadsAllTime: {
      iri: term('stemma', 'downloadsAllTime'),
      kind: 'integer',
      volatile: true,
      doc: 'Downloads ever.',
    },
    likes: { iri: term('stemma', 'likes'), kind: 'integer', volatile: true, doc: 'Likes.' },
    trendingScore: {
      iri: term('stemma', 'trendingScore'),
      kind: 'number',
      volatile: true,
      doc: "The source's own trend figure.",
    },
  },
});
