import { attributeTypes } from './attribute-types.ts';
import type { Attribute, DrawnGraph } from './drawn-graph.ts';
import { xmlText } from './xml-text.ts';

/** GraphML 1.0 for Gephi, yEd, Cytoscape and networkx: typed attributes, directed edges with ids of their own. */
export function graphml(graph: DrawnGraph): string {
  const nodes = graph.nodes.map((node) => ({ ...node, attributes: { label: node.caption, ...node.attributes } }));
  const edges = graph.edges.map((edge) => ({ ...edge, attributes: { label: edge.caption, ...edge.attributes } }));
  const keys = { node: keysOf('n', nodes), edge: keysOf('e', edges) };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...(['node', 'edge'] as const).flatMap((of) =>
      [...keys[of]].map(
        ([name, { key, type }]) => `  <key id="${key}" for="${of}" attr.name="${xmlText(name)}" attr.type="${type}"/>`,
      ),
    ),
    `  <graph id="${xmlText(graph.title)}" edgedefault="directed">`,
    ...nodes.map(({ id, attributes }) => `    <node id="${xmlText(id)}">${data(keys.node, attributes)}</node>`),
    ...edges.map(
      ({ from, to, attributes }, index) =>
        `    <edge id="e${index}" source="${xmlText(from)}" target="${xmlText(to)}">${data(keys.edge, attributes)}</edge>`,
    ),
    '  </graph>',
    '</graphml>',
  ].join('\n');
}

type Keys = ReadonlyMap<string, { readonly key: string; readonly type: string }>;

function keysOf(prefix: string, things: Parameters<typeof attributeTypes>[0]): Keys {
  return new Map([...attributeTypes(things)].map(([name, type], index) => [name, { key: `${prefix}${index}`, type }]));
}

function data(keys: Keys, attributes: Readonly<Record<string, Attribute>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<data key="${keys.get(name)?.key}">${xmlText(String(value))}</data>`)
    .join('');
}
