import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { assertion } from '../../../ontology/assertion.ts';
import { entities } from '../../../ontology/model.ts';
import { term } from '../../../ontology/namespaces.ts';
import { shapeRules } from '../../../ontology/shape-rules.ts';
import { shapesTurtle } from '../../../ontology/shapes.ts';
import { unknownTerms } from '../../support/listed-terms.ts';

const quads = new Parser({ format: 'text/turtle' }).parse(shapesTurtle());
const objectsOf = (predicate: string): readonly string[] =>
  quads.filter((quad) => quad.predicate.value === predicate).map((quad) => quad.object.value);

describe('SHACL shapes', () => {
  it('target every class, and use no term that its vocabulary does not define', () => {
    const targets = new Set(objectsOf(term('sh', 'targetClass')));

    expect(Object.values(entities).filter(({ iri }) => !targets.has(iri))).toEqual([]);
    expect(targets).toContain(assertion.iri);
    expect(unknownTerms(quads)).toEqual([]);
  });

  it('are Core alone: no query, and every shape that is referred to is there', () => {
    const subjects = new Set(quads.map((quad) => quad.subject.value));

    expect(quads.filter(({ predicate }) => predicate.value.includes('sparql'))).toEqual([]);
    expect(objectsOf(term('sh', 'property')).filter((shape) => !subjects.has(shape))).toEqual([]);
  });

  it('have for each rule a severity and a message, and no two rules of one name', () => {
    const names = shapeRules.map(({ label, name }) => `${label} ${name}`);

    expect(new Set(names).size).toBe(names.length);
    for (const { label } of shapeRules) expect([...Object.keys(entities), assertion.label]).toContain(label);
    expect(objectsOf(term('sh', 'severity'))).toHaveLength(shapeRules.length);
    expect(objectsOf(term('sh', 'message'))).toHaveLength(shapeRules.length);
  });
});
