import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** What every node has, provenance included, besides its IRI (`uri` in the graph, `@id` in JSON-LD). */
export const everyNode = {
  id: {
    iri: term('stemma', 'id'),
    kind: 'string',
    required: true,
    subPropertyOf: [term('schema', 'identifier')],
    doc: 'Short human key, unique over the graph: `hf:org/name`, `spdx:MIT`.',
  },
  name: {
    iri: term('schema', 'name'),
    kind: 'string',
    doc: 'Caption: the last segment of the IRI, as the source writes it.',
  },
} as const satisfies Record<string, PropertyDefinition>;

/** What every described thing of the domain may have. `label` is the class of what it redirects to. */
export function everyEntity<const L extends string>(label: L) {
  return {
    ...everyNode,
    alternateName: {
      iri: term('schema', 'alternateName'),
      kind: 'string',
      many: true,
      doc: 'Title or further names, from a vocabulary or the source.',
    },
    identifier: {
      iri: term('schema', 'identifier'),
      kind: 'string',
      many: true,
      doc: 'Identifiers as the source writes them: the full Hub id, a DOI, an arXiv id.',
    },
    url: { iri: term('schema', 'url'), kind: 'url', doc: 'Page for people.' },
    sameAs: { iri: term('schema', 'sameAs'), kind: 'url', many: true, doc: 'The same thing elsewhere.' },
    redirectsTo: {
      iri: term('stemma', 'redirectsTo'),
      kind: 'reference',
      many: true,
      targets: [label],
      doc: 'Where the source answers for this id now; a renamed thing keeps its IRI.',
    },
    resolved: {
      iri: term('stemma', 'resolved'),
      kind: 'boolean',
      doc: 'False for a stub: referenced, and described by no source and no shipped vocabulary yet.',
    },
    removed: {
      iri: term('stemma', 'removed'),
      kind: 'boolean',
      doc: 'True for a tombstone: the source says it is gone.',
    },
    lastSeen: {
      iri: term('stemma', 'lastSeen'),
      kind: 'dateTime',
      doc: 'When it was last seen; set once, by a tombstone.',
    },
    forgotten: {
      iri: term('stemma', 'forgotten'),
      kind: 'dateTime',
      doc: 'When it was forgotten on request: nothing that was said of it is kept.',
    },
    describedBy: {
      iri: term('stemma', 'describedBy'),
      kind: 'reference',
      many: true,
      targets: ['Description'],
      doc: "The sources' accounts of it, one per source, resource and interval. Written by the loader.",
    },
  } as const satisfies Record<string, PropertyDefinition>;
}
