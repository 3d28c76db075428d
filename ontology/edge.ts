import type { PropertyDefinition } from './define.ts';
import { term } from './namespaces.ts';

/**
 * What every relationship between things of the domain carries: its best witness, and where the earliest claim stands. What
 * a table shipped with Stemma says of names (method `curated`) was read in no run, so it has no place and no time.
 */
export const edgeProperties = {
  method: { iri: term('stemma', 'method'), kind: 'string', required: true, doc: 'Method of the best witness.' },
  confidence: { iri: term('stemma', 'confidence'), kind: 'number', required: true, doc: 'Highest confidence, 0..1.' },
  evidenceCount: {
    iri: term('stemma', 'evidenceCount'),
    kind: 'integer',
    required: true,
    doc: 'Number of distinct witnesses.',
  },
  source: { iri: term('stemma', 'source'), kind: 'string', required: true, doc: 'Name of the source: `huggingface`.' },
  resource: {
    iri: term('stemma', 'resource'),
    kind: 'string',
    required: true,
    doc: 'Resource of the earliest claim that still holds: `hf_models`.',
  },
  run: {
    iri: term('stemma', 'run'),
    kind: 'string',
    required: true,
    doc: 'Run of the earliest claim that still holds.',
  },
  record: {
    iri: term('stemma', 'record'),
    kind: 'string',
    required: true,
    doc: 'Short id of the RawRecord of that claim.',
  },
  pointer: {
    iri: term('stemma', 'pointer'),
    kind: 'string',
    required: true,
    doc: 'RFC 6901 JSON Pointer into the raw element.',
  },
  firstSeen: {
    iri: term('stemma', 'firstSeen'),
    kind: 'dateTime',
    required: true,
    doc: 'When that claim was fetched.',
  },
  literal: {
    iri: term('stemma', 'literal'),
    kind: 'string',
    doc: 'The string as the source wrote it, where it differs.',
  },
} as const satisfies Record<string, PropertyDefinition>;

/** What `WAS_DERIVED_FROM` carries: the element inside the response, absolute in the uncompressed file. */
export const derivationProperties = {
  offset: {
    iri: term('stemma', 'offset'),
    kind: 'integer',
    required: true,
    doc: 'First byte of the element in `file`, uncompressed.',
  },
  length: { iri: term('stemma', 'length'), kind: 'integer', required: true, doc: 'Number of bytes of the element.' },
  pointer: {
    iri: term('stemma', 'pointer'),
    kind: 'string',
    doc: 'RFC 6901 JSON Pointer of the element in the response.',
  },
} as const satisfies Record<string, PropertyDefinition>;
