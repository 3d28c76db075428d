import { allTables } from './tables.ts';

/** The tables' schema as one Markdown page, rendered from their definitions. */
export function tablesPage(): string {
  const sections = allTables().map(({ name, doc, key, columns }) =>
    [
      `## ${name}`,
      '',
      doc,
      '',
      `Key: ${key.map((column) => `\`${column}\``).join(', ')}.`,
      '',
      '| column | kind | meaning |',
      '|---|---|---|',
      ...columns.map((column) => `| \`${column.name}\` | ${column.kind} | ${column.doc.replaceAll('|', '\\|')} |`),
    ].join('\n'),
  );
  return `${[introduction, ...sections].join('\n\n')}\n`;
}

const introduction = [
  '# The tables',
  '',
  'Generated from `src/query/tables/`: do not edit. Written by `stemma export --as csv|parquet --out DIR`.',
  '',
  'Rows stand in the order of the IRIs they begin at, and are the same from either engine. `string`, `json` and `list` are UTF-8',
  'texts, JSON texts and lists of texts (in CSV a JSON list); `integer` has 64 bits, `number` is a double, `timestamp` is UTC to the',
  'millisecond (in CSV ISO 8601 as stored). Nothing is written for what is not known: empty in CSV, null in Parquet.',
  'Edge tables carry the evidence of each row: method, confidence, number of witnesses, and the place of the earliest claim.',
].join('\n');
