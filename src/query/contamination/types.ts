import type { LineageEdge } from '../lineage.ts';

/** A statement about a thing, and how sure it is. */
export interface StatedEdge {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly record: string | null;
  readonly pointer: string | null;
  /** As the source wrote it, where it differs from the id. */
  readonly literal: string | null;
}

/** Data that a model was evaluated on. */
export interface EvaluatedData {
  /** Id of the dataset. */
  readonly dataset: string;
  /** Id of the evaluation; null where the model only names the data. */
  readonly evaluation: string | null;
  readonly config: string | null;
  readonly split: string | null;
  readonly edge: StatedEdge;
}

/**
 * What the data of training is to the data of evaluation: the same; made from it, so that it holds some of it or all; or what
 * it was made from, so that it is held in it; or declared to be the same work elsewhere.
 */
export type Overlap = 'same' | 'made-from-it' | 'it-was-made-from' | 'same-work';

export interface Contamination {
  readonly evaluated: EvaluatedData;
  /** Id of the model that was trained on it: the one asked for, or an ancestor. */
  readonly trainedModel: string;
  /** Steps from the model asked for up to that one. */
  readonly depth: number;
  /** Id of the data of training. */
  readonly trainedOn: string;
  readonly overlap: Overlap;
  /** Splits of training are hardly ever stated; then it cannot be told whether the very split was trained on. */
  readonly trainedSplit: null;
  /** Ids, from the model asked for through its ancestors, over the data of training, to the data of evaluation. */
  readonly path: readonly string[];
  /** Product of the confidences of all statements on the way, 0..1. */
  readonly confidence: number;
  /** The statements on the way, in its order. */
  readonly statements: readonly (LineageEdge | StatedEdge)[];
}

/** How much is known at all: what nobody states cannot be found. */
export interface Coverage {
  readonly evaluations: number;
  /** Evaluations that name no dataset. */
  readonly evaluationsWithoutData: number;
  /** The model and its ancestors. */
  readonly models: number;
  /** Of them those for which somebody states data of training. */
  readonly modelsWithTrainingData: number;
  /** Of them those that nobody has described. */
  readonly modelsUndescribed: number;
}

export interface ContaminationResult {
  readonly id: string;
  readonly redirectedFrom?: string;
  /** `none-found` is no promise: see `coverage`. `nothing-to-compare`: no data of evaluation, or none of training, is stated. */
  readonly verdict: 'found' | 'none-found' | 'nothing-to-compare';
  readonly items: readonly Contamination[];
  readonly total: number;
  readonly coverage: Coverage;
  /** The statements of Cypher behind it. */
  readonly cypher: readonly string[];
}
