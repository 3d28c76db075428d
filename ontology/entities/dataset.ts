import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { artifact, bioImaging } from './artifact.ts';
import { authoredWork, citingWork, describedWork, licensedWork } from './creative-work.ts';
import { everyEntity, everyNode } from './every-entity.ts';
import { hubCounters, hubRepository } from './hub-repository.ts';
import { siteCounters, targetFeature } from './openml-work.ts';
import { study } from './study.ts';
import { modelCard } from './model-card.ts';
import { sameWork } from './same-work.ts';

const words = { kind: 'string', many: true } as const;

export const dataset = defineEntity({
  label: 'Dataset',
  iri: term('schema', 'Dataset'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A dataset.',
  properties: {
    ...everyEntity('Dataset'),
    ...sameWork('Dataset'),
    name: { ...everyNode.name, indexed: true },
    ...describedWork,
    ...hubRepository,
    publisher: {
      iri: term('schema', 'publisher'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'The account that put it online; not necessarily who made it.',
    },
    creator: {
      iri: term('schema', 'creator'),
      kind: 'reference',
      many: true,
      targets: ['Agent', 'Person', 'Organization'],
      doc: 'Who made it, as a document of the dataset says, where an id is known.',
    },
    creatorNames: {
      iri: term('stemma', 'creatorNames'),
      kind: 'string',
      many: true,
      ordered: true,
      doc: 'Who made it, by name, in the order of the source; a name stands for no node.',
    },
    ...licensedWork,
    isBasedOn: {
      iri: term('schema', 'isBasedOn'),
      kind: 'reference',
      many: true,
      targets: ['Dataset'],
      doc: 'Datasets it was made from.',
    },
    datasetTask: {
      iri: term('stemma', 'datasetTask'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Tasks it is for, coarse and fine.',
    },
    library: {
      iri: term('stemma', 'library'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Libraries that read it.',
    },
    ...citingWork,
    citeAs: { iri: term('cr', 'citeAs'), kind: 'string', doc: 'How to cite it, as the source prints it.' },
    conformsTo: {
      iri: term('dct', 'conformsTo'),
      kind: 'url',
      many: true,
      doc: 'Standards that a document of it states: Croissant, with its version.',
    },
    isLiveDataset: { iri: term('cr', 'isLiveDataset'), kind: 'boolean', doc: 'Whether its content goes on changing.' },
    sizeCategory: { ...words, iri: term('stemma', 'sizeCategory'), doc: 'Number of rows by class: `1K<n<10K`.' },
    rowCount: { iri: term('stemma', 'rowCount'), kind: 'integer', doc: 'Rows of all splits that the card counts.' },
    datasetSize: {
      iri: term('stemma', 'datasetSize'),
      kind: 'integer',
      doc: 'Bytes of all splits that the card counts.',
    },
    downloadSize: {
      iri: term('stemma', 'downloadSize'),
      kind: 'integer',
      doc: 'Bytes to download, as the card counts.',
    },
    configNames: { ...words, iri: term('stemma', 'configNames'), doc: 'Names of its configurations (subsets).' },
    modality: { ...words, iri: term('stemma', 'modality'), doc: '`text`, `image`, `audio`, `tabular` …' },
    dataFormat: { ...words, iri: term('stemma', 'dataFormat'), doc: 'Format of its files: `parquet`, `json` …' },
    multilinguality: { ...words, iri: term('stemma', 'multilinguality'), doc: '`monolingual`, `translation` …' },
    annotationsCreators: {
      ...words,
      iri: term('stemma', 'annotationsCreators'),
      doc: 'How its annotations were made: `crowdsourced`, `expert-generated` …',
    },
    languageCreators: {
      ...words,
      iri: term('stemma', 'languageCreators'),
      doc: 'How its text was made: `found`, `machine-generated` …',
    },
    benchmark: { ...words, iri: term('stemma', 'benchmark'), doc: 'Standing as a benchmark: `official`.' },
    croissantRecordSets: {
      iri: term('stemma', 'croissantRecordSets'),
      kind: 'json',
      doc: 'Record sets and fields of its Croissant document, as they stand there.',
    },
    responsibleAi: {
      iri: term('stemma', 'responsibleAi'),
      kind: 'json',
      doc: 'The `rai` fields of its Croissant document, as they stand there.',
    },
    versionLabel: {
      iri: term('stemma', 'versionLabel'),
      kind: 'string',
      doc: "Its maker's own name of the version.",
    },
    visibility: study.properties.visibility,
    temporalCoverage: {
      iri: term('schema', 'temporalCoverage'),
      kind: 'string',
      doc: 'When its data were collected, as written.',
    },
    hadPrimarySource: {
      iri: term('prov', 'hadPrimarySource'),
      kind: 'url',
      many: true,
      doc: 'Where it was taken from.',
    },
    paperUrl: { iri: term('stemma', 'paperUrl'), kind: 'url', doc: 'Page of the paper about it, as stated.' },
    targetFeature,
    rowIdFeature: {
      iri: term('stemma', 'rowIdFeature'),
      kind: 'string',
      many: true,
      ordered: true,
      doc: 'Columns that number the rows.',
    },
    ignoredFeature: {
      iri: term('stemma', 'ignoredFeature'),
      kind: 'string',
      many: true,
      ordered: true,
      doc: 'Columns that are not to be learnt from.',
    },
    featureCount: { iri: term('stemma', 'featureCount'), kind: 'integer', doc: 'Columns.' },
    classCount: { iri: term('stemma', 'classCount'), kind: 'integer', doc: 'Values of the column to be predicted.' },
    missingValueCount: { iri: term('stemma', 'missingValueCount'), kind: 'integer', doc: 'Values that are missing.' },
    features: {
      iri: term('stemma', 'features'),
      kind: 'json',
      doc: 'Its columns in order: index, name, type, what they are for, number of missing values, values of nominal ones.',
    },
    qualities: {
      iri: term('stemma', 'qualities'),
      kind: 'json',
      doc: 'What the source has measured on it, name and value as written.',
    },
    processingError: {
      iri: term('stemma', 'processingError'),
      kind: 'string',
      doc: 'What the source met when it read the data.',
    },
    ...authoredWork,
    codeRepository: modelCard.codeRepository,
    readme: modelCard.readme,
    ...bioImaging,
    ...artifact,
    ...hubCounters,
    ...siteCounters,
  },
});
