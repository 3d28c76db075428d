import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyNode } from './every-entity.ts';

export const rawRecord = defineEntity({
  label: 'RawRecord',
  iri: term('stemma', 'RawRecord'),
  subClassOf: [term('prov', 'Entity'), term('schema', 'DigitalDocument')],
  provenance: true,
  doc: 'One response as received: a page, a detail reply, a file.',
  properties: {
    ...everyNode,
    sha256: { iri: term('schema', 'sha256'), kind: 'string', doc: 'Hash of the body as received, hex.' },
    url: { iri: term('schema', 'url'), kind: 'url', doc: 'What was asked.' },
    fetchedAt: {
      iri: term('stemma', 'fetchedAt'),
      kind: 'dateTime',
      subPropertyOf: [term('prov', 'generatedAtTime')],
      doc: 'When the answer was received.',
    },
    mediaType: {
      iri: term('stemma', 'mediaType'),
      kind: 'string',
      subPropertyOf: [term('schema', 'encodingFormat')],
      doc: 'As the server said.',
    },
    bytes: { iri: term('stemma', 'bytes'), kind: 'integer', doc: 'Size of the body as received.' },
    file: {
      iri: term('stemma', 'file'),
      kind: 'string',
      doc: 'Where its bytes stand, relative to the data directory.',
    },
    offset: { iri: term('stemma', 'offset'), kind: 'integer', doc: 'First byte in `file`, uncompressed.' },
    length: { iri: term('stemma', 'length'), kind: 'integer', doc: 'Number of bytes.' },
    wasGeneratedBy: {
      iri: term('prov', 'wasGeneratedBy'),
      kind: 'reference',
      many: true,
      targets: ['ExtractionRun'],
      doc: 'The run that fetched it.',
    },
  },
});
