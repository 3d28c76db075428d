import { DuckDBInstance } from '@duckdb/node-api';

/** A table file read by DuckDB: column names and types, and rows as plain JSON. */
export interface ReadTable {
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Asks DuckDB, in a database of its own in memory. */
export async function duckdb(sql: string): Promise<ReadTable> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    const names = reader.columnNames();
    return {
      columns: names.map((name, index) => [name, String(reader.columnTypes()[index])]),
      rows: reader.getRowObjectsJson() as Readonly<Record<string, unknown>>[],
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function readParquet(file: string): Promise<ReadTable> {
  return duckdb(`SELECT * FROM read_parquet('${file.replaceAll("'", "''")}')`);
}

export function readCsv(file: string): Promise<ReadTable> {
  return duckdb(
    `SELECT * FROM read_csv('${file.replaceAll("'", "''")}', all_varchar = true, header = true, nullstr = '')`,
  );
}
