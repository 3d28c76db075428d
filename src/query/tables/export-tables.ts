import { join } from 'node:path';
import type { GraphStore } from '../../../graph/store.ts';
import { byCodePoint } from '../../core/code-point-order.ts';
import { ensureDirectory } from '../../core/atomic-file.ts';
import { StemmaError } from '../../core/errors.ts';
import { streamToFile } from '../../core/stream-file.ts';
import { csvParts, type CsvOptions } from './csv.ts';
import { parquetParts } from './parquet.ts';
import type { Table, TableContext, TableRow } from './table.ts';
import { allTables } from './tables.ts';

export type TableFormat = 'csv' | 'parquet';

export interface TablesOptions extends CsvOptions {
  readonly dataDir: string;
  readonly folder: string;
  readonly format: TableFormat;
  /** Names; all when absent. */
  readonly tables?: readonly string[];
  /** Nodes per statement. Default 1,000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

export interface WrittenTable {
  readonly table: string;
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes tables into a folder, one file each, beside their place and renamed when whole. Memory is bounded by a page (CSV) or
 * a row group (Parquet). A key that stands twice ends it with STEMMA_INTERNAL: no table is written with doubled rows.
 * @throws StemmaError STEMMA_USAGE for an unknown table
 */
export async function exportTables(store: GraphStore, options: TablesOptions): Promise<readonly WrittenTable[]> {
  const { folder, format, dataDir, pageSize = 1_000, signal } = options;
  const context: TableContext = { store, dataDir, pageSize, signal };
  const chosen = chooseTables(options.tables);
  await ensureDirectory(folder);
  const written: WrittenTable[] = [];
  for (const table of chosen) {
    const file = join(folder, `${table.name}.${format}`);
    const count = { rows: 0 };
    const pages = checkedRows(table, table.rows(context), count);
    await streamToFile(file, format === 'csv' ? csvParts(table, pages, options) : parquetParts(table, pages));
    written.push({ table: table.name, file, rows: count.rows });
  }
  return written;
}

function chooseTables(wanted: readonly string[] | undefined): readonly Table[] {
  const all = allTables();
  const unknown = wanted?.find((name) => !all.some((table) => table.name === name));
  if (unknown === undefined) return all.filter((table) => wanted?.includes(table.name) !== false);
  throw new StemmaError('STEMMA_USAGE', `there is no table ${JSON.stringify(unknown)}`, {
    hint: `tables: ${all.map((table) => table.name).join(', ')}; stemma schema tables describes them`,
  });
}

/** Counts, and watches that no key comes twice: rows with one key would stand side by side. */
async function* checkedRows(
  table: Table,
  pages: AsyncIterable<readonly TableRow[]>,
  count: { rows: number },
): AsyncGenerator<readonly TableRow[]> {
  const places = table.key.map((name) => table.columns.findIndex((column) => column.name === name));
  let before: readonly string[] | undefined;
  for await (const rows of pages) {
    for (const row of rows) {
      const key = places.map((place) => String(row[place] ?? ''));
      if (before !== undefined && sameKey(before, key)) {
        throw new StemmaError('STEMMA_INTERNAL', `${table.name} has two rows for ${key.join(', ')}`, {
          context: { table: table.name, key },
        });
      }
      before = key;
    }
    count.rows += rows.length;
    yield rows;
  }
}

function sameKey(a: readonly string[], b: readonly string[]): boolean {
  return a.every((part, index) => byCodePoint(part, b[index] ?? '') === 0);
}
