import type { GraphStore, Parameters } from '../../graph/store.ts';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { familiesOf, type Families, type FamilyWalk } from './families.ts';
import { filteredTypes, isFiltering, type LineageFilter, pathCondition } from './lineage-filter.ts';
import type { Steps } from './lineage-selection.ts';
import {
  assertModel,
  defaultMaxNodes,
  type LevelOptions,
  type LineageEdge,
  type LineageLevel,
  type LineageNode,
} from './lineage-walk.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';

export type { LineageEdge, LineageLevel, LineageNode } from './lineage-walk.ts';
export type { LineageFilter } from './lineage-filter.ts';

export type LineageDirection = 'up' | 'down' | 'both';

export interface LineageOptions extends ResolveOptions, LevelOptions {
  readonly direction: LineageDirection;
  /** Steps at most where the two directions differ; they win over `depth`. */
  readonly depths?: Depths;
  /** Which statements are followed. */
  readonly filter?: LineageFilter;
  /** With licences, owners, sizes and downloads of each model. */
  readonly facts?: boolean;
  /** Nodes at most, the root included. Default 100,000. */
  readonly maxNodes?: number;
  /** Who walks. Default: the engine. */
  readonly families?: Families;
}

/** Null: to the end. */
export interface Depths {
  readonly up: Steps;
  readonly down: Steps;
}

export interface LineageResult {
  /** Id of the model asked for. */
  readonly root: string;
  /** The id that was asked for, where it is another name of the root. */
  readonly redirectedFrom?: string;
  readonly direction: LineageDirection;
  /** The instant, where a past state was asked for. */
  readonly at?: string;
  /** As asked for; null: to the end. */
  readonly depth: number | null;
  /** Steps in each direction, where two were asked for. */
  readonly depths?: Depths;
  readonly filter?: LineageFilter;
  /** Models beside the root, on whatever page. */
  readonly total: number;
  /** Counts at each number of steps, of the whole. */
  readonly levels: readonly LineageLevel[];
  /** Where a page was asked for. */
  readonly page?: { readonly number: number; readonly limit: number; readonly pages: number };
  /** Number of the next page; null: none. */
  readonly next: number | null;
  /** Sorted by depth, then id. */
  readonly nodes: readonly LineageNode[];
  /** Every statement on a way of at most `depth` steps; sorted by from, to, type. */
  readonly edges: readonly LineageEdge[];
  /** Whether `maxNodes` cut something off. */
  readonly truncated: boolean;
  /**
   * One statement with the same answer up to its ten steps, for Neo4j Browser and `stemma cypher`; of a past state the accounts
   * of its models, of which those that held then tell.
   */
  readonly cypher: string;
  readonly params: Parameters;
}

const statementDepth = 10;
const queryNames = { up: 'lineage/ancestors', down: 'lineage/descendants', both: 'lineage/relatives' } as const;

/** Where a model comes from and what came of it, level by level to any depth; cycles end where they close. */
export async function lineage(store: GraphStore, id: string, options: LineageOptions): Promise<LineageResult> {
  const { redirectedFrom, ...root } = await resolveId(store, id, options);
  assertModel(root);
  const { signal, filter = {}, maxNodes = defaultMaxNodes, families = familiesOf(store) } = options;
  const walk = await families.walk({
    roots: [root],
    ways: directionsOf(options).map((direction) => ({ direction, depth: depthOf(options, direction) })),
    types: filteredTypes(filter),
    filter,
    maxNodes,
    signal,
  });
  return {
    root: root.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    ...askedFor(options),
    ...found(walk),
    nodes: options.facts === true ? await families.facts(walk.nodes, signal) : walk.nodes,
    ...statementFor(root.id, options, maxNodes),
  };
}

export function directionsOf({ direction }: LineageOptions): readonly ('up' | 'down')[] {
  return direction === 'both' ? ['up', 'down'] : [direction];
}

export function depthOf({ depth, depths }: LineageOptions, direction: 'up' | 'down'): Steps {
  return depths === undefined ? (depth ?? null) : depths[direction];
}

/** The part of a result that repeats the question. */
export function askedFor(options: LineageOptions): Pick<LineageResult, 'direction' | 'depth' | 'depths' | 'filter'> {
  const { direction, depths, filter } = options;
  const steps = directionsOf(options).map((one) => depthOf(options, one));
  return {
    direction,
    depth: steps.some((one) => one === null) ? null : Math.max(...(steps as number[])),
    ...(depths === undefined ? {} : { depths }),
    ...(filter === undefined || !isFiltering(filter) ? {} : { filter }),
  };
}

/** The part of a result that a walk has come to. */
export function found({
  nodes,
  edges,
  levels,
  truncated,
}: FamilyWalk): Pick<LineageResult, 'total' | 'levels' | 'next' | 'nodes' | 'edges' | 'truncated'> {
  return { total: nodes.length - 1, levels, next: null, nodes, edges, truncated };
}

/** A query of the catalogue, or, where only some statements are followed, the same with the conditions. */
function statementFor(id: string, options: LineageOptions, limit: number): Pick<LineageResult, 'cypher' | 'params'> {
  const { direction, filter = {}, depths } = options;
  const steps = (one: 'up' | 'down'): number => Math.min(depthOf(options, one) ?? statementDepth, statementDepth);
  if (!isFiltering(filter) && depths === undefined) {
    const query = getQuery(queryNames[direction]);
    const [one = 'up'] = directionsOf(options);
    return { cypher: query.cypher, params: bindParameters(query, { id, depth: steps(one), limit }) };
  }
  const { text, parameters } = pathCondition(filter);
  const types = filteredTypes(filter).join('|');
  const part = (one: 'up' | 'down'): string => {
    const step = `[:${types}*1..${statementDepth}]`;
    const pattern = one === 'up' ? `(m)-${step}->(n:MLModel)` : `(m)<-${step}-(n:MLModel)`;
    return `  MATCH p = ${pattern} WHERE n.uri <> m.uri${text} WITH n, min(length(p)) AS depth WHERE depth <= $${one}
  RETURN '${one}' AS direction, n, depth`;
  };
  const directions = directionsOf(options);
  const cypher = `MATCH (m:MLModel {id: $id})
CALL (m) {
${directions.map(part).join('\n  UNION\n')}
}
RETURN direction, n.id AS id, n.name AS name, depth ORDER BY direction DESC, depth, id LIMIT $limit`;
  return {
    cypher,
    params: { id, ...Object.fromEntries(directions.map((one) => [one, steps(one)])), ...parameters, limit },
  };
}
