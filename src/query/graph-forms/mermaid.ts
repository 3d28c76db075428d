import { type DrawnGraph, plainNames } from './drawn-graph.ts';

/** A Mermaid flow chart, what edges lead to above. */
export function mermaid(graph: DrawnGraph): string {
  const names = plainNames(graph);
  return [
    'flowchart BT',
    ...graph.nodes.map((node) => `  ${names.get(node.id)}["${mermaidText(node.caption)}"]`),
    ...graph.edges.map((edge) => `  ${names.get(edge.from)} -->|${mermaidText(edge.caption)}| ${names.get(edge.to)}`),
    '  classDef root stroke-width:3px',
    '  classDef stub stroke-dasharray:4 3',
    '  classDef removed stroke-dasharray:1 3',
    ...graph.nodes.flatMap((node) => (node.look === undefined ? [] : [`  class ${names.get(node.id)} ${node.look}`])),
  ].join('\n');
}

/** Everything but letters, digits and plain marks as an entity, by code point: Mermaid reads the rest as syntax somewhere. */
function mermaidText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,/:_()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
