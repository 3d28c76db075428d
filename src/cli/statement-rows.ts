import type { CypherResult } from '../query/cypher-run.ts';
import type { OptionValues } from './command.ts';
import { cellText, type Output } from './output.ts';
import { printRows } from './rows.ts';
import { grouped } from './text.ts';

/** What more there is, `--json` shows as well. */
type StatementRows = Pick<CypherResult, 'items' | 'total' | 'truncated'>;

async function print(output: Output, { items, total, truncated }: StatementRows, columns: readonly string[]) {
  if (items.length === 0) return output.say('no rows');
  const isNumber = (column: string): boolean =>
    items.every((row) => row[column] === null || typeof row[column] === 'number');
  await output.table(
    columns.map((title) => ({ title, align: isNumber(title) ? ('right' as const) : ('left' as const) })),
    items.map((row) => columns.map((column) => cellText(row[column]))),
  );
  if (truncated && total > items.length)
    output.say(`${grouped(items.length)} of ${grouped(total)} rows; --limit shows more`);
}

/**
 * Rows of a statement, in every format.
 * @param columns where they are known beforehand; else those of the first row
 */
export function printStatement(
  output: Output,
  options: OptionValues,
  result: StatementRows,
  columns: readonly string[] = Object.keys(result.items[0] ?? {}),
): Promise<number> {
  // Without a row there is nothing to choose from, and nothing to be wrong about.
  const isUnknown = columns.length === 0 && typeof options['fields'] === 'string';
  const fields = isUnknown ? String(options['fields']).split(',') : columns;
  return printRows(output, options, {
    items: result.items,
    fields,
    id: fields.includes('id') ? 'id' : (fields[0] ?? 'id'),
    value: (pick) => ({ ...result, items: result.items.map(pick) }),
    human: () => print(output, result, columns),
  });
}
