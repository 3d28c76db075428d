import type { FamilyQuestion, FamilyWalk } from '../families.ts';
import { defaultMaxNodes, type LineageLevel, type LineageNode } from '../lineage-walk.ts';
import type { LineageFilter } from '../lineage-filter.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { byCodePoint } from '../../core/code-point-order.ts';
import { type Adjacency, type EdgeColumns, type ThingColumns, typesByNumber } from './columns.ts';

/** What is held in memory. */
export interface HeldFamilies {
  readonly things: ThingColumns;
  readonly edges: EdgeColumns;
  readonly up: Adjacency;
  readonly down: Adjacency;
}

/** The walk of `LineageWalk` over numbers: the same nodes, edges, counts, and the same cut. */
export function walkHeld(held: HeldFamilies, question: FamilyQuestion): FamilyWalk {
  const { things, edges } = held;
  const { ways, maxNodes = defaultMaxNodes, signal } = question;
  const roots = question.roots.map((root) => ({ root, at: things.numberOf(root.uri) }));
  const numbered = roots.flatMap(({ at }) => at ?? []);
  const strangers = new Set(
    question.roots.filter(({ uri }) => things.numberOf(uri) === undefined).map(({ uri }) => uri),
  );
  const isFollowed = followed(held, question);
  const depths = new Map(numbered.map((at) => [at, 0]));
  const found = new Set<number>();
  const levels: LineageLevel[] = [];
  let truncated = false;
  for (const { direction, depth } of ways) {
    const { starts, edges: list } = held[direction];
    const far = direction === 'up' ? edges.parents : edges.children;
    const near = direction === 'up' ? edges.children : edges.parents;
    const seen = new Set(numbered);
    let frontier: readonly number[] = numbered;
    for (let level = 1; level <= (depth ?? Number.POSITIVE_INFINITY) && frontier.length > 0; level += 1) {
      throwIfAborted(signal);
      const steps: number[] = [];
      for (const at of frontier)
        for (let next = starts[at] as number; next < (starts[at + 1] as number); next += 1) {
          const edge = list[next] as number;
          if (isFollowed(edge, far[edge] as number)) steps.push(edge);
        }
      // Order says only what a cut leaves.
      if (depths.size + strangers.size + steps.length > maxNodes) steps.sort(byEnds(far, near, edges.types));
      const next = new Map<number, number>();
      for (const edge of steps) {
        const at = far[edge] as number;
        const known = depths.get(at);
        if (known === undefined && depths.size + strangers.size >= maxNodes) {
          truncated = true;
          continue;
        }
        if (known === undefined || known > level) depths.set(at, level);
        found.add(edge);
        const bit = 1 << (edges.types[edge] as number);
        if (!seen.has(at)) next.set(at, bit);
        else if (next.has(at)) next.set(at, (next.get(at) ?? 0) | bit);
        seen.add(at);
      }
      if (next.size > 0) levels.push(levelOf(direction, level, next, things));
      frontier = [...next.keys()];
    }
  }
  const nodes = byDepth(depths).flatMap(({ depth, numbers }) => Array.from(numbers, (at) => nodeOf(things, at, depth)));
  const lone = roots.flatMap(({ root, at }) => (at === undefined ? [{ ...root, depth: 0 }] : []));
  return {
    nodes: lone.length === 0 ? nodes : [...lone, ...nodes].sort((a, b) => a.depth - b.depth || byCodePoint(a.id, b.id)),
    edges: Array.from(Uint32Array.from(found).sort(), (at) => edges.edge(at, things.ids)),
    levels,
    truncated,
  };
}

/** Nearest first; things of one depth in the order of their numbers. */
function byDepth(depths: ReadonlyMap<number, number>): { readonly depth: number; readonly numbers: Uint32Array }[] {
  const groups = new Map<number, number[]>();
  for (const [at, depth] of depths) {
    const group = groups.get(depth);
    if (group === undefined) groups.set(depth, [at]);
    else group.push(at);
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([depth, numbers]) => ({ depth, numbers: Uint32Array.from(numbers).sort() }));
}

function nodeOf(things: ThingColumns, at: number, depth: number): LineageNode {
  const { id, uri, label, name, resolved, removed } = things.thing(at);
  return { id, uri, label, name, resolved, removed, depth };
}

function byEnds(first: Uint32Array, second: Uint32Array, types: Uint8Array): (a: number, b: number) => number {
  return (a, b) =>
    (first[a] as number) - (first[b] as number) ||
    (second[a] as number) - (second[b] as number) ||
    (types[a] as number) - (types[b] as number);
}

function levelOf(
  direction: 'up' | 'down',
  depth: number,
  reached: ReadonlyMap<number, number>,
  things: ThingColumns,
): LineageLevel {
  let [missing, removed] = [0, 0];
  const counts = new Map<string, number>();
  for (const [at, bits] of reached) {
    const thing = things.thing(at);
    if (thing.removed) removed += 1;
    else if (!thing.resolved) missing += 1;
    for (const [number, type] of typesByNumber.entries())
      if ((bits & (1 << number)) !== 0) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const kinds = Object.fromEntries([...counts].sort(([a], [b]) => byCodePoint(a, b)));
  return { direction, depth, models: reached.size, missing, removed, kinds };
}

/** Whether a statement is followed, with the conditions as numbers. */
function followed(
  { things, edges }: HeldFamilies,
  { types, label = 'MLModel', filter = {} }: FamilyQuestion,
): (edge: number, far: number) => boolean {
  const { kinds, minConfidence, methods, sources }: LineageFilter = filter;
  const wanted = new Uint8Array(typesByNumber.length);
  for (const type of types) if (kinds === undefined || kinds.includes(type)) wanted[typesByNumber.indexOf(type)] = 1;
  const numbers = (words: readonly string[] | undefined): ReadonlySet<number> | undefined =>
    words === undefined ? undefined : new Set(words.map((word) => edges.words.known(word)).filter((at) => at !== 0));
  const [ofMethods, ofSources] = [numbers(methods), numbers(sources)];
  return (edge, far) =>
    wanted[edges.types[edge] as number] === 1 &&
    (label === 'Resource' || things.thing(far).label === label) &&
    (minConfidence === undefined || (edges.confidence(edge) ?? 0) >= minConfidence) &&
    (ofMethods === undefined || ofMethods.has(edges.methods[edge] as number)) &&
    (ofSources === undefined || ofSources.has(edges.sources[edge] as number));
}
