import type { GraphStore } from '../../graph/store.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import { familiesOf, type Families } from './families.ts';
import { assertModel, type LineageEdge, type LineageLevel, type LineageNode } from './lineage-walk.ts';
import { byKind } from './lineage-words.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { sharesOf, type Share, sumOf } from './tally.ts';

export interface FamilyOptions extends ResolveOptions {
  /** Models at most. Default 100,000. */
  readonly maxNodes?: number;
  /** Who walks. Default: the engine. */
  readonly families?: Families;
  readonly signal?: AbortSignal;
}

export interface FamilyResult {
  /** Id of the model asked for. */
  readonly id: string;
  readonly redirectedFrom?: string;
  /** Ids of those that nothing known lies behind: from them all others derive. */
  readonly roots: readonly string[];
  /** Models, the roots included. */
  readonly total: number;
  readonly described: number;
  readonly missing: number;
  readonly removed: number;
  /** Steps from the nearest root to the farthest model. */
  readonly depth: number;
  readonly downloads: number;
  readonly levels: readonly LineageLevel[];
  /** Statements by relationship type. */
  readonly kinds: readonly { readonly type: string; readonly statements: number }[];
  /** Null: none stated, or not described. */
  readonly licenses: readonly Share[];
  /** Accounts with the most models first. */
  readonly owners: readonly Share[];
  /** By month of creation as the source dates it, oldest first; `total` adds up. */
  readonly growth: readonly {
    readonly month: string;
    readonly models: number;
    readonly total: number;
    /** Models of which the source says only that they are as old or older. */
    readonly onOrBefore: number;
  }[];
  /** Models without a date of creation. */
  readonly undated: number;
  readonly truncated: boolean;
  /** The whole family, for drawings; not part of the JSON. */
  readonly graph: { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] };
}

/** Everything that derives from what a model ultimately derives from, the model itself and its merges included. */
export async function family(store: GraphStore, id: string, options: FamilyOptions = {}): Promise<FamilyResult> {
  const { redirectedFrom, ...self } = await resolveId(store, id, options);
  assertModel(self);
  const { signal, maxNodes, families = familiesOf(store) } = options;
  const question = { types: lineageTypes, ...(maxNodes && { maxNodes }), signal };
  const up = await families.walk({ ...question, roots: [self], ways: [{ direction: 'up', depth: null }] });
  const roots = rootsOf(up.nodes, up.edges);
  const down = await families.walk({ ...question, roots, ways: [{ direction: 'down', depth: null }] });
  const nodes = await families.facts(down.nodes, signal);
  const { edges } = down;
  return {
    id: self.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    roots: roots.map((root) => root.id),
    total: nodes.length,
    described: nodes.filter(({ resolved }) => resolved).length,
    missing: nodes.filter(({ resolved, removed }) => !resolved && !removed).length,
    removed: nodes.filter(({ removed }) => removed).length,
    depth: Math.max(...nodes.map((node) => node.depth)),
    downloads: sumOf(nodes, (node) => node.downloads),
    levels: down.levels,
    kinds: statementsOf(edges),
    licenses: sharesOf(nodes, (node) => node.licenses ?? []),
    owners: sharesOf(nodes, (node) => node.owners ?? []),
    ...growthOf(nodes),
    truncated: up.truncated || down.truncated,
    graph: { nodes, edges },
  };
}

/** Those without a parent; where all stand in rings, the first by id of the farthest. */
function rootsOf(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): readonly LineageNode[] {
  const children = new Set(edges.map(({ from }) => from));
  const tops = nodes.filter(({ id }) => !children.has(id));
  const [farthest] = nodes.toSorted(
    compareBy(
      ({ depth }) => -depth,
      ({ id }) => id,
    ),
  );
  const found = tops.length > 0 || farthest === undefined ? tops : [farthest];
  return found.toSorted(compareBy(({ id }) => id));
}

function statementsOf(edges: readonly LineageEdge[]): FamilyResult['kinds'] {
  const counts = new Map<string, number>();
  for (const { type } of edges) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, statements]) => ({ type, statements })).sort((a, b) => byKind(a.type, b.type));
}

function growthOf(nodes: readonly LineageNode[]): Pick<FamilyResult, 'growth' | 'undated'> {
  const months = new Map<string, { models: number; onOrBefore: number }>();
  let undated = 0;
  for (const { dateCreated, dateCreatedBound } of nodes) {
    if (typeof dateCreated !== 'string') {
      undated += 1;
      continue;
    }
    const month = dateCreated.slice(0, 7);
    const count = months.get(month) ?? { models: 0, onOrBefore: 0 };
    count.models += 1;
    if (dateCreatedBound === 'on-or-before') count.onOrBefore += 1;
    months.set(month, count);
  }
  let total = 0;
  const growth = [...months].sort(compareBy(([month]) => month)).map(([month, { models, onOrBefore }]) => {
    total += models;
    return { month, models, total, onOrBefore };
  });
  return { growth, undated };
}
