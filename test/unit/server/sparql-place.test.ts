import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../../graph/rdf/sparql/checked-query.ts';
import { countRows, rowsAtMost } from '../../../graph/rdf/sparql/count-rows.ts';

const none: ReadonlySet<string> = new Set();

describe('a query that is checked', () => {
  it.each([
    ['SELECT * {?s ?p }', '1:17'],
    ['SELECT *\nWHERE { ?s ?p }', '2:15'],
    ['SELECT *\n{ ?s ?p # a comment }\n\n  }', '4:3'],
    ['SELECT * { ?s ?p ?o', '1:20'],
    ['SELEKT * { ?s ?p ?o }', '1:1'],
  ])('says where it is wrong: %j', (query, place) => {
    expect(() => checkQuery(query, none, 10)).toThrow(`, at ${place}: `);
  });

  it.each([
    ['SELECT * { ?s ?p ?o } # LIMIT 5', 'LIMIT 10', 10],
    ['SELECT * { ?s ?p ?o } LIMIT 5', 'LIMIT 5', undefined],
    ['SELECT * { { SELECT ?s { ?s ?p ?o } LIMIT 5 } }', '\nLIMIT 10', 10],
    ['SELECT * { ?s ?p ?o } LIMIT 50', 'LIMIT 10', 10],
    ['SELECT * { ?s ?p ?o } OFFSET 3', 'OFFSET 3\nLIMIT 10', 10],
    ['SELECT ?s { ?s ?p "LIMIT 5" } VALUES ?s { <a:a> }', 'LIMIT 10', 10],
    ['ASK { ?s ?p ?o }', 'ASK { ?s ?p ?o }', undefined],
    ['CONSTRUCT WHERE { ?s ?p ?o }', 'LIMIT 10', 10],
  ])('asks for no more than are wanted: %s', (query, part, limit) => {
    const checked = checkQuery(query, none, 10);

    expect(checked.text).toContain(part);
    expect(checked.limit).toBe(limit);
  });

  it('may be deep, but not bottomless', () => {
    const nested = (depth: number): string => `ASK ${'{'.repeat(depth)} ?s ?p ?o ${'}'.repeat(depth)}`;

    expect(checkQuery(nested(100), none, 10).kind).toBe('ask');
    expect(() => checkQuery(nested(101), none, 10)).toThrow('100 brackets');
  });
});

describe('rows that are counted', () => {
  const text = '}]},{"a":{"x\\\\\\"<result>\n';

  it.each([
    [
      'application/sparql-results+json',
      JSON.stringify({
        head: { vars: ['a'] },
        results: {
          bindings: [
            { a: { type: 'literal', value: text } },
            {},
            { b: { type: 'uri', value: 'a:a' }, c: { type: 'uri', value: 'a:b' } },
          ],
        },
      }),
    ],
    [
      'application/sparql-results+xml',
      '<sparql><results><result>a&lt;result></result><result></result><result/></results></sparql>'.replace(
        '<result/>',
        '<result></result>',
      ),
    ],
    ['text/csv', 'a,b\r\n"x\ny ""z""",1\r\n,\r\nc,d\r\n'],
    ['text/tab-separated-values', '?a\t?b\n"x\\ny \\""\t1\n\t\n<a:c>\t\n'],
  ])('are as many as there are: %s', (type, answer) => {
    expect(countRows(Buffer.from(answer), type)).toBe(3);
    expect(rowsAtMost(Buffer.from(answer), type)).toBeGreaterThanOrEqual(3);
  });
});
