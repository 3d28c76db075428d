import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork } from './creative-work.ts';
import { everyEntity } from './every-entity.ts';
import { weights } from './hub-repository.ts';

export const dataDownload = defineEntity({
  label: 'DataDownload',
  iri: term('schema', 'DataDownload'),
  subClassOf: [term('schema', 'MediaObject')],
  doc: 'A file, or a set of files, of a model or a dataset.',
  properties: {
    ...everyEntity('DataDownload'),
    description: describedWork.description,
    fileKind: {
      iri: term('stemma', 'fileKind'),
      kind: 'string',
      doc: '`weights`, `config`, `data`; of a Croissant document `cr:FileObject` or `cr:FileSet`.',
    },
    path: { iri: term('stemma', 'path'), kind: 'string', doc: 'Path in the repository.' },
    version: { iri: term('schema', 'version'), kind: 'string', doc: 'Revision it was seen at.' },
    contentUrl: { iri: term('schema', 'contentUrl'), kind: 'url', doc: 'Where its bytes are.' },
    contentSize: { iri: term('schema', 'contentSize'), kind: 'integer', doc: 'Number of bytes.' },
    sha256: { iri: term('schema', 'sha256'), kind: 'string', doc: 'Hash of the content, hex.' },
    md5: { iri: term('cr', 'md5'), kind: 'string', doc: 'Hash of the content, hex.' },
    encodingFormat: { iri: term('schema', 'encodingFormat'), kind: 'string', many: true, doc: 'Media types.' },
    weightFormat: {
      iri: term('stemma', 'weightFormat'),
      kind: 'string',
      doc: '`safetensors`, `gguf`, `pytorch`, `onnx` …',
    },
    frameworkVersion: {
      iri: term('stemma', 'frameworkVersion'),
      kind: 'string',
      doc: 'Version of the framework, or of its operator set, that the weights are for.',
    },
    architecture: {
      iri: term('stemma', 'architecture'),
      kind: 'string',
      doc: 'The class or function that builds the network for these weights, and where it is from, as written.',
    },
    convertedFrom: {
      iri: term('stemma', 'convertedFrom'),
      kind: 'reference',
      many: true,
      targets: ['DataDownload'],
      doc: 'Weights in another format of the same model that these were made from.',
    },
    ...weights,
    isPartOf: {
      iri: term('schema', 'isPartOf'),
      kind: 'reference',
      many: true,
      targets: ['MLModel', 'Dataset', 'SoftwareApplication', 'SoftwareSourceCode', 'CreativeWork'],
      doc: 'What holds it, where a list of its files says so.',
    },
    containedIn: {
      iri: term('cr', 'containedIn'),
      kind: 'reference',
      many: true,
      targets: ['DataDownload'],
      doc: 'What it is unpacked from.',
    },
    includes: { iri: term('cr', 'includes'), kind: 'string', many: true, doc: 'Patterns of the files of a set.' },
    excludes: { iri: term('cr', 'excludes'), kind: 'string', many: true, doc: 'Patterns of files left out of a set.' },
  },
});
