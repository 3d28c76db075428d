import { compareBy } from '../core/code-point-order.ts';
import { factWords } from './figures.ts';
import { byKind, marksOf, wordsOf } from './lineage-words.ts';
import type { LineageNode, LineageResult } from './lineage.ts';

export interface TreeOptions {
  /** Lines drawn for each kind below one model; more are counted in one line. Default 6. */
  readonly fan?: number;
  /** Without box-drawing characters. */
  readonly ascii?: boolean;
  /** Columns of the terminal: facts that do not fit beside a name are left out. Default: no end. */
  readonly width?: number;
  /** Colours a part of a line, or makes it safe for a terminal. */
  readonly paint?: (part: 'id' | 'mark' | 'kind' | 'fact' | 'line', text: string) => string;
}

type Paint = NonNullable<TreeOptions['paint']>;
const plain: Paint = (_, text) => text;

/** Licence, size and downloads as far as there is room, each after two blanks or a point. */
function factsBeside(
  node: LineageNode | undefined,
  used: number,
  { width = Number.POSITIVE_INFINITY, ascii }: TreeOptions,
): string {
  if (node === undefined) return '';
  const between = ascii === true ? ', ' : ' · ';
  let text = '';
  for (const word of factWords(node)) {
    const longer = text === '' ? word : text + between + word;
    if (used + 2 + longer.length > width) break;
    text = longer;
  }
  return text;
}

/** A step of the tree: one neighbour, by one or more kinds of statement. */
interface Branch {
  readonly id: string;
  readonly types: readonly string[];
}

type Direction = 'up' | 'down';

/**
 * Lineage as indented text. Each model is drawn once with what lies behind it, under a nearest neighbour of the root; where
 * it comes up again it is marked. Large fans are cut, those with most behind them first, and the rest is counted.
 */
export function renderLineageTree(result: LineageResult, options: TreeOptions = {}): string {
  const nodes = new Map(result.nodes.map((node) => [node.id, node]));
  const { paint = plain } = options;
  const marks = marksOf(nodes.get(result.root)).map((mark) => `(${mark})`);
  const facts = factsBeside(nodes.get(result.root), [result.root, ...marks].join(' ').length, options);
  const root = [
    paint('id', result.root),
    ...marks.map((mark) => paint('mark', mark)),
    ...(facts === '' ? [] : [` ${paint('fact', facts)}`]),
  ].join(' ');
  const sections = (['up', 'down'] as const)
    .filter((direction) => result.direction === 'both' || result.direction === direction)
    .map((direction) => ({ direction, lines: new Tree(result, direction, nodes, options).lines() }));
  if (sections.length === 1) return [root, ...(sections[0]?.lines ?? [])].join('\n');
  const headings = { up: 'Derived from', down: 'Derived models' };
  const blocks = sections.map(({ direction, lines }) => [
    headings[direction],
    ...(lines.length === 0 ? ['  none known'] : lines),
  ]);
  return [[root], ...blocks].map((block) => block.join('\n')).join('\n\n');
}

