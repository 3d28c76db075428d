import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { findQuery } from '../../cypher/index.ts';

const text = readFileSync(new URL('../../cypher/competency.md', import.meta.url), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('the table of competency questions', () => {
  it('has each of the 43 once', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 43 }, (_, index) => index + 1));
  });

  it('names queries and commands that exist', () => {
    const queries = [...text.matchAll(/`(\w+\/[\w-]+)`/g)].map(([, name = '']) => name);
    const named = [...text.matchAll(/`stemma (\w+)/g)].map(([, name = '']) => name);

    expect(queries.length).toBeGreaterThan(30);
    expect(queries.filter((name) => findQuery(name)?.name !== name)).toEqual([]);
    expect(named.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
  });

  it('says which language each is asked in, and what stands in for a query that is not there', () => {
    for (const [, number, , query = '', cypher, sparql, remark = ''] of rows) {
      const found = findQuery(query.replaceAll('`', ''));
      const expected = found === undefined ? ['no', 'no'] : ['yes', found.sparql === undefined ? 'no' : 'yes'];
      expect([cypher, sparql], number).toEqual(expected);
      if (found === undefined) expect([query, remark === ''], number).toEqual(['none', false]);
    }
  });
});
