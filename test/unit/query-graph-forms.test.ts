import fc from 'fast-check';
import sax from 'sax';
import { describe, expect, it } from 'vitest';
import type { DrawnGraph } from '../../src/query/graph-forms/drawn-graph.ts';
import { gexf } from '../../src/query/graph-forms/gexf.ts';
import { graphml } from '../../src/query/graph-forms/graphml.ts';
import { markdownTable } from '../../src/query/graph-forms/markdown.ts';
import { svg } from '../../src/query/graph-forms/svg.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Strict: anything that is no well-formed XML throws. */
function parsed(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = sax.parser(true);
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => open.pop();
  parser.ontext = (text) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.write(xml).close();
  return top.children[0] ?? top;
}

function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

const nasty = 'a"<b>&\'\u0000\n]]>';
const graph: DrawnGraph = {
  title: nasty,
  nodes: [
    { id: 'root', caption: 'root', look: 'root', layer: 0, attributes: { downloads: 5, share: 1, removed: false } },
    { id: nasty, caption: nasty, note: nasty, layer: 1, attributes: { downloads: null, share: 0.5, name: nasty } },
  ],
  edges: [
    { from: nasty, to: 'root', type: 'ADAPTER_OF', hue: 1, caption: 'adapter of', attributes: { confidence: 0.9 } },
    { from: nasty, to: 'root', type: 'BASE_MODEL', hue: 4, caption: nasty, attributes: { confidence: null } },
  ],
};
/** As XML can hold it. */
const held = nasty.replace('\u0000', '\uFFFD');

describe('GraphML', () => {
  it('read back has the same nodes, edges and typed values', () => {
    const root = parsed(graphml(graph));
    const keys = new Map(all(root, 'key').map(({ attributes }) => [attributes['id'], attributes]));
    const valuesOf = (element: Element): Record<string, string> =>
      Object.fromEntries(
        all(element, 'data').map(({ attributes, text }) => [keys.get(attributes['key'])?.['attr.name'] ?? '?', text]),
      );

    expect(all(root, 'graph')[0]?.attributes).toEqual({ id: held, edgedefault: 'directed' });
    expect(all(root, 'node').map((node) => [node.attributes['id'], valuesOf(node)])).toEqual([
      ['root', { label: 'root', downloads: '5', share: '1', removed: 'false' }],
      [held, { label: held, share: '0.5', name: held }],
    ]);
    expect(all(root, 'edge').map(({ attributes }) => attributes)).toEqual([
      { id: 'e0', source: held, target: 'root' },
      { id: 'e1', source: held, target: 'root' },
    ]);
    const types = [...keys.values()].map((key) => `${key['for']} ${key['attr.name']} ${key['attr.type']}`);
    expect(types).toEqual([
      'node label string',
      'node downloads long',
      'node share double',
      'node removed boolean',
      'node name string',
      'edge label string',
      'edge confidence double',
    ]);
  });
});

describe('GEXF', () => {
  it('read back has the same nodes, edges and typed values', () => {
    const root = parsed(gexf(graph));
    const [nodeTypes, edgeTypes] = all(root, 'attributes').map((declared) =>
      all(declared, 'attribute').map(({ attributes }) => attributes),
    );
    const valuesOf = (element: Element): string[] =>
      all(element, 'attvalue').map(
        ({ attributes }) => `${nodeTypes?.[Number(attributes['for'])]?.['title']} ${attributes['value']}`,
      );

    expect(root.attributes).toEqual({ xmlns: 'http://gexf.net/1.3', version: '1.3' });
    expect(nodeTypes?.map(({ title, type }) => `${title} ${type}`)).toEqual([
      'downloads long',
      'share double',
      'removed boolean',
      'name string',
    ]);
    expect(edgeTypes?.map(({ title }) => title)).toEqual(['confidence']);
    expect(all(root, 'node').map((node) => [node.attributes['id'], valuesOf(node)])).toEqual([
      ['root', ['downloads 5', 'share 1', 'removed false']],
      [held, ['share 0.5', `name ${held}`]],
    ]);
    expect(all(root, 'edge').map(({ attributes }) => [attributes['id'], attributes['label']])).toEqual([
      ['e0', 'adapter of'],
      ['e1', held],
    ]);
  });

  it('and GraphML and SVG are well-formed whatever names hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 20 }), (id, value) => {
        const one: DrawnGraph = {
          title: value,
          nodes: [{ id, caption: id, note: value, layer: 0, attributes: { [value === '' ? 'x' : value]: id } }],
          edges: [],
        };
        for (const render of [graphml, gexf, svg]) expect(() => parsed(render(one)), render.name).not.toThrow();
      }),
    );
  });
});

describe('SVG', () => {
  const wide: DrawnGraph = {
    title: 'wide',
    nodes: [
      { id: 'root', caption: 'root', look: 'root', layer: 0, attributes: {} },
      ...Array.from({ length: 40 }, (_, index) => ({
        id: `m${String(index).padStart(2, '0')}`,
        caption: `model ${index}`,
        layer: 1,
        attributes: {},
      })),
      { id: 'far', caption: 'far', look: 'removed' as const, layer: 2, attributes: {} },
    ],
    edges: [
      ...Array.from({ length: 40 }, (_, index) => ({
        from: `m${String(index).padStart(2, '0')}`,
        to: 'root',
        type: 'FINE_TUNED_FROM',
        hue: 0,
        caption: 'fine-tuned from',
        attributes: {},
      })),
      { from: 'far', to: 'm39', type: 'MERGED_FROM', hue: 3, caption: 'merged from', attributes: {} },
    ],
  };

  it('draws each column up to its fan, what leads on first, and counts the rest', () => {
    const root = parsed(svg(wide, { fan: 4 }));
    const names = all(root, 'text').filter(({ attributes }) => attributes['class'] === 'name');

    // Of the column those are kept that lead on; its order is that of what they stem from.
    expect(names.map(({ text }) => text)).toEqual([
      'root',
      'model 0',
      'model 1',
      'model 2',
      'model 39',
      '… 36 more',
      'far',
    ]);
    expect(all(root, 'path').filter(({ attributes }) => attributes['d']?.includes('C'))).toHaveLength(4 + 1 + 1);
  });

  it('does not depend on the order of nodes and edges', () => {
    const turned = { ...wide, nodes: wide.nodes.toReversed(), edges: wide.edges.toReversed() };

    expect(svg(turned)).toBe(svg(wide));
  });

  it('holds no script, no link and nothing of elsewhere', () => {
    const root = parsed(svg(wide));
    const names = new Set(['script', 'image', 'a', 'use', 'foreignObject']);

    expect(root.children.filter(({ name }) => names.has(name))).toEqual([]);
    expect(svg(wide)).not.toMatch(/(?:href|url\(|@import)/);
  });
});

describe('Markdown', () => {
  it('keeps names of others from being mark-up', () => {
    expect(markdownTable([{ title: 'id' }, { title: 'n', align: 'right' }], [['a|b `x` <img>', '1']])).toBe(
      '| id | n |\n| --- | --: |\n| a\\|b \\`x\\` \\<img\\> | 1 |',
    );
  });
});