/** `1,083 derived models within 5 steps, 12 not in the graph`. */
export function lineageSummary(result: LineageResult): string {
  const { total, levels } = result;
  const what = { up: 'ancestors', down: 'derived models', both: 'ancestors and derived models' }[result.direction];
  const steps = levels.reduce((most, level) => Math.max(most, level.depth), 0);
  const missing = levels.reduce((sum, level) => sum + level.missing, 0);
  const gone = levels.reduce((sum, level) => sum + level.removed, 0);
  return [
    total === 0
      ? `no ${what} known`
      : `${total.toLocaleString('en')} ${what} within ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    ...(missing === 0 ? [] : [`${missing.toLocaleString('en')} not in the graph`]),
    ...(gone === 0 ? [] : [`${gone.toLocaleString('en')} gone`]),
    ...(result.truncated ? ['cut off: more exist'] : []),
  ].join(', ');
}

class Tree {
  readonly #direction: Direction;
  readonly #root: string;
  readonly #nodes: ReadonlyMap<string, LineageNode>;
  readonly #fan: number;
  readonly #paint: Paint;
  readonly #options: TreeOptions;
  readonly #glyphs: {
    readonly tee: string;
    readonly end: string;
    readonly bar: string;
    readonly gap: string;
    readonly dots: string;
  };
  readonly #branches = new Map<string, Branch[]>();
  /** Under which neighbour each model is drawn in full. */
  readonly #drawnUnder = new Map<string, string>();
  /** Number of models drawn behind each. */
  readonly #behind = new Map<string, number>();

  constructor(
    result: LineageResult,
    direction: Direction,
    nodes: ReadonlyMap<string, LineageNode>,
    options: TreeOptions,
  ) {
    const { fan = 6, ascii = false, paint = plain } = options;
    this.#direction = direction;
    this.#root = result.root;
    this.#nodes = nodes;
    this.#fan = Math.max(1, fan);
    this.#paint = paint;
    this.#options = options;
    this.#glyphs = ascii
      ? { tee: '|- ', end: '`- ', bar: '|  ', gap: '   ', dots: '...' }
      : { tee: '├─ ', end: '└─ ', bar: '│  ', gap: '   ', dots: '…' };
    this.#connect(result);
    this.#span();
  }

  lines(): string[] {
    const lines: string[] = [];
    const stack = this.#items(this.#root, '').reverse();
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      lines.push(item.text);
      if (item.below === undefined) continue;
      for (const below of this.#items(item.below, item.indent).reverse()) stack.push(below);
    }
    return lines;
  }

  #connect(result: LineageResult): void {
    const types = new Map<string, Map<string, string[]>>();
    for (const edge of result.edges) {
      const [near, far] = this.#direction === 'up' ? [edge.from, edge.to] : [edge.to, edge.from];
      const fars = types.get(near) ?? new Map<string, string[]>();
      types.set(near, fars.set(far, [...(fars.get(far) ?? []), edge.type].sort(byKind)));
    }
    for (const [near, fars] of types)
      this.#branches.set(
        near,
        [...fars].map(([id, kinds]) => ({ id, types: kinds })),
      );
  }

  /** Breadth first from the root: the tree in which each model stands as near to the root as it is. */
  #span(): void {
    const order = [this.#root];
    this.#drawnUnder.set(this.#root, '');
    for (const near of order) {
      for (const { id } of [...(this.#branches.get(near) ?? [])].sort(compareBy((branch) => branch.id))) {
        if (this.#drawnUnder.has(id)) continue;
        this.#drawnUnder.set(id, near);
        order.push(id);
      }
    }
    for (const id of order.reverse()) {
      const near = this.#drawnUnder.get(id) ?? '';
      this.#behind.set(near, (this.#behind.get(near) ?? 0) + (this.#behind.get(id) ?? 0) + 1);
    }
  }

  #items(near: string, indent: string): { text: string; indent: string; below?: string }[] {
    const used = indent.length + this.#glyphs.tee.length;
    const groups = new Map<string, Branch[]>();
    for (const branch of this.#branches.get(near) ?? []) {
      const type = branch.types[0] ?? '';
      const group = groups.get(type);
      if (group === undefined) groups.set(type, [branch]);
      else group.push(branch);
    }
    const items: { text: string; below?: string }[] = [];
    for (const type of [...groups.keys()].sort(byKind)) {
      const group = (groups.get(type) ?? []).sort(
        compareBy(
          (branch) => -this.#weight(branch, near),
          (branch) => -(this.#nodes.get(branch.id)?.downloads ?? -1),
          (branch) => branch.id,
        ),
      );
      const shown = group.length <= this.#fan + 1 ? group : group.slice(0, this.#fan);
      for (const branch of shown) items.push(this.#item(branch, near, used));
      if (shown.length < group.length) items.push({ text: this.#rest(type, group.slice(shown.length), near) });
    }
    return items.map((item, index) => {
      const isLast = index === items.length - 1;
      const { tee, end, bar, gap } = this.#glyphs;
      return {
        ...item,
        text: this.#paint('line', indent + (isLast ? end : tee)) + item.text,
        indent: indent + (isLast ? gap : bar),
      };
    });
  }

  #item({ id, types }: Branch, near: string, indent: number): { text: string; below?: string } {
    const kinds = types.map((type) => wordsOf(type)[this.#direction === 'up' ? 'parent' : 'child']).join(' + ');
    const isDrawnHere = this.#drawnUnder.get(id) === near;
    const marks = [...marksOf(this.#nodes.get(id)), ...(isDrawnHere ? [] : this.#again(id, near))];
    const plainText = [kinds, id, ...marks.map((mark) => `(${mark})`)].join(' ');
    const facts = factsBeside(this.#nodes.get(id), indent + plainText.length, this.#options);
    const text = [
      this.#paint('kind', kinds),
      this.#paint('id', id),
      ...marks.map((mark) => this.#paint('mark', `(${mark})`)),
      ...(facts === '' ? [] : [` ${this.#paint('fact', facts)}`]),
    ].join(' ');
    return isDrawnHere ? { text, below: id } : { text };
  }

  #again(id: string, near: string): readonly string[] {
    for (let above = near; above !== ''; above = this.#drawnUnder.get(above) ?? '') if (above === id) return ['cycle'];
    return this.#branches.has(id) ? ['drawn elsewhere'] : [];
  }

  #weight(branch: Branch, near: string): number {
    return this.#drawnUnder.get(branch.id) === near ? (this.#behind.get(branch.id) ?? 0) : 0;
  }

  #rest(type: string, hidden: readonly Branch[], near: string): string {
    const behind = hidden.reduce((sum, branch) => sum + this.#weight(branch, near), 0);
    const count = hidden.length.toLocaleString('en');
    const kind = this.#direction === 'up' ? `(${wordsOf(type).parent})` : wordsOf(type).children;
    const more = behind === 0 ? '' : `, and ${behind.toLocaleString('en')} behind them`;
    return `${this.#glyphs.dots} ${count} more ${kind}${more}`;
  }
}
