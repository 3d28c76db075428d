import { columnsOf, cut, oneLine } from './text.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Tab-separated with a header: what a pipe gets. */
export function plainTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map((column) => column.title), ...rows.map((row) => row.map(oneLine))];
  return lines.map((line) => line.join('\t')).join('\n');
}

/** Below this a column says nothing any more, however narrow the terminal. */
const leastWidth = 4;

/** Widths that fit into `total`: the widest columns give way first. */
function widths(columns: readonly Column[], rows: readonly (readonly string[])[], total: number): number[] {
  const wanted = columns.map((column, index) =>
    Math.max(columnsOf(column.title), ...rows.map((row) => columnsOf(row[index] ?? ''))),
  );
  const room = total - 2 * (columns.length - 1);
  let sum = wanted.reduce((a, b) => a + b, 0);
  while (sum > room) {
    const widest = wanted.indexOf(Math.max(...wanted));
    if ((wanted[widest] ?? 0) <= leastWidth) break;
    wanted[widest] = (wanted[widest] ?? 0) - 1;
    sum--;
  }
  return wanted;
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** Aligned, cut to the terminal's width. */
export function alignedTable(columns: readonly Column[], rows: readonly (readonly string[])[], total: number): string {
  const clean = rows.map((row) => row.map(oneLine));
  const fitted = widths(columns, clean, total);
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) =>
        pad(cut(cells[index] ?? '', fitted[index] ?? leastWidth), fitted[index] ?? leastWidth, column.align),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...clean.map(line)].join('\n');
}
