import { describe, expect, it } from 'vitest';
import { lineageSummary, renderLineageTree } from '../../src/query/lineage-tree.ts';
import { dot } from '../../src/query/graph-forms/dot.ts';
import { mermaid } from '../../src/query/graph-forms/mermaid.ts';
import { lineageGraph, renderLineageMarkdown, renderLineageTable } from '../../src/query/lineage-views.ts';
import type { LineageDirection, LineageEdge, LineageNode, LineageResult } from '../../src/query/lineage.ts';

function edge(text: string): LineageEdge {
  const [from = '', type = '', to = ''] = text.split(' ');
  const evidence = {
    method: 'hub-tag',
    confidence: 0.9,
    evidenceCount: 1,
    source: 'huggingface',
    run: 'r',
    record: 'raw:r/1',
    pointer: '/tags/0',
    firstSeen: '2026-01-01T00:00:00Z',
  };
  return { from, to, type, ...evidence };
}

/** Nodes in order of depth; `?` behind a name marks a stub, `x` a tombstone. */
function result(direction: LineageDirection, nodes: string, ...edges: string[]): LineageResult {
  const all = nodes.split(' ').map((text): LineageNode => {
    const [, id = '', mark] = /^(\w+)([?!]?)$/.exec(text) ?? [];
    return {
      id,
      uri: `urn:${id}`,
      label: 'MLModel',
      name: id,
      depth: id === 'root' ? 0 : 1,
      resolved: mark !== '?',
      removed: mark === '!',
    };
  });
  return {
    root: 'root',
    direction,
    depth: null,
    total: all.length - 1,
    levels: levelsOf(direction, all),
    next: null,
    nodes: all,
    edges: edges.map(edge),
    truncated: false,
    cypher: '',
    params: {},
  };
}

function levelsOf(direction: LineageDirection, nodes: readonly LineageNode[]): LineageResult['levels'] {
  const far = nodes.filter((node) => node.depth === 1);
  if (far.length === 0) return [];
  const missing = far.filter((node) => !node.resolved && !node.removed).length;
  const removed = far.filter((node) => node.removed).length;
  return [{ direction: direction === 'up' ? 'up' : 'down', depth: 1, models: far.length, missing, removed, kinds: {} }];
}

describe('the tree', () => {
  it('marks kinds, stubs and what is gone', () => {
    const text = renderLineageTree(
      result('down', 'root a b! c', 'a FINE_TUNED_FROM root', 'b QUANTIZED_FROM root', 'c BASE_MODEL a'),
    );

    expect(text).toBe(
      ['root', '├─ finetune a', '│  └─ derived, kind not stated c', '└─ quantized b (removed)'].join('\n'),
    );
  });

  it('reads upwards as what each was made from', () => {
    const text = renderLineageTree(result('up', 'root a b?', 'root MERGED_FROM a', 'root MERGED_FROM b'));

    expect(text).toBe(['root', '├─ merged from a', '└─ merged from b (not in the graph)'].join('\n'));
  });

  it('draws a model once, as near to the root as it stands', () => {
    const text = renderLineageTree(
      result(
        'down',
        'root a b c',
        'a FINE_TUNED_FROM root',
        'b FINE_TUNED_FROM a',
        'b MERGED_FROM root',
        'c FINE_TUNED_FROM b',
      ),
    );

    expect(text).toBe(
      ['root', '├─ finetune a', '│  └─ finetune b (drawn elsewhere)', '└─ merge b', '   └─ finetune c'].join('\n'),
    );
  });

  it('ends at cycles', () => {
    const text = renderLineageTree(result('down', 'root a', 'a FINE_TUNED_FROM root', 'root FINE_TUNED_FROM a'));

    expect(text).toBe(['root', '└─ finetune a', '   └─ finetune root (cycle)'].join('\n'));
  });

  it('joins two kinds of statement about one pair', () => {
    expect(renderLineageTree(result('down', 'root a', 'a QUANTIZED_FROM root', 'a FINE_TUNED_FROM root'))).toBe(
      'root\n└─ finetune + quantized a',
    );
  });

  it('counts what a large fan leaves out, and draws first what has most behind it', () => {
    const names = Array.from({ length: 9 }, (_, index) => `m${index}`);
    const edges = [
      ...names.map((name) => `${name} FINE_TUNED_FROM root`),
      'x ADAPTER_OF m7',
      'y ADAPTER_OF m8',
      'z ADAPTER_OF m8',
      'w ADAPTER_OF m6',
    ];

    const text = renderLineageTree(result('down', `root ${names.join(' ')} w x y z`, ...edges), { fan: 2 });

    expect(text).toBe(
      [
        'root',
        '├─ finetune m8',
        '│  ├─ adapter y',
        '│  └─ adapter z',
        '├─ finetune m6',
        '│  └─ adapter w',
        '└─ … 7 more finetunes, and 1 behind them',
      ].join('\n'),
    );
  });

  it('shows both directions under headings', () => {
    expect(renderLineageTree(result('both', 'root a', 'a FINE_TUNED_FROM root'))).toBe(
      'root\n\nDerived from\n  none known\n\nDerived models\n└─ finetune a',
    );
  });

  it('can do without box-drawing characters, and paint', () => {
    const paint = (part: string, text: string): string => (part === 'id' ? `<${text}>` : text);

    expect(
      renderLineageTree(result('down', 'root a b', 'a FINE_TUNED_FROM root', 'b FINE_TUNED_FROM root'), {
        ascii: true,
        paint,
      }),
    ).toBe('<root>\n|- finetune <a>\n`- finetune <b>');
  });

  it('tells licence, size and downloads beside a name as far as the terminal is wide', () => {
    const drawn = result('down', 'root a b?', 'a FINE_TUNED_FROM root', 'b FINE_TUNED_FROM root');
    const facts = { owners: [], weightsSize: null, dateCreated: null, dateCreatedBound: null };
    const nodes = drawn.nodes.map((node) => ({
      ...node,
      ...facts,
      licenses: node.id === 'root' ? ['spdx:MIT', 'license:hf/gemma'] : [],
      parameterCount: node.id === 'root' ? 27_356_728_320 : null,
      downloads: node.id === 'b' ? null : 999_960,
    }));
    const tree = (width?: number): string[] =>
      renderLineageTree({ ...drawn, nodes }, width === undefined ? {} : { width }).split('\n');

    expect(tree()).toEqual([
      'root  MIT + gemma · 27.4B parameters · 1M downloads',
      '├─ finetune a  no licence stated · 1M downloads',
      '└─ finetune b (not in the graph)',
    ]);
    expect(tree(34)).toEqual([
      'root  MIT + gemma',
      '├─ finetune a  no licence stated',
      '└─ finetune b (not in the graph)',
    ]);
  });

  it('draws a chain of any length', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `m${index}`);
    const edges = names.map((name, index) => `${name} FINE_TUNED_FROM ${index === 0 ? 'root' : names[index - 1]}`);

    expect(renderLineageTree(result('down', `root ${names.join(' ')}`, ...edges)).split('\n')).toHaveLength(5_001);
  });

  it('is summed up in one line', () => {
    expect(lineageSummary(result('down', 'root a b?', 'a FINE_TUNED_FROM root', 'b FINE_TUNED_FROM root'))).toBe(
      '2 derived models within 1 step, 1 not in the graph',
    );
    expect(lineageSummary(result('up', 'root'))).toBe('no ancestors known');
  });
});

