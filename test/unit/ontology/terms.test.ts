import { readdirSync, readFileSync } from 'node:fs';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { assertion, extractionMethodClass } from '../../../ontology/assertion.ts';
import { jsonLdContext } from '../../../ontology/context.ts';
import type { EntityDefinition, PropertyDefinition } from '../../../ontology/define.ts';
import { derivationProperties, edgeProperties } from '../../../ontology/edge.ts';
import { methodIri, methods } from '../../../ontology/evidence.ts';
import { entities, publicProperties } from '../../../ontology/model.ts';
import { namespaces } from '../../../ontology/namespaces.ts';
import { stemmaTerms } from '../../../ontology/vocabulary.ts';
import { termLists } from '../../../ontology/vocab/terms.ts';
import { listedTerms, unknownTerms } from '../../support/listed-terms.ts';

const classes: readonly EntityDefinition[] = [...Object.values(entities), assertion];
const properties: readonly PropertyDefinition[] = [
  ...classes.flatMap((entity) => publicProperties(entity).map(([, property]) => property)),
  ...Object.values(edgeProperties),
  ...Object.values(derivationProperties),
];

function emitted(): string[] {
  const fromContext = Object.values(jsonLdContext()['@context']).flatMap((value) => {
    const iri =
      typeof value === 'object' ? value['@id'] : typeof value === 'string' && !value.includes('//') ? value : undefined;
    const [prefix = '', local = ''] = iri?.split(':') ?? [];
    return iri === undefined ? [] : [(namespaces as Record<string, string>)[prefix] + local];
  });
  return [
    ...classes.flatMap((entity) => [entity.iri, ...(entity.subClassOf ?? [])]),
    ...properties.flatMap((property) => [property.iri, ...(property.subPropertyOf ?? [])]),
    ...methods.map(methodIri),
    ...extractionMethodClass.subClassOf,
    ...fromContext,
  ];
}

describe('emitted terms', () => {
  const known = new Set([...listedTerms(), ...stemmaTerms()]);

  it('are all defined by the vocabulary they are taken from', () => {
    expect([...new Set(emitted())].filter((iri) => !known.has(iri))).toEqual([]);
  });

  it('would be noticed if invented in a foreign namespace', () => {
    for (const invented of [
      `${namespaces.fair4ml}baseModel`,
      `${namespaces.schema}mlTask`,
      `${namespaces.prov}label`,
      `${namespaces.cr}Dataset`,
    ]) {
      expect(known.has(invented)).toBe(false);
    }
    expect(stemmaTerms().every((iri) => iri.startsWith(namespaces.stemma))).toBe(true);
    expect(stemmaTerms()).toContain(`${namespaces.stemma}baseModel`);
  });

  it('in exports are terms that a vocabulary defines, all of them', () => {
    const folder = new URL('../../golden/rdf/', import.meta.url);
    const files = readdirSync(folder).filter((file) => /\.(nq|trig|ttl)$/.test(file) && !file.includes('rdf12'));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const quads = new Parser().parse(readFileSync(new URL(file, folder), 'utf8'));
      expect(unknownTerms(quads), file).toEqual([]);
    }
  });

  it('are known from lists that ship with the package, one for each vocabulary', () => {
    const lists = termLists();
    expect(lists.map(({ prefix }) => prefix)).toEqual(Object.keys(namespaces).filter((prefix) => prefix !== 'stemma'));
    for (const { prefix, namespace, origin, terms } of lists) {
      expect(namespace).toBe(namespaces[prefix]);
      expect(origin).not.toBe('');
      expect(new Set(terms).size, prefix).toBe(terms.length);
      expect(terms.length).toBeGreaterThan(10);
    }
  });

  it('have local names that are the names of the declarations', () => {
    for (const entity of classes) {
      for (const [name, property] of Object.entries(entity.properties))
        expect(property.iri.slice(property.iri.search(/[^/#]*$/))).toBe(name);
    }
  });

  it('point only at classes that exist', () => {
    for (const property of properties) {
      expect(property.kind === 'reference').toBe(property.targets !== undefined);
      for (const target of property.targets ?? []) expect(Object.keys(entities)).toContain(target);
    }
  });
});
