import type { GraphStore, Parameters, Row } from '../../graph/store.ts';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { nodeColumns } from './find-node.ts';
import {
  byNextId,
  defaultMaxNodes,
  type LevelOptions,
  type LineageEdge,
  type LineageNode,
  type LineageStep,
  LineageWalk,
} from './lineage-walk.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';

export type { LineageEdge, LineageNode } from './lineage-walk.ts';

export type LineageDirection = 'up' | 'down' | 'both';

export interface LineageOptions extends ResolveOptions, LevelOptions {
  readonly direction: LineageDirection;
  /** Nodes at most, the root included. Default 100,000. */
  readonly maxNodes?: number;
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

const parentsPerStatement = 1_000;
const statementDepth = 10;
const queryNames = { up: 'lineage/ancestors', down: 'lineage/descendants', both: 'lineage/relatives' } as const;

/** Where a model comes from and what came of it, level by level to any depth; cycles end where they close. */
export async function lineage(store: GraphStore, id: string, options: LineageOptions): Promise<LineageResult> {
  const { redirectedFrom, ...root } = await resolveId(store, id, options);
  const maxNodes = options.maxNodes ?? defaultMaxNodes;
  const walk = new LineageWalk(root, maxNodes);
  const directions = options.direction === 'both' ? (['up', 'down'] as const) : ([options.direction] as const);
  for (const direction of directions)
    await walk.follow(direction, (frontier) => readLevel(store, direction, frontier, options.signal), options);
  const query = getQuery(queryNames[options.direction]);
  const steps = Math.min(options.depth ?? statementDepth, statementDepth);
  return {
    root: root.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    direction: options.direction,
    depth: options.depth ?? null,
    nodes: walk.nodes(),
    edges: walk.edges(),
    truncated: walk.truncated,
    cypher: query.cypher,
    params: bindParameters(query, { id: root.id, depth: steps, limit: maxNodes }),
  };
}

type StepRow = LineageStep & Row;

/** The statements between a level and the next, ordered by the id they lead to, so that a cut is the same on both engines. */
async function readLevel(
  store: GraphStore,
  direction: 'up' | 'down',
  frontier: readonly string[],
  signal: AbortSignal | undefined,
): Promise<StepRow[]> {
  const types = lineageTypes.join('|');
  const pattern = direction === 'up' ? `(near)-[r:${types}]->(far:MLModel)` : `(near)<-[r:${types}]-(far:MLModel)`;
  const statement = `UNWIND $uris AS wanted MATCH (near:Resource {uri: wanted}) WITH near MATCH ${pattern}
    RETURN near.id AS near, ${nodeColumns('far')}, type(r) AS type, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount,
      r.source AS source, r.run AS run, r.record AS record, r.pointer AS pointer, r.firstSeen AS firstSeen ORDER BY id, near, type`;
  let rows: StepRow[] = [];
  for (let start = 0; start < frontier.length; start += parentsPerStatement) {
    const uris = frontier.slice(start, start + parentsPerStatement);
    rows = rows.concat(await store.read<StepRow>(statement, { uris }, signal === undefined ? {} : { signal }));
  }
  return frontier.length <= parentsPerStatement ? rows : rows.sort(byNextId);
}
