import type { GraphStore, Row } from '../../../graph/store.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { lineage, type LineageEdge, type LineageNode } from '../lineage.ts';
import type { ResolveOptions } from '../resolve-id.ts';
import { type EdgeColumns, type EdgeRow, type Kin, sameWorksFrom, sourcesFrom, statedEdge } from './kin-of-data.ts';
import { declaredDataOf, evaluationsOf, sameWorksOfData, sourcesOfData, trainingDataOf } from './statements.ts';
import type { Contamination, ContaminationResult, EvaluatedData, Overlap, StatedEdge } from './types.ts';
import { waysUp } from './ways-up.ts';

export type { Contamination, ContaminationResult } from './types.ts';

export interface ContaminationOptions extends ResolveOptions {
  readonly signal?: AbortSignal;
}

type EvaluationRow = Row &
  EdgeColumns & {
    readonly evaluation: string;
    readonly config: string | null;
    readonly split: string | null;
    readonly dataset: string | null;
    readonly datasetUri: string | null;
  };

const atOnce = 1_000;

/**
 * Whether anything that a model was evaluated on is among what it or an ancestor was trained on: the same dataset, one made from
 * the other through any number of steps, or one declared to be the same work. A name that is only alike is no match: names lead
 * to datasets when a graph is loaded, old ones by their redirects.
 */
export async function contamination(
  store: GraphStore,
  id: string,
  options: ContaminationOptions = {},
): Promise<ContaminationResult> {
  const { signal } = options;
  const up = await lineage(store, id, { ...options, direction: 'up' });
  const { evaluated, evaluations, evaluationsWithoutData } = await evaluatedData(store, uriOf(up.nodes, up.root));
  const training = await trainingData(store, up.nodes);
  const overlaps = await overlapsOf(store, evaluated, training, signal);
  const ways = waysUp(up.root, up.edges);
  const items = overlaps.map((one) => toItem(one, ways.get(one.training.of) ?? [], up.root)).toSorted(byWeight);
  const trained = new Set(training.map(({ of }) => of));
  const isComparable = evaluated.length > 0 && training.length > 0;
  return {
    id: up.root,
    ...(up.redirectedFrom === undefined ? {} : { redirectedFrom: up.redirectedFrom }),
    verdict: items.length > 0 ? 'found' : isComparable ? 'none-found' : 'nothing-to-compare',
    items,
    total: items.length,
    coverage: {
      evaluations,
      evaluationsWithoutData,
      models: up.nodes.length,
      modelsWithTrainingData: trained.size,
      modelsUndescribed: up.nodes.filter((node) => !node.resolved).length,
    },
    cypher: [evaluationsOf, declaredDataOf, up.cypher, trainingDataOf, sourcesOfData, sameWorksOfData],
  };
}

const byWeight = compareBy<Contamination>(
  (item) => item.depth,
  (item) => -item.confidence,
  (item) => item.trainedModel,
  (item) => item.trainedOn,
  (item) => item.evaluated.dataset,
  (item) => item.evaluated.evaluation ?? '',
  (item) => item.evaluated.edge.type,
);

function uriOf(nodes: readonly LineageNode[], id: string): string {
  return nodes.find((node) => node.id === id)?.uri ?? id;
}

interface Evaluated {
  readonly uri: string;
  readonly data: EvaluatedData;
}

async function evaluatedData(
  store: GraphStore,
  uri: string,
): Promise<{
  readonly evaluated: readonly Evaluated[];
  readonly evaluations: number;
  readonly evaluationsWithoutData: number;
}> {
  const rows = await store.read<EvaluationRow>(evaluationsOf, { uri });
  const declared = await store.read<EdgeRow>(declaredDataOf, { uri });
  const evaluated: Evaluated[] = [];
  for (const row of rows) {
    const { evaluation, config, split, dataset, datasetUri } = row;
    if (dataset === null || datasetUri === null) continue;
    const edge = statedEdge(row, dataset);
    evaluated.push({ uri: datasetUri, data: { dataset, evaluation, config, split, edge } });
  }
  const named = new Set(evaluated.map((one) => one.uri));
  for (const row of declared) {
    // What an evaluation tells is the same thing told with more.
    if (row.type === 'EVALUATED_ON' && named.has(row.datasetUri)) continue;
    const edge = statedEdge(row, row.dataset);
    evaluated.push({
      uri: row.datasetUri,
      data: { dataset: row.dataset, evaluation: null, config: null, split: null, edge },
    });
  }
  return {
    evaluated,
    evaluations: new Set(rows.map((row) => row.evaluation)).size,
    evaluationsWithoutData: rows.filter((row) => row.dataset === null).length,
  };
}