describe('other forms', () => {
  const drawn = result('down', 'root a? b!', 'a FINE_TUNED_FROM root', 'b QUANTIZED_FROM root');

  it('table', () => {
    expect(renderLineageTable(drawn)).toBe(
      [
        'depth  kind             from  to    method   confidence  witnesses  source',
        '    1  fine-tuned from  a     root  hub-tag         0.9          1  huggingface',
        '    1  quantized from   b     root  hub-tag         0.9          1  huggingface',
      ].join('\n'),
    );
  });

  it('Mermaid', () => {
    expect(mermaid(lineageGraph(drawn)).split('\n')).toEqual([
      'flowchart BT',
      '  n0["root"]',
      '  n1["a (not in the graph)"]',
      '  n2["b (removed)"]',
      '  n1 -->|fine-tuned from| n0',
      '  n2 -->|quantized from| n0',
      '  classDef root stroke-width:3px',
      '  classDef stub stroke-dasharray:4 3',
      '  classDef removed stroke-dasharray:1 3',
      '  class n0 root',
      '  class n1 stub',
      '  class n2 removed',
    ]);
  });

  it('Markdown has the counts of each step before the models', () => {
    const text = renderLineageMarkdown(drawn);

    expect(text.indexOf('| direction | step |')).toBeLessThan(text.indexOf('| step | model |'));
    expect(text).toContain('| 1 | b |  |  |  | removed |');
  });

  it('a statement that leads off the page is not drawn', () => {
    const page = { ...drawn, nodes: drawn.nodes.filter(({ id }) => id !== 'a') };

    expect(lineageGraph(page).edges.map(({ from }) => from)).toEqual(['b']);
  });

  it('Graphviz', () => {
    expect(dot(lineageGraph(drawn))).toContain('  n1 [label="a (not in the graph)", style=dashed];\n');
    expect(dot(lineageGraph(drawn))).toContain('  n1 -> n0 [label="fine-tuned from"];');
  });

  it('names cannot break out of their quotes', () => {
    const evil = {
      ...drawn,
      nodes: drawn.nodes.map((node) => ({ ...node, id: node.id === 'root' ? 'a"]; end' : node.id })),
    };

    expect(mermaid(lineageGraph(evil))).toContain('["a#34;#93;#59; end"]');
    expect(dot(lineageGraph(evil))).toContain('label="a\\"]; end"');
  });
});
