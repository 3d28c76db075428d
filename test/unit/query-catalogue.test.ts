import { describe, expect, it } from 'vitest';
import {
  bindParameters,
  getQuery,
  listQueries,
  parseCatalogueFile,
  parseValue,
  type CatalogueParameter,
} from '../../cypher/index.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { parseParameter } from '../../src/query/cypher-run.ts';

const file = `// title: Things
// question: Which things are there?
// param id: id — the thing, e.g. hf:a/b
// param kind: string = null — one kind only
// param limit: integer = 10 — rows at most
// example: {"id": "hf:a/b"}
// columns: id, name
MATCH (n {id: $id})
RETURN n.id AS id, n.name AS name ORDER BY id LIMIT $limit
`;

describe('a catalogue file', () => {
  it('says what it answers, what it takes and what it returns', () => {
    expect(parseCatalogueFile('things.cypher', file)).toEqual({
      title: 'Things',
      question: 'Which things are there?',
      parameters: [
        { name: 'id', type: 'id', doc: 'the thing, e.g. hf:a/b' },
        { name: 'kind', type: 'string', doc: 'one kind only', default: null },
        { name: 'limit', type: 'integer', doc: 'rows at most', default: 10 },
      ],
      example: { id: 'hf:a/b' },
      sample: { id: 'hf:a/b' },
      columns: ['id', 'name'],
      cypher: 'MATCH (n {id: $id})\nRETURN n.id AS id, n.name AS name ORDER BY id LIMIT $limit',
    });
  });

  it('may have Windows line ends', () => {
    expect(parseCatalogueFile('things.cypher', file.replaceAll('\n', '\r\n'))).toEqual(
      parseCatalogueFile('things.cypher', file),
    );
  });

  it.each([
    ['an unknown header line', file.replace('// example', '// specimen')],
    ['a repeated one', file.replace('// question', '// title: Again\n// question')],
    ['no columns', file.replace(/\/\/ columns.*\n/, '')],
    ['no statement', file.slice(0, file.indexOf('MATCH'))],
    ['an unknown type', file.replace('limit: integer', 'limit: int')],
    ['a default of another type', file.replace('= 10', '= ten')],
    ['an example that is no JSON', file.replace('{"id"', '{id')],
  ])('with %s is refused', (_, text) => {
    expect(() => parseCatalogueFile('things.cypher', text)).toThrow(/things\.cypher/);
  });
});

describe('the catalogue', () => {
  it('has the questions the program promises', () => {
    const names = listQueries().map((query) => query.shortName);

    for (const name of [
      'ancestors',
      'descendants',
      'children-by-kind',
      'models-by-license',
      'models-by-task',
      'provenance-of-entity',
      'provenance-of-edge',
      'roots-with-most-descendants',
    ])
      expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('follows the lineage kinds of the ontology', () => {
    for (const type of lineageTypes) expect(getQuery('ancestors').cypher).toContain(type);
  });

  it('binds defaults and text as typed', () => {
    expect(bindParameters(getQuery('ancestors'), { id: 'hf:a/b', limit: '5' })).toEqual({
      id: 'hf:a/b',
      depth: 10,
      limit: 5,
    });
  });
});

describe('a parameter', () => {
  const of = (type: CatalogueParameter['type']): CatalogueParameter => ({ name: 'x', type, doc: '' });

  it.each([
    ['integer', '12', 12],
    ['integer', 12, 12],
    ['number', '0.5', 0.5],
    ['number', 2, 2],
    ['boolean', 'true', true],
    ['boolean', false, false],
    ['string', '12', '12'],
    ['string', 'null', 'null'],
    ['strings', 'a, b', ['a', 'b']],
    ['strings', ['a'], ['a']],
  ] as const)('of type %s reads %j', (type, given, value) => {
    expect(parseValue(of(type), given)).toEqual(value);
  });

  it.each([
    ['integer', '1.5'],
    ['integer', '12345678901234567890'],
    ['integer', null],
    ['number', 'NaN'],
    ['number', ''],
    ['boolean', 'yes'],
    ['strings', [1]],
    ['string', {}],
  ] as const)('of type %s refuses %j', (type, given) => {
    expect(() => parseValue(of(type), given)).toThrow(expect.objectContaining({ code: 'STEMMA_USAGE' }));
  });

  it('of a user statement is JSON where it can be', () => {
    expect(parseParameter('n=5')).toEqual(['n', 5]);
    expect(parseParameter('id=hf:a/b=c')).toEqual(['id', 'hf:a/b=c']);
    expect(parseParameter('ids=["a"]')).toEqual(['ids', ['a']]);
    expect(() => parseParameter('n')).toThrow(expect.objectContaining({ code: 'STEMMA_USAGE' }));
  });
});
