import type { GraphStore, Parameters } from '../../graph/store.ts';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import type { Families } from './families.ts';
import { lineage, type LineageFilter, type LineageResult } from './lineage.ts';
import type { LineageEdge, LineageNode } from './lineage-walk.ts';
import type { ResolveOptions } from './resolve-id.ts';

export interface CommonAncestorsOptions extends ResolveOptions {
  readonly filter?: LineageFilter;
  /** Who walks. Default: the engine. */
  readonly families?: Families;
  readonly signal?: AbortSignal;
}

export interface CommonAncestor extends LineageNode {
  /** Steps to it from each of the models, in their order; 0: it is that model itself. */
  readonly depths: readonly number[];
  /** No other common ancestor derives from it. */
  readonly nearest: boolean;
}

export interface CommonAncestorsResult {
  /** Ids of the models asked for. */
  readonly ids: readonly string[];
  /** Fewest steps in all first, then by id. */
  readonly items: readonly CommonAncestor[];
  readonly total: number;
  /** A statement of the catalogue for the first two, up to its ten steps. */
  readonly cypher: string;
  readonly params: Parameters;
  /** The models, all their ancestors, and the statements between them; not part of the JSON. */
  readonly graph: { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] };
}

/**
 * What models have in common upwards, to any depth. A model counts among its own ancestors, so that one which derives from the
 * other has that as its nearest.
 * @throws StemmaError STEMMA_USAGE when fewer than two different models are named
 */
export async function commonAncestors(
  store: GraphStore,
  asked: readonly string[],
  options: CommonAncestorsOptions = {},
): Promise<CommonAncestorsResult> {
  const walks: LineageResult[] = [];
  for (const id of asked) walks.push(await lineage(store, id, { ...options, direction: 'up', facts: true }));
  const ids = [...new Set(walks.map(({ root }) => root))];
  if (ids.length < 2)
    throw new StemmaError('STEMMA_USAGE', 'two different models are needed', {
      hint: 'stemma ancestors-common org/a org/b',
    });
  const depths = ids.map((id) => {
    const nodes = walks.find(({ root }) => root === id)?.nodes ?? [];
    return new Map(nodes.map((node) => [node.id, node.depth]));
  });
  const nodes = new Map<string, LineageNode>();
  const edges = new Map<string, LineageEdge>();
  for (const walk of walks) {
    for (const node of walk.nodes) if ((nodes.get(node.id)?.depth ?? Infinity) > node.depth) nodes.set(node.id, node);
    for (const edge of walk.edges) edges.set(`${edge.from}\n${edge.type}\n${edge.to}`, edge);
  }
  const common = [...nodes.values()].filter(({ id }) => depths.every((own) => own.has(id)));
  const isCommon = new Set(common.map(({ id }) => id));
  const behind = new Set([...edges.values()].filter(({ from }) => isCommon.has(from)).map(({ to }) => to));
  const items = common
    .map((node) => ({
      ...node,
      depths: depths.map((own) => own.get(node.id) ?? 0),
      nearest: !behind.has(node.id),
    }))
    .sort(
      compareBy(
        (item) => item.depths.reduce((sum, depth) => sum + depth, 0),
        (item) => item.id,
      ),
    );
  const query = getQuery('lineage/common-ancestors');
  const [a, b] = ids;
  return {
    ids,
    items,
    total: items.length,
    cypher: query.cypher,
    params: bindParameters(query, { a, b }),
    graph: { nodes: [...nodes.values()], edges: [...edges.values()] },
  };
}
