import { compareBy } from '../core/code-point-order.ts';
import { factWords } from './figures.ts';
import type { Attribute, DrawnGraph } from './graph-forms/drawn-graph.ts';
import type { LineageEdge, LineageNode } from './lineage-walk.ts';
import { inheritanceTypes, marksOf, wordsOf } from './lineage-words.ts';

/** Things and the statements between them, as any answer about families has them. */
export interface FamilyGraph {
  readonly title: string;
  /** Ids of what was asked for. */
  readonly roots: readonly string[];
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

/** The family as a graph for any form. Statements of which one end is not shown are left out. */
export function drawnGraph({ title, roots, nodes, edges }: FamilyGraph): DrawnGraph {
  const isShown = new Set(nodes.map(({ id }) => id));
  const shown = edges.filter(({ from, to }) => isShown.has(from) && isShown.has(to));
  const layers = layersOf(roots, nodes, shown);
  return {
    title,
    nodes: nodes.map((node) => {
      const words = factWords(node);
      const look = lookOf(node, roots);
      return {
        id: node.id,
        caption: [node.id, ...marksOf(node).map((mark) => `(${mark})`)].join(' '),
        ...(words.length === 0 ? {} : { note: words.join(' · ') }),
        ...(look === undefined ? {} : { look }),
        layer: layers.get(node.id) ?? 0,
        attributes: nodeAttributes(node),
      };
    }),
    edges: shown.map((edge) => {
      const { from, to, type, method, confidence, evidenceCount, source, firstSeen } = edge;
      return {
        from,
        to,
        type,
        hue: Math.max(0, inheritanceTypes.indexOf(type)),
        caption: wordsOf(type).parent,
        attributes: { type, method, confidence, evidenceCount, source, firstSeen },
      };
    }),
  };
}

function nodeAttributes(node: LineageNode): Readonly<Record<string, Attribute>> {
  const { uri, label, name, depth, resolved, removed } = node;
  const own: Record<string, Attribute> = { uri, type: label, name, depth, resolved, removed };
  if (node.licenses === undefined) return own;
  return {
    ...own,
    licenses: joined(node.licenses),
    owners: joined(node.owners ?? []),
    downloads: node.downloads ?? null,
    parameterCount: node.parameterCount ?? null,
    weightsSize: node.weightsSize ?? null,
    dateCreated: node.dateCreated ?? null,
  };
}

function joined(ids: readonly string[]): string | null {
  return ids.length === 0 ? null : ids.join(', ');
}

function lookOf(
  { id, resolved, removed }: LineageNode,
  roots: readonly string[],
): 'root' | 'stub' | 'removed' | undefined {
  if (roots.includes(id)) return 'root';
  if (removed) return 'removed';
  return resolved ? undefined : 'stub';
}

/** Steps from the nearest root: ancestors negative; what is both in a cycle stands where it is nearest. */
function layersOf(
  roots: readonly string[],
  nodes: readonly LineageNode[],
  edges: readonly LineageEdge[],
): ReadonlyMap<string, number> {
  const ways = { up: new Map<string, string[]>(), down: new Map<string, string[]>() };
  for (const { from, to } of edges) {
    for (const [way, near, far] of [
      [ways.up, from, to],
      [ways.down, to, from],
    ] as const) {
      const known = way.get(near);
      if (known === undefined) way.set(near, [far]);
      else known.push(far);
    }
  }
  const layers = new Map<string, number>();
  const up = distances(roots, ways.up);
  const down = distances(roots, ways.down);
  for (const { id, depth } of nodes) {
    const [above, below] = [up.get(id), down.get(id)];
    if (above !== undefined && (below === undefined || above < below)) layers.set(id, above === 0 ? 0 : -above);
    else layers.set(id, below ?? depth);
  }
  return layers;
}

function distances(roots: readonly string[], way: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const found = new Map(roots.toSorted(compareBy((id) => id)).map((id) => [id, 0]));
  for (const [id, distance] of found)
    for (const next of way.get(id) ?? []) if (!found.has(next)) found.set(next, distance + 1);
  return found;
}
