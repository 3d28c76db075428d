import { oneLine } from './text.ts';

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a header: lines end in CR LF, fields are quoted where they have to be. */
export function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** Tab-separated, with a header. Tabs and line ends in a value become blanks. */
export function tsv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(oneLine).join('\t')}\n`).join('');
}
