import { marksOf, wordsOf } from './lineage-words.ts';
import type { LineageNode, LineageResult } from './lineage.ts';

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

/** A Mermaid flow chart, parents above. */
export function renderLineageMermaid(result: LineageResult): string {
  const names = namesOf(result);
  const classes = result.nodes.flatMap((node) => {
    const style = styleOf(node, result.root);
    return style === undefined ? [] : [`  class ${names.get(node.id)} ${style}`];
  });
  return [
    'flowchart BT',
    ...result.nodes.map((node) => `  ${names.get(node.id)}["${mermaidText(captionOf(node))}"]`),
    ...result.edges.map((edge) => `  ${names.get(edge.from)} -->|${wordsOf(edge.type).parent}| ${names.get(edge.to)}`),
    '  classDef root stroke-width:3px',
    '  classDef stub stroke-dasharray:4 3',
    '  classDef removed stroke-dasharray:1 3',
    ...classes,
  ].join('\n');
}

/** Graphviz DOT, parents above. */
export function renderLineageDot(result: LineageResult): string {
  const names = namesOf(result);
  const looks = { root: ', penwidth=2', stub: ', style=dashed', removed: ', style=dotted' };
  return [
    'digraph lineage {',
    '  rankdir=BT;',
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...result.nodes.map((node) => {
      const style = styleOf(node, result.root);
      return `  ${names.get(node.id)} [label=${dotText(captionOf(node))}${style === undefined ? '' : looks[style]}];`;
    }),
    ...result.edges.map(
      (edge) => `  ${names.get(edge.from)} -> ${names.get(edge.to)} [label=${dotText(wordsOf(edge.type).parent)}];`,
    ),
    '}',
  ].join('\n');
}

function namesOf(result: LineageResult): ReadonlyMap<string, string> {
  return new Map(result.nodes.map((node, index) => [node.id, `n${index}`]));
}

function captionOf(node: LineageNode): string {
  return [node.id, ...marksOf(node).map((mark) => `(${mark})`)].join(' ');
}

function styleOf(node: LineageNode, root: string): 'root' | 'stub' | 'removed' | undefined {
  if (node.id === root) return 'root';
  if (node.removed) return 'removed';
  return node.resolved ? undefined : 'stub';
}

/** Everything but letters, digits and plain marks as an entity, by code point: Mermaid reads the rest as syntax somewhere. */
function mermaidText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ./:_()-]/gu, (character) => `#${character.codePointAt(0)};`);
}

function dotText(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[\n\r]/g, ' ')}"`;
}
