import { type DrawnGraph, plainNames } from './drawn-graph.ts';

/** Graphviz DOT, what edges lead to above. */
export function dot(graph: DrawnGraph): string {
  const names = plainNames(graph);
  const looks = { root: ', penwidth=2', stub: ', style=dashed', removed: ', style=dotted' };
  return [
    'digraph lineage {',
    '  rankdir=BT;',
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...graph.nodes.map(
      ({ id, caption, look }) =>
        `  ${names.get(id)} [label=${dotText(caption)}${look === undefined ? '' : looks[look]}];`,
    ),
    ...graph.edges.map(
      ({ from, to, caption }) => `  ${names.get(from)} -> ${names.get(to)} [label=${dotText(caption)}];`,
    ),
    '}',
  ].join('\n');
}

function dotText(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll(/[\n\r]/g, ' ')}"`;
}
