import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyNode } from './every-entity.ts';

export const description = defineEntity({
  label: 'Description',
  iri: term('stemma', 'Description'),
  subClassOf: [term('prov', 'Entity')],
  provenance: true,
  doc: 'What one resource of a source told of one thing over one interval. Its content stands in the mapped file it points at.',
  properties: {
    ...everyNode,
    source: {
      iri: term('stemma', 'source'),
      kind: 'string',
      required: true,
      doc: 'Name of the source: `huggingface`.',
    },
    resource: {
      iri: term('stemma', 'resource'),
      kind: 'string',
      required: true,
      doc: 'Which of its resources told it: `hf_models`, `hf_model_cards`. Each tells for itself.',
    },
    validFrom: {
      iri: term('stemma', 'validFrom'),
      kind: 'dateTime',
      doc: 'When the bytes it was first read from were fetched.',
    },
    validTo: {
      iri: term('stemma', 'validTo'),
      kind: 'dateTime',
      doc: 'When another account took its place; none: current.',
    },
    contentHash: {
      iri: term('stemma', 'contentHash'),
      kind: 'string',
      doc: 'sha256 of the account, counters and positions left out.',
    },
    file: {
      iri: term('stemma', 'file'),
      kind: 'string',
      doc: 'Where the account stands, relative to the data directory.',
    },
    offset: { iri: term('stemma', 'offset'), kind: 'integer', doc: 'First byte in `file`, uncompressed.' },
    length: { iri: term('stemma', 'length'), kind: 'integer', doc: 'Number of bytes.' },
    content: { iri: term('stemma', 'content'), kind: 'json', doc: 'The account itself; only with `--inline-content`.' },
    evidence: { iri: term('stemma', 'evidence'), kind: 'json', doc: 'Its witnesses; only with `--inline-content`.' },
    elementOffset: {
      iri: term('stemma', 'elementOffset'),
      kind: 'integer',
      doc: 'First byte of the element it was read from, in the file of the response, uncompressed. Only in RDF: in the graph `offset` of `WAS_DERIVED_FROM`.',
    },
    elementLength: {
      iri: term('stemma', 'elementLength'),
      kind: 'integer',
      doc: 'Number of bytes of that element. Only in RDF: in the graph `length` of `WAS_DERIVED_FROM`.',
    },
    elementPointer: {
      iri: term('stemma', 'elementPointer'),
      kind: 'string',
      doc: 'RFC 6901 JSON Pointer of that element in the response. Only in RDF: in the graph `pointer` of `WAS_DERIVED_FROM`.',
    },
    wasDerivedFrom: {
      iri: term('prov', 'wasDerivedFrom'),
      kind: 'reference',
      many: true,
      targets: ['RawRecord'],
      doc: 'The response it was read from; the relationship has `offset`, `length` and `pointer` of the element.',
    },
  },
});
