import { schemaPage } from './docs.ts';
import { schemaSvg } from './schema-picture.ts';

/** The schema as one HTML page that needs nothing else: the picture, then what the Markdown page says. */
export function schemaHtml(): string {
  const blocks = schemaPage()
    .trimEnd()
    .split('\n\n')
    .map(blockHtml)
    .filter((block) => block !== '');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>The graph schema of Stemma</title>',
    `<style>${style}</style></head><body>`,
    ...blocks.slice(0, 2),
    `<figure>${schemaSvg().trimEnd()}<figcaption>Classes and what they point at. In each box: the class that is meant, in its colour, then the relationships that lead there.</figcaption></figure>`,
    ...blocks.slice(2),
    '</body></html>',
    '',
  ].join('\n');
}

const style = [
  'body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#222}',
  'table{border-collapse:collapse;width:100%;font-size:14px}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}',
  'th{background:#f4f4f4}code{font-size:.92em}figure{margin:1rem 0;overflow-x:auto}svg{height:auto;min-width:60rem;max-width:100%}',
  'figcaption{color:#555}h3{margin-top:2rem}',
].join('');

/** Of Markdown only what the page has: headings, tables, paragraphs. The picture for Markdown is left out. */
function blockHtml(block: string): string {
  if (block.startsWith('```')) return '';
  const [, marks, title] = /^(#{1,3}) (.+)$/.exec(block) ?? [];
  if (marks !== undefined && title !== undefined)
    return `<h${marks.length} id="${anchorOf(title)}">${inline(title)}</h${marks.length}>`;
  if (block.startsWith('|')) return tableHtml(block.split('\n'));
  return `<p>${inline(block.replaceAll('\n', ' '))}</p>`;
}

function anchorOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}

function tableHtml([head = '', , ...rows]: readonly string[]): string {
  const cells = (row: string, tag: string): string =>
    row
      .slice(2, -2)
      .split(/ (?<!\\)\| /)
      .map((cell) => `<${tag}>${inline(cell.replaceAll('\\|', '|').trim())}</${tag}>`)
      .join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function inline(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
