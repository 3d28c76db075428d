import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportTables, type TableFormat } from '../../src/query/tables/export-tables.ts';
import { allTables } from '../../src/query/tables/tables.ts';
import { openStores, type OpenedStore } from '../support/query-stores.ts';
import { duckdb, readCsv, readParquet } from '../support/read-tables.ts';
import { smallGraph, writeGraph } from '../support/small-graph.ts';

let stores: readonly OpenedStore[] = [];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stemma-tables-'));
  stores = await openStores();
  for (const { store } of stores) await writeGraph(store, smallGraph);
});
afterAll(async () => {
  for (const opened of stores) await opened.close();
  await rm(folder, { recursive: true, force: true });
});

/** The same files from every engine; the folder of the first. */
async function exported(format: TableFormat, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const hashes: Record<string, string>[] = [];
  for (const { store } of stores) {
    const out = join(folder, `${format}-${store.engine}`);
    const written = await exportTables(store, { dataDir: folder, folder: out, format, ...more });
    const found: Record<string, string> = {};
    for (const { table, file } of written)
      found[table] = createHash('sha256')
        .update(await readFile(file))
        .digest('hex');
    hashes.push(found);
  }
  for (const other of hashes.slice(1)) expect(other).toEqual(hashes[0]);
  return join(folder, `${format}-${stores[0]?.store.engine}`);
}

describe('tables', () => {
  it('are read by DuckDB as they are declared, and say the same as CSV and as Parquet', async () => {
    const [parquet, csv] = [await exported('parquet'), await exported('csv')];
    const types = {
      string: 'VARCHAR',
      json: 'VARCHAR',
      integer: 'BIGINT',
      number: 'DOUBLE',
      boolean: 'BOOLEAN',
      timestamp: 'TIMESTAMP',
      list: 'VARCHAR[]',
    };
    let total = 0;
    for (const table of allTables()) {
      const ofParquet = await readParquet(join(parquet, `${table.name}.parquet`));
      const ofCsv = await readCsv(join(csv, `${table.name}.csv`));
      const expected = table.columns.map(({ name, kind }) => [name, types[kind]]);
      expect(ofParquet.columns.map(([name, type]) => [name, type.replace(' WITH TIME ZONE', '')])).toEqual(expected);
      expect(ofCsv.columns.map(([name]) => name)).toEqual(table.columns.map(({ name }) => name));
      expect(ofCsv.rows.length).toBe(ofParquet.rows.length);
      total += ofParquet.rows.length;
      for (const [index, row] of ofParquet.rows.entries()) {
        for (const { name, kind } of table.columns) {
          if (kind !== 'string') continue;
          const same = row[name] === '' ? null : row[name];
          expect(ofCsv.rows[index]?.[name] ?? null).toBe(same ?? null);
        }
      }
    }
    expect(total).toBeGreaterThan(20);
  });

  it('have one row a key', async () => {
    const parquet = await exported('parquet');
    for (const table of allTables()) {
      const file = join(parquet, `${table.name}.parquet`);
      const key = table.key.map((name) => `"${name}"`).join(', ');
      const { rows } = await duckdb(
        `SELECT count(*) AS rows, count(DISTINCT (${key})) AS keys FROM read_parquet('${file}')`,
      );
      expect([table.name, rows[0]?.['keys']]).toEqual([table.name, rows[0]?.['rows']]);
    }
  });

  it('join: the licences of what a model was made from', async () => {
    const parquet = await exported('parquet');
    const { rows } = await duckdb(
      `SELECT b.model, b.type, l.license, b.confidence FROM read_parquet('${parquet}/base_models.parquet') b
       JOIN read_parquet('${parquet}/licenses.parquet') l ON l.subject = b.base ORDER BY 1, 2, 3`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row['confidence']).toBeGreaterThan(0);
  });

  it('a cell with a formula is kept as it is, or made harmless when asked', async () => {
    const [first] = stores;
    if (first === undefined) throw new Error('no store');
    await first.store.write(
      "MERGE (n:Resource {uri: 'https://example.org/f'}) SET n:MLModel, n.id = '=1+1', n.name = '+x', n.resolved = true",
    );
    const out = join(folder, 'formula');
    const options = { dataDir: folder, folder: out, format: 'csv', tables: ['models'] } as const;
    await exportTables(first.store, options);
    expect(await readFile(join(out, 'models.csv'), 'utf8')).toContain('\r\n=1+1,');
    await exportTables(first.store, { ...options, safe: true });
    expect(await readFile(join(out, 'models.csv'), 'utf8')).toContain("\r\n'=1+1,");
    await first.store.write("MATCH (n:Resource {uri: 'https://example.org/f'}) DETACH DELETE n");
  });

  it('an unknown table is refused with the names there are', async () => {
    const [first] = stores;
    if (first === undefined) throw new Error('no store');
    await expect(
      exportTables(first.store, { dataDir: folder, folder, format: 'csv', tables: ['modells'] }),
    ).rejects.toMatchObject({ code: 'STEMMA_USAGE', hint: expect.stringContaining('base_models') as string });
  });
});
