import { assertion, resolutionStatus } from '../../ontology/assertion.ts';
import { jsonLdContext } from '../../ontology/context.ts';
import type { EntityDefinition, PropertyDefinition } from '../../ontology/define.ts';
import { entities } from '../../ontology/model.ts';
import { compactTerm, namespaces, term } from '../../ontology/namespaces.ts';

type Definition = string | { readonly [key: string]: string };

/** What RDF has besides the nodes of the graph, and our context does without. */
const besides: Readonly<Record<string, Definition>> = {
  [assertion.label]: compactTerm(assertion.iri),
  ...Object.fromEntries(
    Object.entries<PropertyDefinition>(assertion.properties).map(([name, { iri, kind }]) => [
      name,
      kind === 'string'
        ? compactTerm(iri)
        : { '@id': compactTerm(iri), '@type': kind === 'url' ? '@id' : `xsd:${kind}` },
    ]),
  ),
  resolutionStatus: { '@id': compactTerm(resolutionStatus.iri), '@type': '@id' },
};

const { '@version': version, '@protected': _protected, ...shared } = jsonLdContext()['@context'];

/** The context of a document: ours, every prefix, and the terms of evidence. Not protected, so that an odd IRI can step out of it. */
export const documentContext: Readonly<Record<string, unknown>> = {
  '@version': version,
  ...namespaces,
  ...besides,
  ...shared,
};

export interface JsonLdTerm {
  readonly name: string;
  /** `@id`, `@json`, or a datatype by its prefix. */
  readonly type: string | undefined;
  /** Always an array. */
  readonly isSet: boolean;
}

/** Terms of properties by IRI; those of lists are left out, for a list is written as its cells. */
export const termByIri: ReadonlyMap<string, JsonLdTerm> = new Map(
  Object.entries(documentContext).flatMap(([name, value]): [string, JsonLdTerm][] => {
    if (name.startsWith('@') || name in namespaces) return [];
    const definition = typeof value === 'string' ? { '@id': value } : (value as Readonly<Record<string, string>>);
    const { '@id': id = '', '@type': type, '@container': container } = definition;
    return container === '@list' ? [] : [[fullIri(id), { name, type, isSet: container === '@set' }]];
  }),
);
export const termByName: ReadonlyMap<string, JsonLdTerm> = new Map(
  [...termByIri.values()].map((one) => [one.name, one]),
);

export const classByIri: ReadonlyMap<string, string> = new Map(
  [...Object.values<EntityDefinition>(entities), assertion].map(({ iri, label }) => [iri, label]),
);

/** By the name a context has for them. */
export const datatypes: ReadonlyMap<string, string> = new Map(
  ['integer', 'decimal', 'double', 'boolean', 'dateTime'].map((name) => [`xsd:${name}`, term('xsd', name)]),
);

function fullIri(compact: string): string {
  const colon = compact.indexOf(':');
  const namespace = namespaces[compact.slice(0, colon) as keyof typeof namespaces] as string | undefined;
  return namespace === undefined ? compact : namespace + compact.slice(colon + 1);
}
