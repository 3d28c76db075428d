import { sameProperties } from '../property-values.ts';
import { recordedRuns } from '../recorded-runs.ts';
import { mintRun } from '../../ontology/iri.ts';
import type { GraphStore } from '../store.ts';
import { DifferenceCounts, sameNode, type GraphDifference } from './difference.ts';
import { uriPairs, type UriPair } from './pairs.ts';
import { storedEdges, storedNodes, type StoredEdge, type StoredNode } from './stored.ts';
import { SyncWriter } from './writer.ts';

export interface SyncOptions {
  /** Only tell what differs. */
  readonly isDry?: boolean;
  /** Of each kind of change; default 10. */
  readonly mostExamples?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Brings a graph to what another one is, writing only what differs: nodes, relationships, then what is to go. Both are read a
 * page at a time. First the runs that differ lose the mark that they are whole, last they get it: while it lasts, and after one
 * that was killed, the graph says of itself that it is not whole, and a repetition completes it.
 */
export async function syncGraph(
  wanted: GraphStore,
  held: GraphStore,
  options: SyncOptions = {},
): Promise<GraphDifference> {
  const { isDry = false, mostExamples = 10, signal } = options;
  const counts = new DifferenceCounts(mostExamples);
  const writer = isDry ? undefined : new SyncWriter(held, signal);
  const runs = await changedRuns(wanted, held);
  await writer?.unmark(runs.held);
  let gone = 0;
  for await (const page of uriPairs(wanted, held, signal)) {
    for (const [one, other] of await nodePairs(wanted, held, page)) {
      counts.node(one, other);
      if (one === undefined) gone += 1;
      else writer?.node(withoutMark(one), other);
    }
    await writer?.flushNodes();
  }
  for await (const page of uriPairs(wanted, held, signal)) {
    for (const { uri, isWanted, one, other } of await edgePairs(wanted, held, page)) {
      counts.edge(one, other);
      // The relationships of what goes, go with it.
      if (isWanted) writer?.edge(uri, one, other);
    }
    await writer?.flushEdges();
  }
  await writer?.flushEdges(true);
  if (writer !== undefined && gone > 0) {
    for await (const page of uriPairs(wanted, held, signal))
      await writer.deleteNodes(page.filter(({ isWanted }) => !isWanted).map(({ uri }) => uri));
  }
  for (const run of runs.wanted) writer?.node(run, undefined);
  await writer?.flushNodes();
  return counts.get();
}

/** Runs that are not the same in both: as they are to be, and the IRIs of those that are there. */
async function changedRuns(
  wanted: GraphStore,
  held: GraphStore,
): Promise<{ readonly wanted: readonly StoredNode[]; readonly held: readonly string[] }> {
  const urisOf = async (store: GraphStore): Promise<string[]> =>
    (await recordedRuns(store)).map(({ run }) => mintRun(run));
  const ones = await storedNodes(wanted, await urisOf(wanted));
  const others = await storedNodes(held, await urisOf(held));
  const isSame = (uri: string): boolean => {
    const [one, other] = [ones.get(uri), others.get(uri)];
    return one !== undefined && other !== undefined && sameNode(one, other);
  };
  return {
    wanted: [...ones.values()].filter(({ uri }) => !isSame(uri)),
    held: [...others.keys()].filter((uri) => !isSame(uri)),
  };
}

/** The run as it is while not all of it is there. */
function withoutMark(node: StoredNode): StoredNode {
  if (!node.labels.includes('ExtractionRun')) return node;
  const { mapping: _mapping, ...properties } = node.properties;
  return { ...node, properties };
}

/** Nodes that differ. */
async function nodePairs(
  wanted: GraphStore,
  held: GraphStore,
  page: readonly UriPair[],
): Promise<readonly (readonly [StoredNode | undefined, StoredNode | undefined])[]> {
  const ones = await storedNodes(wanted, urisWhere(page, 'isWanted'));
  const others = await storedNodes(held, urisWhere(page, 'isHeld'));
  return page
    .map(({ uri }) => [ones.get(uri), others.get(uri)] as const)
    .filter(([one, other]) => one === undefined || other === undefined || !sameNode(one, other));
}

function urisWhere(page: readonly UriPair[], which: 'isWanted' | 'isHeld'): readonly string[] {
  return page.filter((pair) => pair[which]).map(({ uri }) => uri);
}

interface EdgePair extends UriPair {
  readonly one: StoredEdge | undefined;
  readonly other: StoredEdge | undefined;
}

/** Relationships that differ. */
async function edgePairs(wanted: GraphStore, held: GraphStore, page: readonly UriPair[]): Promise<readonly EdgePair[]> {
  const ones = await storedEdges(wanted, urisWhere(page, 'isWanted'));
  const others = await storedEdges(held, urisWhere(page, 'isHeld'));
  return page.flatMap((pair) => {
    const [left, right] = [byEnd(ones.get(pair.uri)), byEnd(others.get(pair.uri))];
    return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
      const [one, other] = [left.get(key), right.get(key)];
      const isSame = one !== undefined && other !== undefined && sameProperties(one.properties, other.properties);
      return isSame ? [] : [{ ...pair, one, other }];
    });
  });
}

function byEnd(edges: readonly StoredEdge[] = []): ReadonlyMap<string, StoredEdge> {
  return new Map(edges.map((edge) => [`${edge.type} ${edge.to}`, edge]));
}
