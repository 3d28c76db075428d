import { compareBy } from '../../core/code-point-order.ts';
import type { DrawnEdge, DrawnGraph, DrawnNode } from './drawn-graph.ts';
import { xmlText } from './xml-text.ts';

export interface SvgOptions {
  /** Things drawn in one column; the rest is one box with their number. Default 24. */
  readonly fan?: number;
}

const box = { width: 300, height: 36, gap: 10 };
const columnGap = 96;
/** No id begins with a blank. */
const restPrefix = ' more ';
const margin = { side: 20, top: 62, bottom: 20 };
const captionLength = 38;
const noteLength = 50;

interface Placed extends Pick<DrawnNode, 'id' | 'caption' | 'note' | 'look'> {
  readonly layer: number;
  row: number;
  /** It stands for so many that are not drawn. */
  readonly more?: number;
}

/**
 * A drawing by layers, from what came first on the left to what came last on the right: one file without scripts, fonts or
 * links, the same bytes for the same answer. Columns that are too long keep what most leads on from, and count the rest.
 */
export function svg(graph: DrawnGraph, { fan = 24 }: SvgOptions = {}): string {
  const { columns, standsFor } = columnsOf(graph, Math.max(1, fan));
  const edges = edgesOf(graph.edges, standsFor);
  arrange(columns, edges);
  const rows = Math.max(...columns.map((column) => column.length), 1);
  const height = margin.top + rows * (box.height + box.gap) - box.gap + margin.bottom;
  const width = Math.max(2 * margin.side + columns.length * (box.width + columnGap) - columnGap, 2 * margin.side + 760);
  const places = new Map(
    columns.flatMap((column, index) => {
      const top = margin.top + ((rows - column.length) * (box.height + box.gap)) / 2;
      const x = margin.side + index * (box.width + columnGap);
      return column.map((node) => [node.id, { x, y: top + node.row * (box.height + box.gap) }] as const);
    }),
  );
  const types = [...new Set(graph.edges.map(({ type }) => type))].sort(compareBy((type) => type));
  const hues = new Map(graph.edges.map(({ type, hue }) => [type, palette[hue % palette.length] ?? '']));
  const captions = new Map(graph.edges.map(({ type, caption }) => [type, caption]));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${xmlText(graph.title)}">`,
    `<title>${xmlText(graph.title)}</title>`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="title" x="${margin.side}" y="24">${xmlText(graph.title)}</text>`,
    ...legend(types, hues, captions),
    ...edges.map((edge) => drawEdge(edge, places, hues)),
    ...columns.flat().map((node) => drawNode(node, places)),
    '</svg>',
  ].join('\n');
}

const palette = ['#3574c4', '#c2571a', '#2a8a5b', '#8757c2', '#7a7f87', '#b3387a', '#8a7a12'];

const style = [
  'text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}',
  '.paper{fill:#ffffff}.title{font-weight:600;font-size:15px}.note,.legend{font-size:10.5px;fill:#59636e}',
  '.box{fill:#f6f8fa;stroke:#8c959f}.root .box{stroke-width:2.5;stroke:#1f2328}.stub .box{stroke-dasharray:5 3}',
  '.removed .box{stroke-dasharray:1.5 3}.removed .name{text-decoration:line-through}.more .box{fill:none;stroke-dasharray:5 3}',
  '.edge{fill:none;stroke-width:1.4;opacity:.8}.faint{opacity:.2}',
  '@media (prefers-color-scheme:dark){text{fill:#e6edf3}.paper{fill:#0d1117}.note,.legend{fill:#9198a1}',
  '.box{fill:#161b22;stroke:#6e7681}.root .box{stroke:#e6edf3}}',
].join('');

/** The columns, each in order of id, and by thing the box that stands for it. */
function columnsOf(
  { nodes, edges }: DrawnGraph,
  fan: number,
): { columns: Placed[][]; standsFor: ReadonlyMap<string, string> } {
  const degrees = new Map<string, number>();
  for (const { from, to } of edges) for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const layers = [...new Set(nodes.map(({ layer }) => layer))].sort((a, b) => a - b);
  const standsFor = new Map<string, string>();
  const columns = layers.map((layer) => {
    const own = nodes
      .filter((node) => node.layer === layer)
      .toSorted(
        compareBy(
          ({ look }) => (look === 'root' ? 0 : 1),
          ({ id }) => -(degrees.get(id) ?? 0),
          ({ id }) => id,
        ),
      );
    const shown = own.length <= fan + 1 ? own : own.slice(0, fan);
    const hidden = own.slice(shown.length);
    for (const { id } of shown) standsFor.set(id, id);
    const rest = `${restPrefix}${layer}`;
    for (const { id } of hidden) standsFor.set(id, rest);
    const placed: Placed[] = shown.map(({ id, caption, note, look }) => ({
      id,
      caption,
      layer,
      row: 0,
      ...(note === undefined ? {} : { note }),
      ...(look === undefined ? {} : { look }),
    }));
    if (hidden.length > 0)
      placed.push({
        id: rest,
        caption: `… ${hidden.length.toLocaleString('en')} more`,
        layer,
        row: 0,
        more: hidden.length,
      });
    return placed;
  });
  return { columns, standsFor };
}

type Line = Pick<DrawnEdge, 'from' | 'to' | 'type'>;

function edgesOf(edges: readonly DrawnEdge[], standsFor: ReadonlyMap<string, string>): Line[] {
  const lines = new Map<string, Line>();
  for (const { from, to, type } of edges) {
    const [a, b] = [standsFor.get(from) ?? from, standsFor.get(to) ?? to];
    if (a !== b) lines.set(`${a}\n${b}\n${type}`, { from: a, to: b, type });
  }
  return [...lines.values()].sort(
    compareBy(
      ({ from }) => from,
      ({ to }) => to,
      ({ type }) => type,
    ),
  );
}

/** Rows by the mean row of neighbours that stand nearer to the root, outwards from it; the counted rest last. */
function arrange(columns: readonly Placed[][], edges: readonly Line[]): void {
  const rows = new Map<string, number>();
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges)
    for (const [a, b] of [
      [from, to],
      [to, from],
    ] as const) {
      const known = neighbours.get(a);
      if (known === undefined) neighbours.set(a, [b]);
      else known.push(b);
    }
  const outwards = columns.toSorted(
    compareBy(
      (column) => Math.abs(column[0]?.layer ?? 0),
      (column) => column[0]?.layer ?? 0,
    ),
  );
  for (const column of outwards) {
    const means = new Map(
      column.map(({ id }) => {
        const known = (neighbours.get(id) ?? []).flatMap((other) => rows.get(other) ?? []);
        return [id, known.length === 0 ? 0 : known.reduce((sum, row) => sum + row, 0) / known.length];
      }),
    );
    column.sort(
      compareBy(
        ({ more }) => (more === undefined ? 0 : 1),
        ({ id }) => means.get(id) ?? 0,
        ({ id }) => id,
      ),
    );
    for (const [row, node] of column.entries()) {
      node.row = row;
      rows.set(node.id, (row + 0.5) / column.length);
    }
  }
}

type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

function drawEdge({ from, to, type }: Line, places: Places, hues: ReadonlyMap<string, string>): string {
  const [a, b] = [places.get(from), places.get(to)];
  if (a === undefined || b === undefined) return '';
  const middle = box.height / 2;
  const [left, right] = a.x <= b.x ? [a, b] : [b, a];
  const isLevel = left.x === right.x;
  const [x1, x2] = [left.x + box.width, isLevel ? right.x + box.width : right.x];
  const bend = isLevel ? 40 : (x2 - x1) / 2;
  const [c1, c2] = [x1 + bend, isLevel ? x2 + bend : x2 - bend];
  const path = `M${x1} ${round(left.y + middle)}C${round(c1)} ${round(left.y + middle)} ${round(c2)} ${round(right.y + middle)} ${x2} ${round(right.y + middle)}`;
  const faint = [from, to].some((id) => id.startsWith(restPrefix)) ? ' faint' : '';
  return `<path class="edge${faint}" stroke="${hues.get(type)}" d="${path}"/>`;
}

function drawNode({ id, caption, note, look, more }: Placed, places: Places): string {
  const { x, y } = places.get(id) ?? { x: 0, y: 0 };
  const group = more === undefined ? (look ?? 'known') : 'more';
  const middle = round(y + (note === undefined ? 23 : 16));
  return [
    `<g class="${group}">`,
    more === undefined ? `<title>${xmlText(note === undefined ? caption : `${caption}\n${note}`)}</title>` : '',
    `<rect class="box" x="${x}" y="${round(y)}" width="${box.width}" height="${box.height}" rx="6"/>`,
    `<text class="name" x="${x + 10}" y="${middle}">${xmlText(shortened(caption, captionLength))}</text>`,
    note === undefined
      ? ''
      : `<text class="note" x="${x + 10}" y="${round(y + 29)}">${xmlText(cut(note, noteLength))}</text>`,
    '</g>',
  ].join('');
}

function legend(
  types: readonly string[],
  hues: ReadonlyMap<string, string>,
  captions: ReadonlyMap<string, string>,
): string[] {
  let x = margin.side;
  return types.map((type) => {
    const caption = captions.get(type) ?? type;
    const item = `<path class="edge" stroke="${hues.get(type)}" d="M${x} 42h22"/><text class="legend" x="${x + 28}" y="46">${xmlText(caption)}</text>`;
    x += 44 + 6.2 * [...caption].length;
    return item;
  });
}

/** Cut in the middle: the end of a model's name tells as much as its beginning. */
function shortened(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  const end = Math.floor(length / 3);
  return `${characters.slice(0, length - end - 1).join('')}…${characters.slice(-end).join('')}`;
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
