import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

import { packageVersion } from '../../core/package-files.ts';
import type { Cell, Column, ColumnKind, Table, TableRow } from './table.ts';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const rowsPerGroup = 20_000;

const primitive: Readonly<Record<Exclude<ColumnKind, 'list'>, Partial<SchemaElement>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** The table as one Parquet file (Snappy), in parts; memory is bounded by a row group of 20,000 rows. */
export async function* parquetParts(
  table: Table,
  pages: AsyncIterable<readonly TableRow[]>,
): AsyncGenerator<Uint8Array> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(table.columns),
    createdBy: `stemma version ${packageVersion()}`,
    kvMetadata: [{ key: 'stemma.table', value: table.doc }],
  });
  for await (const rows of groups(pages)) {
    await writer.write({
      columnData: table.columns.map((column, index) => ({
        name: column.name,
        data: rows.map((row) => encoded(row[index] ?? null, column.kind)),
        offsetIndex: false,
      })),
      rowGroupSize: rows.length,
    });
    yield taken(bytes);
  }
  await writer.finish();
  yield taken(bytes);
}

async function* groups(pages: AsyncIterable<readonly TableRow[]>): AsyncGenerator<readonly TableRow[]> {
  let group: TableRow[] = [];
  for await (const rows of pages) {
    for (const row of rows) {
      group.push(row);
      if (group.length < rowsPerGroup) continue;
      yield group;
      group = [];
    }
  }
  if (group.length > 0) yield group;
}

function schemaOf(columns: readonly Column[]): SchemaElement[] {
  return [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)];
}

function elementsOf({ name, kind }: Column): SchemaElement[] {
  if (kind !== 'list') return [{ name, repetition_type: 'OPTIONAL', ...primitive[kind] }];
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', ...primitive.string },
  ];
}

function encoded(cell: Cell, kind: ColumnKind): unknown {
  if (cell === null || kind !== 'timestamp') return cell ?? undefined;
  return new Date(String(cell));
}

/** What was written since the last time; offsets in the file go on. */
function taken(bytes: ByteWriter): Uint8Array {
  const part = new Uint8Array(bytes.buffer, 0, bytes.index).slice();
  bytes.index = 0;
  return part;
}
