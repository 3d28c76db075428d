import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';
import { contributorNames, creativeWorkStatus } from './openml-work.ts';

/** What an artifact manager such as that of BioImage.IO tells of each of its artifacts, whatever it holds. */
export const artifact = {
  artifactVersion: {
    iri: term('stemma', 'artifactVersion'),
    kind: 'string',
    doc: 'Label of its newest version at the source: `v0`; `version` is what its authors call it.',
  },
  specVersion: {
    iri: term('stemma', 'specVersion'),
    kind: 'string',
    doc: 'Version of the format in which it is described: `0.5.4`.',
  },
  describedOn: {
    iri: term('stemma', 'describedOn'),
    kind: 'dateTime',
    doc: 'Time that the description itself states.',
  },
  creativeWorkStatus,
  emoji: { iri: term('stemma', 'emoji'), kind: 'string', doc: 'The sign that goes with its nickname.' },
  image: { iri: term('schema', 'image'), kind: 'url', many: true, doc: 'Pictures that show it: covers.' },
  thumbnailUrl: { iri: term('schema', 'thumbnailUrl'), kind: 'url', doc: 'Its icon.' },
  associatedMedia: {
    iri: term('schema', 'associatedMedia'),
    kind: 'url',
    many: true,
    doc: 'Files that go with it: attachments.',
  },
  text: { iri: term('schema', 'text'), kind: 'string', doc: 'Its documentation, cut where it is very long.' },
  maintainer: {
    iri: term('schema', 'maintainer'),
    kind: 'reference',
    many: true,
    targets: ['Person', 'Organization', 'Agent'],
    doc: 'Who looks after it, where an id is known.',
  },
  maintainerNames: {
    iri: term('stemma', 'maintainerNames'),
    kind: 'string',
    many: true,
    ordered: true,
    doc: 'Who looks after it, by name, in the order of the source; a name stands for no node.',
  },
  contributor: {
    iri: term('schema', 'contributor'),
    kind: 'reference',
    many: true,
    targets: ['Person', 'Organization', 'Agent'],
    doc: 'Who packaged it, where an id is known.',
  },
  contributorNames,
  uploaderName: {
    iri: term('stemma', 'uploaderName'),
    kind: 'string',
    doc: 'Who put it online, by name; a name stands for no node.',
  },
  citationText: {
    iri: term('stemma', 'citationText'),
    kind: 'string',
    many: true,
    doc: 'Works it cites that no id names, as the source prints them.',
  },
  isRelatedTo: {
    iri: term('schema', 'isRelatedTo'),
    kind: 'reference',
    many: true,
    targets: ['CreativeWork', 'MLModel', 'Dataset', 'SoftwareApplication', 'SoftwareSourceCode'],
    doc: 'What its description links to by id: software that runs it, notebooks, data.',
  },
  relatedLink: { iri: term('schema', 'relatedLink'), kind: 'url', many: true, doc: 'Pages its description links to.' },
  sourceUrl: {
    iri: term('stemma', 'sourceUrl'),
    kind: 'url',
    many: true,
    doc: 'Where its description says that it is to be had: a notebook, an archive of data.',
  },
  archivedAt: { iri: term('schema', 'archivedAt'), kind: 'url', many: true, doc: 'Where it is archived: Zenodo.' },
  licenseLink: { iri: term('stemma', 'licenseLink'), kind: 'url', doc: 'File with the words of its licence.' },
  testStatus: {
    iri: term('stemma', 'testStatus'),
    kind: 'string',
    doc: "What the source's own tests of it came to, in its words: `passed`, `failed`.",
  },
  testScores: { iri: term('stemma', 'testScores'), kind: 'json', doc: 'Scores of these tests, as they stand there.' },
  views: { iri: term('stemma', 'views'), kind: 'integer', volatile: true, doc: 'Times it was looked at.' },
} as const satisfies Record<string, PropertyDefinition>;

/** What a description of an image tells by terms: each is what a tag, or a field of its own, says outright. */
export const bioImaging = {
  imagingModality: {
    iri: term('stemma', 'imagingModality'),
    kind: 'reference',
    many: true,
    targets: ['DefinedTerm'],
    doc: 'How the images are made (`bioimageio-modality`): electron microscopy.',
  },
  organism: {
    iri: term('stemma', 'organism'),
    kind: 'reference',
    many: true,
    targets: ['DefinedTerm'],
    doc: 'Of what organism they are (`bioimageio-organism`).',
  },
  targetStructure: {
    iri: term('stemma', 'targetStructure'),
    kind: 'reference',
    many: true,
    targets: ['DefinedTerm'],
    doc: 'What they show (`bioimageio-content`): nuclei, mitochondria.',
  },
  spatialDimensions: {
    iri: term('stemma', 'spatialDimensions'),
    kind: 'string',
    many: true,
    doc: '`2D`, `3D`: of the inputs of a model by their axes, else by tags.',
  },
} as const satisfies Record<string, PropertyDefinition>;
