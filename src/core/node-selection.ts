import { StemmaError } from './errors.ts';
import { nearestOf } from './nearest.ts';

/** A node of a small graph without cycles, as far as choosing goes. */
export interface SelectableNode {
  readonly name: string;
  /** Names of the nodes just upstream. */
  readonly reads: readonly string[];
  /** Taken only when it is named in full. */
  readonly optional?: true;
}

export interface NodeSelection {
  /** Empty: every node that is not optional. */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** `2+name+1`: steps upstream, what is named, steps downstream. */
interface Clause {
  readonly text: string;
  readonly up: number;
  readonly pattern: string;
  readonly down: number;
}

const clausePattern = /^(?:(?<up>\d{0,4})\+)?(?<pattern>[^+\s,]+)(?:\+(?<down>\d{0,4}))?$/;

/**
 * The names that are chosen, in the order of the nodes. The grammar is that of data-pipeline tools: `name`, `name+` (with all
 * downstream), `+name` (with all upstream), `2+name`, `name+1` (that many steps), `*` for any characters; a comma or a
 * repeated flag means "or". Optional nodes are reached neither by `*` nor by `+`.
 * @throws StemmaError STEMMA_USAGE for a name that does not exist, listing the nearest, and for a choice of nothing
 */
export function selectNodes(nodes: readonly SelectableNode[], selection: NodeSelection, what = 'stage'): string[] {
  const usual = nodes.filter((node) => node.optional !== true).map((node) => node.name);
  const chosen = new Set(selection.select.length === 0 ? usual : union(nodes, selection.select, what));
  for (const name of union(nodes, selection.exclude, what)) chosen.delete(name);
  if (chosen.size > 0) return nodes.filter((node) => chosen.has(node.name)).map((node) => node.name);
  throw new StemmaError('STEMMA_USAGE', `--select and --exclude leave no ${what}`, {
    hint: `${what}s: ${nodes.map((node) => node.name).join(', ')}`,
    context: { ...selection },
  });
}

function union(nodes: readonly SelectableNode[], texts: readonly string[], what: string): Set<string> {
  const found = new Set<string>();
  for (const clause of texts.flatMap((text) => text.split(',')).map((text) => parseClause(text, what))) {
    const named = namesMatching(nodes, clause.pattern);
    if (named.length === 0) throw unknownName(nodes, clause, what);
    for (const name of named) found.add(name);
    for (const name of reach(named, clause.up, (node) => node.reads, nodes)) found.add(name);
    const readers = readersIn(nodes);
    for (const name of reach(named, clause.down, (node) => readers.get(node.name) ?? [], nodes)) found.add(name);
  }
  return found;
}

function parseClause(text: string, what: string): Clause {
  const groups = clausePattern.exec(text.trim())?.groups;
  if (groups === undefined) {
    throw new StemmaError('STEMMA_USAGE', `not a choice of ${what}s: ${JSON.stringify(text.slice(0, 100))}`, {
      hint: `write name, name+, +name, 2+name, name+1 or a pattern with *; several with commas`,
    });
  }
  return { text, up: stepsOf(groups['up']), pattern: groups['pattern'] ?? '', down: stepsOf(groups['down']) };
}

/** No `+` is no step, a `+` without a number is all of them. */
function stepsOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return text === '' ? Number.POSITIVE_INFINITY : Number(text);
}

function namesMatching(nodes: readonly SelectableNode[], pattern: string): string[] {
  if (!pattern.includes('*')) return nodes.filter((node) => node.name === pattern).map((node) => node.name);
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const test = new RegExp(`^${parts.join('.*')}$`);
  return nodes.filter((node) => node.optional !== true && test.test(node.name)).map((node) => node.name);
}

/** What lies at most `steps` steps away, optional nodes left out and not passed. */
function reach(
  from: readonly string[],
  steps: number,
  next: (node: SelectableNode) => readonly string[],
  nodes: readonly SelectableNode[],
): Set<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const found = new Set<string>();
  let edge: readonly string[] = from;
  for (let step = 0; step < steps && edge.length > 0; step += 1) {
    const names = edge.flatMap((name) => {
      const node = byName.get(name);
      return node === undefined ? [] : next(node);
    });
    edge = [...new Set(names)].filter((name) => !found.has(name) && byName.get(name)?.optional !== true);
    for (const name of edge) found.add(name);
  }
  return found;
}

function readersIn(nodes: readonly SelectableNode[]): ReadonlyMap<string, readonly string[]> {
  const readers = new Map<string, string[]>();
  for (const node of nodes) {
    for (const read of node.reads) readers.set(read, [...(readers.get(read) ?? []), node.name]);
  }
  return readers;
}

function unknownName(nodes: readonly SelectableNode[], { pattern }: Clause, what: string): StemmaError {
  const names = nodes.map((node) => node.name);
  const near = nearestOf(pattern, names);
  const hint =
    near.length > 0
      ? `did you mean ${near.join(' or ')}?`
      : `${what}s: ${names.join(', ')}${pattern.includes('*') ? '; optional ones are taken by name only' : ''}`;
  return new StemmaError('STEMMA_USAGE', `no ${what} is called ${JSON.stringify(pattern.slice(0, 100))}`, {
    hint,
    context: { name: pattern.slice(0, 100), candidates: near },
  });
}
