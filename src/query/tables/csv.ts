import type { Cell, Table, TableRow } from './table.ts';

export interface CsvOptions {
  /** Puts `'` before cells that a spreadsheet would take for a formula. Changes what the sources say: off by default. */
  readonly safe?: boolean;
}

/** RFC 4180 with `\n`… as the rows are; UTF-8, a header line, lists and JSON as JSON text, nothing for null. */
export async function* csvParts(
  table: Table,
  pages: AsyncIterable<readonly TableRow[]>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  yield `${table.columns.map(({ name }) => field(name, options)).join(',')}\r\n`;
  for await (const rows of pages) {
    if (rows.length > 0)
      yield rows.map((row) => `${row.map((cell) => field(textOf(cell), options)).join(',')}\r\n`).join('');
  }
}

function textOf(cell: Cell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function field(text: string, { safe = false }: CsvOptions): string {
  const shown = safe && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}
