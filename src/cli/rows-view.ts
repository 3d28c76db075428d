import type { CypherResult } from '../query/cypher-run.ts';
import { cellText, type Output } from './output.ts';
import { grouped } from './text.ts';

/** Rows of a statement as a table, and what was left out. */
export async function printRows(output: Output, result: CypherResult): Promise<void> {
  if (output.json) return output.result(result);
  const columns = Object.keys(result.items[0] ?? {});
  if (columns.length === 0) return output.say('no rows');
  const isNumber = (column: string): boolean =>
    result.items.every((row) => row[column] === null || typeof row[column] === 'number');
  await output.table(
    columns.map((title) => ({ title, align: isNumber(title) ? ('right' as const) : ('left' as const) })),
    result.items.map((row) => columns.map((column) => cellText(row[column]))),
  );
  if (result.truncated)
    output.say(`${grouped(result.items.length)} of ${grouped(result.total)} rows; --limit shows more`);
}
