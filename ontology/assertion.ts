import { defineEntity } from './define.ts';
import { term } from './namespaces.ts';

/**
 * What RDF has besides the nodes of the graph: evidence as reifiers, in a graph of their own, and whether a thing was
 * found. In the property graph the same stands on relationships, and as `resolved` and `removed`.
 */
export const assertion = defineEntity({
  label: 'Assertion',
  iri: term('stemma', 'Assertion'),
  subClassOf: [term('rdf', 'Statement'), term('prov', 'Entity')],
  provenance: true,
  doc: 'Evidence for one statement: who said it, how it was read, where it stands.',
  properties: {
    subject: { iri: term('rdf', 'subject'), kind: 'url', required: true, doc: 'Of what it is said.' },
    predicate: { iri: term('rdf', 'predicate'), kind: 'url', required: true, doc: 'The property.' },
    object: { iri: term('rdf', 'object'), kind: 'string', required: true, doc: 'The value: an IRI or a literal.' },
    extractionMethod: {
      iri: term('stemma', 'extractionMethod'),
      kind: 'url',
      required: true,
      doc: 'How it came to be known: a `stemma:ExtractionMethod`.',
    },
    wasDerivedFrom: {
      iri: term('prov', 'wasDerivedFrom'),
      kind: 'url',
      doc: 'The response it was read from; none for what a table shipped with Stemma says.',
    },
    wasGeneratedBy: { iri: term('prov', 'wasGeneratedBy'), kind: 'url', doc: 'The run that fetched it.' },
    generatedAtTime: {
      iri: term('prov', 'generatedAtTime'),
      kind: 'dateTime',
      doc: 'When that response was received.',
    },
  },
});

export const extractionMethodClass = {
  iri: term('stemma', 'ExtractionMethod'),
  subClassOf: [term('skos', 'Concept'), term('prov', 'Plan')],
  doc: 'A way in which values are read.',
} as const;

export const resolutionStatus = {
  iri: term('stemma', 'resolutionStatus'),
  doc: 'Whether a thing that is spoken of was found: `stemma:Resolved`, `stemma:Unresolved`, `stemma:Gone`.',
} as const;

export const resolutionStatuses = {
  Resolved: { iri: term('stemma', 'Resolved'), doc: 'Described by a source or a shipped vocabulary.' },
  Unresolved: { iri: term('stemma', 'Unresolved'), doc: 'Spoken of, and described by nobody yet.' },
  Gone: { iri: term('stemma', 'Gone'), doc: 'The source says that it is no longer there.' },
} as const;
