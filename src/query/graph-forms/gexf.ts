import { attributeTypes } from './attribute-types.ts';
import type { Attribute, DrawnGraph } from './drawn-graph.ts';
import { xmlText } from './xml-text.ts';

/** GEXF 1.3, the format of Gephi: typed attributes, directed edges with ids of their own. */
export function gexf(graph: DrawnGraph): string {
  const nodes = attributeTypes(graph.nodes);
  const edges = attributeTypes(graph.edges);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    `  <meta><creator>Stemma</creator><description>${xmlText(graph.title)}</description></meta>`,
    '  <graph mode="static" defaultedgetype="directed">',
    ...declared('node', nodes),
    ...declared('edge', edges),
    `    <nodes count="${graph.nodes.length}">`,
    ...graph.nodes.map(
      ({ id, caption, attributes }) =>
        `      <node id="${xmlText(id)}" label="${xmlText(caption)}">${values(nodes, attributes)}</node>`,
    ),
    '    </nodes>',
    `    <edges count="${graph.edges.length}">`,
    ...graph.edges.map(
      ({ from, to, caption, attributes }, index) =>
        `      <edge id="e${index}" source="${xmlText(from)}" target="${xmlText(to)}" type="directed" label="${xmlText(caption)}">${values(edges, attributes)}</edge>`,
    ),
    '    </edges>',
    '  </graph>',
    '</gexf>',
  ].join('\n');
}

type Types = ReturnType<typeof attributeTypes>;

function declared(of: 'node' | 'edge', types: Types): string[] {
  if (types.size === 0) return [];
  return [
    `    <attributes class="${of}">`,
    ...[...types].map(
      ([name, type], index) => `      <attribute id="${index}" title="${xmlText(name)}" type="${type}"/>`,
    ),
    '    </attributes>',
  ];
}

function values(types: Types, attributes: Readonly<Record<string, Attribute>>): string {
  const names = [...types.keys()];
  const own = names.flatMap((name, index) => {
    const value = attributes[name] ?? null;
    return value === null ? [] : [`<attvalue for="${index}" value="${xmlText(String(value))}"/>`];
  });
  return own.length === 0 ? '' : `<attvalues>${own.join('')}</attvalues>`;
}
