import type { MappedEntity } from '../../../ontology/entity.ts';
import { confidenceOf } from '../../../ontology/evidence.ts';
import type { ModelRecord } from '../model-record.ts';
import { type Place, placeAt } from '../../place.ts';
import { placeOfField } from '../place.ts';
import { readEvalEntries } from './eval-entries.ts';
import { type Evaluation, EvaluationSet } from './evaluation-set.ts';
import { addMetrics, metricPlaces } from './metric-reports.ts';
import { readModelIndex } from './model-index.ts';
import type { Reporter } from './reporter.ts';

/** The Hub's copy of what the author wrote: as sure as the author, but its `verified` is the Hub's. */
const copied: Reporter = {
  method: 'hub-api',
  confidence: confidenceOf('yaml-frontmatter', 'evaluationMetrics'),
  vouches: true,
};

/**
 * Evaluations that a record tells: the Hub's copy of `model-index`, the card's own, the values among the card's `metrics`, and
 * `evalResults`. Also of a card read by itself, which has only the second and third.
 */
export function mapEvaluations(record: ModelRecord): readonly MappedEntity[] {
  const { root, card } = record;
  const index = card.field('model-index');
  const metrics = card.field('metrics');
  if (index === undefined && metrics === undefined && isBlank(root['model-index']) && isBlank(root['evalResults'])) {
    return [];
  }
  const set = new EvaluationSet(record.id, record.issues);
  readModelIndex(set, placeAt(root, 'model-index'), copied);
  if (index !== undefined) readModelIndex(set, placeOfField(card, index), authorOf(index.confidence));
  if (metrics !== undefined) readMetricsField(set, placeOfField(card, metrics), authorOf(metrics.confidence));
  readEvalEntries(set, placeAt(root, 'evalResults'), copied, { isProposed: false });
  const entities = set.build(record.entity);
  sayEvaluatedOn(record, entities);
  return entities;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function authorOf(confidence: number | undefined): Reporter {
  return { method: 'yaml-frontmatter', confidence, vouches: false };
}

/**
 * `metrics` of a card names metrics and has no values; some authors write values all the same: `[{ loss: 3.3 }]`,
 * `{ accuracy: 0.9 }`. Names alone say nothing of the model that its evaluations would not say.
 */
function readMetricsField(set: EvaluationSet, field: Place, reporter: Reporter): void {
  if (typeof field.value === 'string') return;
  let evaluation: Evaluation | undefined;
  const open = (): Evaluation => (evaluation ??= set.open({ kind: 'metrics', datasets: [] }, reporter, field));
  for (const metric of metricPlaces(field) ?? []) {
    if (typeof metric.value !== 'string') addMetrics(set, metric, reporter, open);
  }
}

/** The data of the evaluations are data the model was evaluated on. */
function sayEvaluatedOn(record: ModelRecord, entities: readonly MappedEntity[]): void {
  for (const { evidence } of entities) {
    for (const { property, value, method, pointer, literal, confidence } of evidence) {
      if (property === 'evaluationDataset') record.say('evaluatedOn', value, { method, pointer, literal, confidence });
    }
  }
}
