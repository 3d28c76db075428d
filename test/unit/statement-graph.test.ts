import { describe, expect, it } from 'vitest';
import { gexf } from '../../src/query/graph-forms/gexf.ts';
import { graphml } from '../../src/query/graph-forms/graphml.ts';
import { statementGraph } from '../../src/query/statement-graph.ts';

const node = (id: string, more: object = {}) => ({
  kind: 'node',
  labels: ['MLModel', 'Resource'],
  properties: { uri: `https://example.org/${id}`, id: `hf:${id}`, name: id, keywords: ['a', 'b'], ...more },
});
const step = (type: string, from: string | null, to: string | null) => ({
  kind: 'relationship',
  type,
  from: from === null ? null : `https://example.org/${from}`,
  to: to === null ? null : `https://example.org/${to}`,
  properties: { confidence: 0.9 },
});

describe('an answer as a graph', () => {
  it('holds every node and relationship once, wherever they stand in the rows', () => {
    const path = { kind: 'path', nodes: [node('b'), node('a')], relationships: [step('FINE_TUNED_FROM', 'b', 'a')] };
    const items = [
      { p: path, n: 3 },
      { p: path, list: [node('c', { removed: true }), step('LICENSE', 'c', 'a')], map: { inner: node('b') } },
    ];

    const found = statementGraph({ items }, 'question');

    expect(found?.loose).toBe(0);
    expect(found?.graph.nodes.map(({ caption, layer, look }) => [caption, layer, look])).toEqual([
      ['hf:b', 0, undefined],
      ['hf:a', 1, undefined],
      ['hf:c', 0, 'removed'],
    ]);
    expect(found?.graph.edges.map(({ from, to, type, caption }) => [from.at(-1), to.at(-1), type, caption])).toEqual([
      ['b', 'a', 'FINE_TUNED_FROM', 'fine-tuned from'],
      ['c', 'a', 'LICENSE', 'license'],
    ]);
    expect(found?.graph.nodes[0]?.attributes).toMatchObject({ type: 'MLModel', keywords: 'a, b' });
    for (const write of [graphml, gexf]) expect(found === undefined ? '' : write(found.graph)).toContain('hf:a');
  });

  it('counts relationships whose ends are not told, and lays out what goes round in a circle', () => {
    const round = [step('FINE_TUNED_FROM', 'a', 'b'), step('FINE_TUNED_FROM', 'b', 'a'), step('LICENSE', 'a', null)];

    const found = statementGraph({ items: [{ nodes: [node('a'), node('b')], round }] }, 'question');

    expect(found?.loose).toBe(1);
    expect(found?.graph.edges).toHaveLength(2);
    expect(found?.graph.nodes.map(({ layer }) => layer)).toEqual([0, 0]);
  });

  it('is none where rows are values alone', () => {
    expect(
      statementGraph(
        {
          items: [
            { id: 'hf:a', n: 1 },
            { id: null, n: [] },
          ],
        },
        'question',
      ),
    ).toBeUndefined();
  });
});
