import fc from 'fast-check';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { isIri, knownIri, shortIri, textLiteral, typedLiteral } from '../../ontology/rdf-terms.ts';
import { namespaces, term } from '../../ontology/namespaces.ts';

const wellFormed = fc.string({ unit: 'binary' }).filter((text) => !/\p{Cs}/u.test(text));
const awkward = fc.oneof(
  wellFormed,
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\r', '\t', '\b', '\f', '\0', '\u007F', '\u0085', 'u', "'", '😀'),
  }),
);

function objectOf(text: string, format: string): { value: string; datatype?: { value: string } } {
  const [quad] = new Parser({ format }).parse(`<urn:s> <urn:p> ${text} .\n`);
  return quad?.object as { value: string; datatype?: { value: string } };
}

describe('RDF terms as text', () => {
  it.each(['N-Quads', 'text/turtle'])('literals are read back as they were, in %s', (format) => {
    fc.assert(
      fc.property(awkward, (text) => {
        expect(objectOf(textLiteral(text), format).value).toBe(text);
        expect(textLiteral(text)).not.toMatch(/[\n\r]/);
        const json = objectOf(typedLiteral(text, term('rdf', 'JSON')), format);
        expect([json.value, json.datatype?.value]).toEqual([text, term('rdf', 'JSON')]);
      }),
      { numRuns: 300 },
    );
  });

  it('are IRIs for any text with a scheme, valid ones left as they are, and none for the rest', () => {
    fc.assert(
      fc.property(fc.oneof(awkward, fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
        for (const iri of [text, `urn:x:${text}`].filter(isIri).map(knownIri)) {
          expect(knownIri(iri.slice(1, -1))).toBe(iri);
          expect(objectOf(iri, 'N-Quads').value).toBe(iri.slice(1, -1));
          expect(iri).not.toMatch(/[\s"{}|\\^`]/);
        }
      }),
      { numRuns: 300 },
    );
    expect(knownIri('https://doi.org/10.1000/a%2Fb?x=[1]#y#z')).toBe('<https://doi.org/10.1000/a%2Fb?x=%5B1%5D#y%23z>');
    expect(knownIri('https://exämple.org/straße 1')).toBe('<https://exämple.org/straße%201>');
    expect(knownIri('https://a.example/100%')).toBe('<https://a.example/100%25>');
    for (const none of ['', 'docs/readme.md', '/a', 'a b', 'https://', 'http://a:b:c/'])
      expect(isIri(none)).toBe(false);
  });

  it('are short names in Turtle where the vocabulary is known and the name is simple', () => {
    expect(shortIri(term('schema', 'name'))).toBe('schema:name');
    expect(shortIri(`${namespaces.schema}a/b`)).toBe(knownIri(`${namespaces.schema}a/b`));
    expect(shortIri('https://doi.org/10.1/x')).toBe('<https://doi.org/10.1/x>');
  });
});
