import { describe, expect, it } from 'vitest';
import { assertion, extractionMethodClass } from '../../../ontology/assertion.ts';
import { jsonLdContext } from '../../../ontology/context.ts';
import type { EntityDefinition, PropertyDefinition } from '../../../ontology/define.ts';
import { derivationProperties, edgeProperties } from '../../../ontology/edge.ts';
import { methodIri, methods } from '../../../ontology/evidence.ts';
import { entities, publicProperties } from '../../../ontology/model.ts';
import { namespaces } from '../../../ontology/namespaces.ts';
import { stemmaTerms } from '../../../ontology/vocabulary.ts';
import { listedTerms } from '../../support/listed-terms.ts';

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
