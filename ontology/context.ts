import { StemmaError } from '../src/core/errors.ts';
import type { EntityDefinition, PropertyDefinition } from './define.ts';
import { edgeProperties } from './edge.ts';
import { entities, publicProperties } from './model.ts';
import { compactTerm, namespaces } from './namespaces.ts';

export { contextUrl } from './namespaces.ts';

type TermDefinition = string | { readonly [key: string]: string };
export interface JsonLdContext {
  readonly '@context': { readonly [key: string]: TermDefinition | number | boolean };
}

/** Keys of a mapped line that no class declares, kept as JSON. */
const lineTerms: Readonly<Record<string, TermDefinition>> = {
  evidence: { '@id': 'stemma:evidence', '@type': '@json' },
  origin: { '@id': 'stemma:origin', '@type': '@json' },
};

/**
 * The JSON-LD 1.1 context of everything Stemma writes, rendered from the declarations. No `@vocab`: a key without a
 * declaration is an error in safe mode, never a silent invention. `id` is our short id; the IRI is `@id`.
 */
export function jsonLdContext(): JsonLdContext {
  const terms = new Map<string, TermDefinition>();
  for (const entity of Object.values<EntityDefinition>(entities)) {
    put(terms, entity.label, compactTerm(entity.iri));
    for (const [name, property] of publicProperties(entity)) put(terms, name, termOf(property));
  }
  for (const [name, property] of Object.entries<PropertyDefinition>(edgeProperties)) put(terms, name, termOf(property));
  for (const [name, definition] of Object.entries(lineTerms)) put(terms, name, definition);
  const used = new Set([...terms.values()].flatMap(prefixesIn));
  return {
    '@context': {
      '@version': 1.1,
      '@protected': true,
      ...Object.fromEntries(Object.entries(namespaces).filter(([prefix]) => used.has(prefix))),
      ...Object.fromEntries(terms),
    },
  };
}

function termOf(property: PropertyDefinition): TermDefinition {
  const iri = compactTerm(property.iri);
  const type = coercion(property);
  if (type === undefined && property.many !== true) return iri;
  return {
    '@id': iri,
    ...(type === undefined ? {} : { '@type': type }),
    ...(property.many === true ? { '@container': property.ordered === true ? '@list' : '@set' } : {}),
  };
}

function coercion(property: PropertyDefinition): string | undefined {
  switch (property.kind) {
    case 'string':
      return undefined;
    case 'url':
    case 'reference':
      return '@id';
    case 'json':
      return '@json';
    case 'number':
      return 'xsd:double';
    default:
      return `xsd:${property.kind}`;
  }
}

function prefixesIn(definition: TermDefinition): string[] {
  const values = typeof definition === 'string' ? [definition] : [definition['@id'] ?? '', definition['@type'] ?? ''];
  return values.map((value) => value.slice(0, value.indexOf(':')));
}

function put(terms: Map<string, TermDefinition>, name: string, definition: TermDefinition): void {
  const held = terms.get(name);
  if (held !== undefined && JSON.stringify(held) !== JSON.stringify(definition)) {
    throw new StemmaError('STEMMA_INTERNAL', `"${name}" is declared in two ways`, {
      context: { one: held, other: definition },
    });
  }
  terms.set(name, definition);
}
