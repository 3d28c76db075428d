import fc from 'fast-check';
import { Store, type Term } from 'oxigraph';
import { describe, expect, it } from 'vitest';
import { bindSparql, listQueries } from '../../cypher/index.ts';
import { parseSparqlFile } from '../../cypher/sparql.ts';

const text = { name: 'text', type: 'string', doc: 'a text' } as const;
const id = { name: 'id', type: 'id', doc: 'a thing' } as const;

describe('binding parameters of SPARQL', () => {
  it('gives back any text unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const rows = new Store().query(bindSparql('SELECT ?x { BIND($given_text AS ?x) }', [text], { text: value }));

        expect((rows as Map<string, Term>[]).map((row) => row.get('x')?.value)).toEqual([value]);
      }),
    );
  });

  it('leaves texts, IRIs, comments and what has no value alone', () => {
    const query = 'SELECT ?x { ?x <urn:$given_text> "$given_text" . ?x ?y $given_other , $text } # $given_text';

    expect(bindSparql(query, [text], { text: 'a' })).toBe(query);
  });

  it('names things by their IRI and refuses what is none', () => {
    expect(bindSparql('$given_id', [id], { id: 'spdx:MIT' })).toBe('<https://spdx.org/licenses/MIT>');
    expect(() => bindSparql('$given_id', [id], { id: 'a> } DROP ALL #' })).toThrow(
      expect.objectContaining({ code: 'STEMMA_USAGE' }),
    );
  });
});

describe('the twins of the catalogue', () => {
  it.each(listQueries().flatMap((query) => (query.sparql === undefined ? [] : [[query.name, query] as const])))(
    '%s gives columns that the Cypher gives',
    (_name, { columns, parameters, sparql }) => {
      expect(columns).toEqual(expect.arrayContaining([...(sparql?.columns ?? ['none'])]));
      for (const column of sparql?.columns ?? []) expect(sparql?.text).toMatch(new RegExp(`\\?${column}\\b`));
      const isLimited = parameters.some(({ name }) => name === 'limit');
      expect(sparql?.text.endsWith('LIMIT $given_limit')).toBe(isLimited);
    },
  );

  it('refuses a file without columns', () => {
    expect(() => parseSparqlFile('x.rq', 'SELECT * {}')).toThrow('x.rq');
  });
});
