import { identify } from '../../ontology/iri.ts';
import type { RunDiff } from '../query/run-diff/run-diff.ts';
import { diffKinds, type DiffItem, type DiffKind, type DiffSummary } from '../query/run-diff/types.ts';
import { changeText } from './change-text.ts';
import type { Output } from './output.ts';
import { grouped, oneLine, safe } from './text.ts';

type Rows = readonly (readonly string[])[];

function edgeText({ change, type, to }: DiffItem['edges'][number]): string {
  return `${type} ${change === 'gained' ? '+' : '-'}${identify(to)?.id ?? to}`;
}

function whatText({ kind, from, by, changes, edges, silent, license }: DiffItem): string {
  const parts = [
    ...(license ? ['LICENCE'] : []),
    ...(kind === 'renamed' ? [`was ${from} (${by})`] : by === undefined ? [] : [`by ${by}`]),
    ...changes.map(changeText),
    ...edges.map(edgeText),
    ...(silent === undefined ? [] : [`no more told by ${silent.join(', ')}`]),
  ];
  return oneLine(parts.join('; '));
}

const countColumns = [
  'added',
  'removed',
  'renamed',
  'changed',
  'silent',
  'unchanged',
  'witnessed',
  'held',
  'onlyInA',
  'onlyInB',
  'seen',
  'apart',
] as const;

function countRows({ counts }: DiffSummary): Rows {
  return Object.entries(counts).map(([label, count]) => [label, ...countColumns.map((name) => String(count[name]))]);
}

/** Things of which a property or relation is another, the most first. */
function fieldRows({ fields }: DiffSummary): Rows {
  return Object.entries(fields)
    .toSorted(([a, before], [b, after]) => after - before || (a < b ? -1 : 1))
    .map(([name, count]) => [name, String(count)]);
}

function edgeRows({ edges }: DiffSummary): Rows {
  return Object.entries(edges).map(([type, { gained, lost }]) => [type, String(gained), String(lost)]);
}

const fieldTitles = ['field', 'things changed'];
const counterTitles = ['counter', 'things', 'before', 'after', 'rose', 'fell'];

function counterRows({ counters }: DiffSummary): Rows {
  return Object.entries(counters).map(([name, { things, before, after, rose, fell }]) => [
    name,
    ...[things, before, after, rose, fell].map(String),
  ]);
}

/** The first things of each kind, those with another licence first; and how many there are. */
async function firstOf(
  diff: RunDiff,
  limit: number,
): Promise<ReadonlyMap<DiffKind, { items: DiffItem[]; all: number }>> {
  const found = new Map(diffKinds.map((kind) => [kind, { items: [] as DiffItem[], all: 0 }]));
  for (const wantsLicense of [true, false]) {
    for await (const item of diff.items()) {
      const of = found.get(item.kind);
      if (of === undefined || item.license !== wantsLicense) continue;
      of.all += 1;
      if (of.items.length < limit) of.items.push(item);
    }
  }
  return found;
}

async function printCounts(output: Output, titles: readonly string[], rows: Rows): Promise<void> {
  if (rows.length === 0) return;
  const columns = titles.map((title, at) => ({ title, align: at === 0 ? ('left' as const) : ('right' as const) }));
  await output.table(columns, rows);
  await output.line();
}

/** For reading. */
export async function printDiff(output: Output, diff: RunDiff, limit: number): Promise<void> {
  const { summary } = diff;
  await printCounts(output, ['class', ...countColumns], countRows(summary));
  await printCounts(output, fieldTitles, fieldRows(summary));
  await printCounts(output, ['edge', 'gained', 'lost'], edgeRows(summary));
  await printCounts(output, counterTitles, counterRows(summary));
  const rows: string[][] = [];
  const cut: string[] = [];
  for (const [kind, { items, all }] of await firstOf(diff, limit)) {
    rows.push(...items.map((item) => [kind, item.id, whatText(item)]));
    if (all > items.length) cut.push(`${grouped(all - items.length)} more ${kind}`);
  }
  if (rows.length > 0) await output.table([{ title: 'kind' }, { title: 'id' }, { title: 'what' }], rows);
  if (cut.length > 0) output.say(`${cut.join(', ')}; --limit shows more, --as json all`);
  for (const note of summary.notes) output.say(note);
}

function markdownTable(titles: readonly string[], rows: Rows): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(titles), `|${titles.map((_, at) => (at === 0 ? ' --- |' : ' ---: |')).join('')}`, ...rows.map(line), ''];
}

/** Nothing of what others wrote is taken for markup. */
function markdownCell(text: string): string {
  return safe(text.replaceAll('\n', ' ')).replaceAll(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}

/** A report to be sent by mail. */
export async function printDiffMarkdown(output: Output, diff: RunDiff, limit: number): Promise<void> {
  const { summary } = diff;
  const { a, b, notes, licenses } = summary;
  const lines = [`# ${markdownCell(a)} → ${markdownCell(b)}`, ''];
  lines.push(...markdownTable(['class', ...countColumns], countRows(summary)));
  if (licenses > 0) lines.push(`**Licence changes: ${licenses}**`, '');
  const fields = fieldRows(summary);
  if (fields.length > 0) lines.push(...markdownTable(fieldTitles, fields));
  const edges = edgeRows(summary);
  if (edges.length > 0) lines.push(...markdownTable(['edge', 'gained', 'lost'], edges));
  const counters = counterRows(summary);
  if (counters.length > 0) lines.push(...markdownTable(counterTitles, counters));
  for (const [kind, { items, all }] of await firstOf(diff, limit)) {
    if (all === 0) continue;
    lines.push(`## ${kind} (${grouped(all)})`, '');
    for (const item of items) lines.push(`- ${markdownCell(item.id)}: ${markdownCell(whatText(item))}`);
    if (all > items.length) lines.push(`- and ${grouped(all - items.length)} more`);
    lines.push('');
  }
  if (notes.length > 0) lines.push('## Read it so', '', ...notes.map((note) => `- ${markdownCell(note)}`), '');
  await output.text(lines.join('\n'));
}