async function trainingData(store: GraphStore, models: readonly LineageNode[]): Promise<readonly EdgeRow[]> {
  const rows: EdgeRow[] = [];
  for (let start = 0; start < models.length; start += atOnce) {
    const uris = models.slice(start, start + atOnce).map(({ uri }) => uri);
    rows.push(...(await store.read<EdgeRow>(trainingDataOf, { uris })));
  }
  return rows;
}

interface Found {
  readonly evaluated: EvaluatedData;
  readonly training: EdgeRow;
  readonly overlap: Overlap;
  /** From the data of training to that of evaluation. */
  readonly between: readonly StatedEdge[];
}

async function overlapsOf(
  store: GraphStore,
  evaluated: readonly Evaluated[],
  training: readonly EdgeRow[],
  signal: AbortSignal | undefined,
): Promise<readonly Found[]> {
  if (evaluated.length === 0 || training.length === 0) return [];
  const tests = evaluated.map(({ uri, data }) => ({ uri, id: data.dataset }));
  const trained = training.map(({ datasetUri, dataset }) => ({ uri: datasetUri, id: dataset }));
  const sourcesOfTraining = await sourcesFrom(store, trained, signal);
  const sourcesOfTests = await sourcesFrom(store, tests, signal);
  const sameAsTests = await sameWorksFrom(store, tests, signal);
  const found: Found[] = [];
  for (const { uri, data } of evaluated) {
    for (const row of training) {
      const how = overlapOf(uri, row.datasetUri, sourcesOfTraining, sourcesOfTests, sameAsTests);
      if (how !== undefined) found.push({ evaluated: data, training: row, ...how });
    }
  }
  return found;
}

type KinByUri = ReadonlyMap<string, readonly Kin[]>;

function overlapOf(
  test: string,
  trained: string,
  sourcesOfTraining: KinByUri,
  sourcesOfTests: KinByUri,
  sameAsTests: KinByUri,
): Pick<Found, 'overlap' | 'between'> | undefined {
  if (test === trained) return { overlap: 'same', between: [] };
  const source = sourcesOfTraining.get(trained)?.find((kin) => kin.uri === test);
  if (source !== undefined) return { overlap: 'made-from-it', between: source.way };
  const whole = sourcesOfTests.get(test)?.find((kin) => kin.uri === trained);
  if (whole !== undefined) return { overlap: 'it-was-made-from', between: whole.way.toReversed() };
  const twin = sameAsTests.get(test)?.find((kin) => kin.uri === trained);
  return twin === undefined ? undefined : { overlap: 'same-work', between: twin.way };
}

function toItem(
  { evaluated, training, overlap, between }: Found,
  way: readonly LineageEdge[],
  root: string,
): Contamination {
  const trainedEdge = statedEdge(training, training.dataset);
  const statements = [...way, trainedEdge, ...between, evaluated.edge];
  const data = [training.dataset, ...between.map((edge) => (overlap === 'it-was-made-from' ? edge.from : edge.to))];
  return {
    evaluated,
    trainedModel: training.of,
    depth: way.length,
    trainedOn: training.dataset,
    overlap,
    trainedSplit: null,
    path: [root, ...way.map((edge) => edge.to), ...data],
    confidence: rounded(statements.reduce((product, edge) => product * (edge.confidence ?? 1), 1)),
    statements,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
