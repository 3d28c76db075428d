import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyNode } from './every-entity.ts';

export const extractionRun = defineEntity({
  label: 'ExtractionRun',
  iri: term('stemma', 'ExtractionRun'),
  subClassOf: [term('prov', 'Activity')],
  provenance: true,
  doc: 'One run of one command over one or more sources.',
  properties: {
    ...everyNode,
    run: { iri: term('stemma', 'run'), kind: 'string', required: true, doc: 'Run id: `2026-11-20_15-30-00_a1b2c3d4`.' },
    startedAt: {
      iri: term('stemma', 'startedAt'),
      kind: 'dateTime',
      subPropertyOf: [term('prov', 'startedAtTime')],
      doc: 'Start.',
    },
    endedAt: {
      iri: term('stemma', 'endedAt'),
      kind: 'dateTime',
      subPropertyOf: [term('prov', 'endedAtTime')],
      doc: 'End.',
    },
    source: { iri: term('stemma', 'source'), kind: 'string', doc: 'Name of the source: `huggingface`.' },
    formatVersion: {
      iri: term('stemma', 'formatVersion'),
      kind: 'integer',
      doc: 'Version of the graph contract it was loaded with.',
    },
    mapping: {
      iri: term('stemma', 'mapping'),
      kind: 'string',
      doc: 'Hash of the mapped files it was loaded from, set when all of it was loaded.',
    },
    inlineContent: {
      iri: term('stemma', 'inlineContent'),
      kind: 'boolean',
      doc: 'It was loaded with `--inline-content`.',
    },
    acceptRemovals: {
      iri: term('stemma', 'acceptRemovals'),
      kind: 'boolean',
      doc: 'It was loaded with `--accept-removals`.',
    },
    wasAssociatedWith: {
      iri: term('prov', 'wasAssociatedWith'),
      kind: 'reference',
      many: true,
      targets: ['SoftwareAgent'],
      doc: 'The software that ran.',
    },
  },
});
