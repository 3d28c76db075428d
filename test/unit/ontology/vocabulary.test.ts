import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { namespaces, term } from '../../../ontology/namespaces.ts';
import { stemmaTerms, vocabularyTurtle } from '../../../ontology/vocabulary.ts';
import { unknownTerms } from '../../support/listed-terms.ts';

const quads = new Parser({ format: 'text/turtle' }).parse(vocabularyTurtle());
const said = (subject: string, predicate: string): readonly string[] =>
  quads
    .filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate)
    .map((quad) => quad.object.value);

describe('our vocabulary as Turtle', () => {
  it('defines each of our terms with a kind, a name and a comment, and nothing else', () => {
    const defined = quads
      .filter(({ predicate }) => predicate.value === term('rdfs', 'isDefinedBy'))
      .map(({ subject }) => subject.value);

    expect(defined.toSorted()).toEqual(stemmaTerms());
    for (const iri of stemmaTerms()) {
      expect(said(iri, term('rdf', 'type')), iri).not.toEqual([]);
      expect(said(iri, term('rdfs', 'label')), iri).toHaveLength(1);
      expect(said(iri, term('rdfs', 'comment')).join(''), iri).not.toBe('');
    }
  });

  it('puts the kinds of lineage under one property, and that under those of others', () => {
    const base = term('stemma', 'baseModel');

    for (const property of [term('fair4ml', 'fineTunedFrom'), term('stemma', 'quantizedFrom')])
      expect(said(property, term('rdfs', 'subPropertyOf'))).toEqual([base]);
    expect(said(base, term('rdfs', 'subPropertyOf'))).toEqual([
      term('prov', 'wasDerivedFrom'),
      term('schema', 'isBasedOn'),
    ]);
  });

  it('uses no term that its vocabulary does not define, and says of foreign terms only what they stand under', () => {
    expect(unknownTerms(quads)).toEqual([]);
    const foreign = quads.filter(({ subject }) => !subject.value.startsWith(namespaces.stemma.slice(0, -1)));
    expect([...new Set(foreign.map(({ predicate }) => predicate.value))]).toEqual([term('rdfs', 'subPropertyOf')]);
  });
});
