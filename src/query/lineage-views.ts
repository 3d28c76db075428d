import { licenseWords, shortCount, sizeWords } from './figures.ts';
import type { DrawnGraph } from './graph-forms/drawn-graph.ts';
import { markdownTable, markdownText } from './graph-forms/markdown.ts';
import { drawnGraph } from './lineage-graph.ts';
import { lineageSummary } from './lineage-tree.ts';
import { kindWords, marksOf, wordsOf } from './lineage-words.ts';
import type { LineageResult } from './lineage.ts';

export const tableColumns = ['depth', 'kind', 'from', 'to', 'method', 'confidence', 'witnesses', 'source'] as const;

/** A row per statement, nearest to the root first. */
export function lineageRows(result: LineageResult): readonly (readonly string[])[] {
  const depths = new Map(result.nodes.map((node) => [node.id, node.depth]));
  return result.edges
    .map((edge) => ({ edge, depth: Math.max(depths.get(edge.from) ?? 0, depths.get(edge.to) ?? 0) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ edge, depth }) =>
      [
        depth,
        wordsOf(edge.type).parent,
        edge.from,
        edge.to,
        edge.method,
        edge.confidence,
        edge.evidenceCount,
        edge.source,
      ].map((cell) => (cell === null ? '' : String(cell))),
    );
}

/** Aligned text with a heading; numbers to the right. */
export function renderLineageTable(result: LineageResult): string {
  const rows = [tableColumns, ...lineageRows(result)];
  const widths = tableColumns.map((_, column) =>
    rows.reduce((width, row) => Math.max(width, [...(row[column] ?? '')].length), 0),
  );
  const isNumber = new Set<string>(['depth', 'confidence', 'witnesses']);
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const padding = ' '.repeat((widths[column] ?? 0) - [...cell].length);
          return isNumber.has(tableColumns[column] ?? '') ? padding + cell : cell + padding;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The result as a graph for any form. */
export function lineageGraph(result: LineageResult): DrawnGraph {
  return drawnGraph({ title: `Lineage of ${result.root}`, roots: [result.root], ...result });
}

export const levelColumns = ['direction', 'step', 'models', 'kinds'] as const;

/** A row a level: how many models stand that far away, and by what kinds of step. */
export function levelRows(result: LineageResult): readonly (readonly string[])[] {
  return result.levels.map(({ direction, depth, models, kinds }) => [
    direction,
    String(depth),
    String(models),
    kindWords(kinds, direction),
  ]);
}

const modelColumns = [
  { title: 'step', align: 'right' },
  { title: 'model' },
  { title: 'licence' },
  { title: 'size' },
  { title: 'downloads', align: 'right' },
  { title: '' },
] as const;

/** A page of Markdown: counts of each level, then the models, nearest first. */
export function renderLineageMarkdown(result: LineageResult): string {
  const models = result.nodes
    .filter(({ id }) => id !== result.root)
    .map((node) => [
      String(node.depth),
      node.id,
      licenseWords(node) ?? '',
      sizeWords(node) ?? '',
      typeof node.downloads === 'number' ? shortCount(node.downloads) : '',
      marksOf(node).join(', '),
    ]);
  const levels = levelColumns.map((title) => ({
    title,
    align: title === 'step' || title === 'models' ? ('right' as const) : ('left' as const),
  }));
  return [
    `## Lineage of ${markdownText(result.root)}`,
    `${lineageSummary(result)}.`,
    ...(result.total === 0 ? [] : [markdownTable(levels, levelRows(result)), markdownTable(modelColumns, models)]),
  ].join('\n\n');
}
