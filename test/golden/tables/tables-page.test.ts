import { describe, expect, it } from 'vitest';
import { tablesPage } from '../../../src/query/tables/docs.ts';
import { allTables } from '../../../src/query/tables/tables.ts';
import { expectGolden } from '../../support/golden.ts';

describe('the page of the tables', () => {
  it('is the one kept', () => {
    expectGolden(new URL('./tables.md', import.meta.url), tablesPage());
  });

  it('names each table and column once, with a meaning', () => {
    const tables = allTables();
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    for (const { columns, key } of tables) {
      const names = columns.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toEqual(expect.arrayContaining([...key]));
      for (const { doc } of columns) expect(doc).not.toBe('');
    }
  });
});
