import type { GraphStore, Parameters } from '../../graph/store.ts';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { byCodePoint, compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import { familiesOf, type Families } from './families.ts';
import { isFiltering, type LineageFilter } from './lineage-filter.ts';
import { defaultMaxNodes, type LineageEdge, type LineageNode } from './lineage-walk.ts';
import { byKind, inheritanceTypes } from './lineage-words.ts';
import type { NodeFacts } from './node-facts.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { sharesOf, type Share, sumOf } from './tally.ts';

export interface ImpactOptions extends ResolveOptions {
  /** Steps at most; absent: to the end. */
  readonly depth?: number;
  readonly filter?: LineageFilter;
  /** Things listed at most. Default 100. Totals are of all. */
  readonly limit?: number;
  /** From 1. Default 1. */
  readonly page?: number;
  /** Things at most, the root included. Default 100,000. */
  readonly maxNodes?: number;
  /** Who walks. Default: the engine. */
  readonly families?: Families;
  readonly signal?: AbortSignal;
}

/** One thing that inherits. */
export interface ImpactItem extends LineageNode, Partial<NodeFacts> {
  /** Relationship types of the steps by which it inherits at its depth, most telling first. */
  readonly kinds: readonly string[];
  /** Ids of what it inherits from at its depth. */
  readonly from: readonly string[];
}

export interface ImpactResult {
  readonly root: string;
  readonly label: string;
  readonly redirectedFrom?: string;
  readonly depth: number | null;
  readonly filter?: LineageFilter;
  /** Things beside the root: `models` and `datasets`. */
  readonly total: number;
  readonly models: number;
  readonly datasets: number;
  /** Only referred to; and gone. */
  readonly missing: number;
  readonly removed: number;
  /** Of the last 30 days, over the models of which they are known. */
  readonly downloads: number;
  readonly byDepth: readonly { readonly depth: number; readonly models: number; readonly datasets: number }[];
  /** By relationship type of the steps that reach a thing first. */
  readonly byKind: readonly { readonly type: string; readonly things: number; readonly downloads: number }[];
  /** Accounts with the most models first, ten at most; `owners` counts all. Null: nobody is named. */
  readonly byOwner: readonly Share[];
  readonly owners: number;
  /** Licences that they state. Null: none. */
  readonly byLicense: readonly Share[];
  /** Most downloaded first, then nearest, then by id. */
  readonly items: readonly ImpactItem[];
  readonly page: { readonly number: number; readonly limit: number; readonly pages: number };
  readonly next: number | null;
  /** Whether `maxNodes` cut something off. */
  readonly truncated: boolean;
  /** One statement with the same models for Neo4j Browser and `stemma cypher`, up to its own limits of depth. */
  readonly cypher: string;
  readonly params: Parameters;
  /** Everything that was reached, for drawings; not part of the JSON. */
  readonly graph: { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] };
}

const ownersShown = 10;

/**
 * Who inherits what befalls a model or a dataset: what derives from it, models trained on it or on datasets made from it, and
 * all that derive from those, to any depth.
 * @throws StemmaError STEMMA_USAGE for a thing of another kind, and for a page behind the last
 */
export async function impact(store: GraphStore, id: string, options: ImpactOptions = {}): Promise<ImpactResult> {
  const { redirectedFrom, ...root } = await resolveId(store, id, options);
  if (root.label !== 'MLModel' && root.label !== 'Dataset')
    throw new StemmaError('STEMMA_USAGE', `${root.id} is no model and no dataset, so nothing inherits from it`, {
      hint: `stemma show ${root.id}`,
    });
  const { signal, filter = {}, depth, maxNodes = defaultMaxNodes, families = familiesOf(store) } = options;
  const types = filter.kinds === undefined ? inheritanceTypes : inheritanceTypes.filter((type) => allows(filter, type));
  const walk = await families.walk({
    roots: [root],
    ways: [{ direction: 'down', depth: depth ?? null }],
    types,
    label: 'Resource',
    filter: ofAnyKind(filter),
    maxNodes,
    signal,
  });
  const nodes = await families.facts(walk.nodes, signal);
  const { edges } = walk;
  const items = nodes.filter((node) => node.id !== root.id).sort(mostDownloaded);
  const inherited = inheritedBy(nodes, edges);
  const page = pageOf(items, inherited, options);
  const models = items.filter(({ label }) => label === 'MLModel');
  const owners = sharesOf(models, (item) => item.owners ?? []);
  return {
    root: root.id,
    label: root.label,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    depth: depth ?? null,
    ...(isFiltering(filter) ? { filter } : {}),
    total: items.length,
    models: models.length,
    datasets: items.length - models.length,
    missing: items.filter(({ resolved, removed }) => !resolved && !removed).length,
    removed: items.filter(({ removed }) => removed).length,
    downloads: sumOf(models, (item) => item.downloads),
    byDepth: depthsOf(items),
    byKind: kindsOf(items, inherited),
    byOwner: owners.slice(0, ownersShown),
    owners: owners.filter(({ key }) => key !== null).length,
    byLicense: sharesOf(models, (item) => item.licenses ?? []),
    ...page,
    truncated: walk.truncated,
    ...statementFor(root.id, root.label, maxNodes),
    graph: { nodes, edges },
  };
}

