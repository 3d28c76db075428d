import type { GraphStore, Row } from '../../../graph/store.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { sameWorksOfData, sourcesOfData } from './statements.ts';
import type { StatedEdge } from './types.ts';

/** A dataset that another leads to, and by which statements. */
export interface Kin {
  readonly uri: string;
  readonly id: string;
  readonly way: readonly StatedEdge[];
}

/** What every statement returns of an edge. */
export interface EdgeColumns {
  /** Id of the thing that it says something of. */
  readonly of: string;
  readonly type: string;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly record: string | null;
  readonly pointer: string | null;
  readonly literal: string | null;
}
export type EdgeRow = Row & EdgeColumns & { readonly dataset: string; readonly datasetUri: string };
type KinRow = EdgeRow & { readonly nearUri: string };

const atOnce = 1_000;

/** Everything that datasets were made from, directly and through others: by IRI of the dataset begun with. Cycles end where they close. */
export function sourcesFrom(
  store: GraphStore,
  starts: readonly Pick<Kin, 'uri' | 'id'>[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Kin[]>> {
  return closure(store, sourcesOfData, starts, Number.POSITIVE_INFINITY, signal);
}

/** What datasets are declared to be elsewhere; one step, for each step is somebody's word. */
export function sameWorksFrom(
  store: GraphStore,
  starts: readonly Pick<Kin, 'uri' | 'id'>[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Kin[]>> {
  return closure(store, sameWorksOfData, starts, 1, signal);
}

/** The direct steps of all datasets that are met, then the shortest way from each start. */
async function closure(
  store: GraphStore,
  statement: string,
  starts: readonly Pick<Kin, 'uri' | 'id'>[],
  depth: number,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Kin[]>> {
  const steps = new Map<string, KinRow[]>();
  let frontier = [...new Set(starts.map(({ uri }) => uri))];
  for (let level = 0; level < depth && frontier.length > 0; level += 1) {
    throwIfAborted(signal);
    for (const uri of frontier) steps.set(uri, []);
    for (let from = 0; from < frontier.length; from += atOnce) {
      const uris = frontier.slice(from, from + atOnce);
      for (const row of await store.read<KinRow>(statement, { uris })) steps.get(row.nearUri)?.push(row);
    }
    frontier = [...new Set([...steps.values()].flat().map((row) => row.datasetUri))].filter((uri) => !steps.has(uri));
  }
  return new Map(starts.map((start) => [start.uri, reached(start, steps)]));
}

function reached(start: Pick<Kin, 'uri' | 'id'>, steps: ReadonlyMap<string, readonly KinRow[]>): readonly Kin[] {
  const found = new Map<string, Kin>([[start.uri, { ...start, way: [] }]]);
  // A map is walked in the order of insertion, and what is added meanwhile is met as well.
  for (const kin of found.values()) {
    for (const row of steps.get(kin.uri) ?? []) {
      if (found.has(row.datasetUri)) continue;
      found.set(row.datasetUri, {
        uri: row.datasetUri,
        id: row.dataset,
        way: [...kin.way, statedEdge(row, row.dataset)],
      });
    }
  }
  return [...found.values()].slice(1);
}

export function statedEdge(
  { of, type, method, confidence, record, pointer, literal }: EdgeColumns,
  to: string,
): StatedEdge {
  return { from: of, type, to, method, confidence, record, pointer, literal };
}