/** Kinds of lineage are chosen; how data are inherited is always followed. */
function allows({ kinds }: LineageFilter, type: string): boolean {
  return kinds?.includes(type) === true || type === 'TRAINED_ON' || type === 'IS_BASED_ON';
}

/** The conditions that hold for every way. */
function ofAnyKind(filter: LineageFilter): LineageFilter {
  const { kinds, ...others } = filter;
  return kinds === undefined ? filter : others;
}

function mostDownloaded(a: LineageNode, b: LineageNode): number {
  return (b.downloads ?? -1) - (a.downloads ?? -1) || a.depth - b.depth || byCodePoint(a.id, b.id);
}

type Inherited = ReadonlyMap<string, readonly LineageEdge[]>;

/** The statements by which things are reached first, by the thing's id. */
function inheritedBy(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Inherited {
  const depths = new Map(nodes.map(({ id, depth }) => [id, depth]));
  const inherited = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    if (depths.get(edge.to) !== (depths.get(edge.from) ?? 0) - 1) continue;
    const known = inherited.get(edge.from);
    if (known === undefined) inherited.set(edge.from, [edge]);
    else known.push(edge);
  }
  return inherited;
}

function typesOf(edges: readonly LineageEdge[] | undefined): readonly string[] {
  const [first] = edges ?? [];
  if (first === undefined) return [];
  return edges?.length === 1 ? [first.type] : [...new Set(edges?.map(({ type }) => type))].sort(byKind);
}

function pageOf(
  all: readonly LineageNode[],
  inherited: Inherited,
  { limit = 100, page = 1 }: ImpactOptions,
): Pick<ImpactResult, 'items' | 'page' | 'next'> {
  const pages = Math.max(1, Math.ceil(all.length / limit));
  if (page > pages)
    throw new StemmaError('STEMMA_USAGE', `there is no page ${page}: ${all.length} things make ${pages} of ${limit}`);
  return {
    items: all.slice((page - 1) * limit, page * limit).map((node) => {
      const own = inherited.get(node.id);
      return { ...node, kinds: typesOf(own), from: [...new Set(own?.map(({ to }) => to))] };
    }),
    page: { number: page, limit, pages },
    next: page < pages ? page + 1 : null,
  };
}

function depthsOf(items: readonly LineageNode[]): ImpactResult['byDepth'] {
  const counts = new Map<number, { models: number; datasets: number }>();
  for (const { depth, label } of items) {
    const count = counts.get(depth) ?? { models: 0, datasets: 0 };
    if (label === 'MLModel') count.models += 1;
    else count.datasets += 1;
    counts.set(depth, count);
  }
  return [...counts].map(([depth, count]) => ({ depth, ...count })).sort(compareBy(({ depth }) => depth));
}

function kindsOf(items: readonly LineageNode[], inherited: Inherited): ImpactResult['byKind'] {
  const counts = new Map<string, { things: number; downloads: number }>();
  for (const { id, downloads } of items)
    for (const type of typesOf(inherited.get(id))) {
      const count = counts.get(type) ?? { things: 0, downloads: 0 };
      count.things += 1;
      count.downloads += downloads ?? 0;
      counts.set(type, count);
    }
  return [...counts].sort(([a], [b]) => byKind(a, b)).map(([type, count]) => ({ type, ...count }));
}

function statementFor(id: string, label: string, limit: number): Pick<ImpactResult, 'cypher' | 'params'> {
  const query = getQuery(label === 'Dataset' ? 'lineage/impact-of-dataset' : 'lineage/descendants');
  return { cypher: query.cypher, params: bindParameters(query, { id, limit }) };
}
