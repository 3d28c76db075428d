import { mintEvaluation, mintMetric, mintTerm } from '../../../ontology/iri.ts';
import { spelling } from '../../../ontology/vocab/bioimageio-terms.ts';
import { withoutEmails } from '../../e-mail.ts';
import type { EntityBuilder, Witness } from '../../entity-builder.ts';
import { isObject } from '../../found.ts';
import type { Place } from '../../place.ts';
import { isWellFormed } from '../../well-formed.ts';
import { iriOfReference, readNamed } from '../references.ts';
import type { ArtifactRecord } from './artifact-record.ts';

const method = 'bioimageio-rdf';
/** Scheme of the metrics that descriptions name. */
const metricScheme = 'bioimageio-metric';
const most = 1000;

/** `config.bioimageio.evaluations`: one evaluation by data each, a value by metric and factor. */
export function mapEvaluations(record: ArtifactRecord): void {
  const list = record.artifact.manifest.at('config').at('bioimageio').at('evaluations');
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) return record.issues.wrongShape('a list of evaluations', list.pointer, list.value);
  for (const place of list.elements().slice(0, 100)) {
    if (isObject(place.value)) mapEvaluation(record, place);
    else record.issues.wrongShape('an evaluation', place.pointer, place.value);
  }
}

function mapEvaluation(record: ArtifactRecord, place: Place): void {
  const { alias } = record.artifact;
  const told = ['dataset_id', 'dataset_source', 'dataset_role', 'metrics', 'evaluation_factors'].map(
    (key) => place.at(key).value ?? null,
  );
  const evaluation = record.other('MLModelEvaluation', mintEvaluation(JSON.stringify(['bioimageio', alias, told])));
  if (evaluation.has('evaluatedMLModel', record.iri))
    return record.issues.inform('second-evaluation', 'it is told of twice', place.pointer);
  const at = (pointer: string, literal?: string): Witness => ({ method, pointer, literal });
  evaluation.add('evaluatedMLModel', record.iri, at(place.pointer, alias));
  evaluation.add('verification', 'self-reported', at(place.pointer, 'evaluations'));
  const data = record.text(place.at('dataset_id'));
  if (data !== undefined) {
    evaluation.add('datasetName', data.value, at(data.pointer));
    const iri = iriOfReference({ kind: 'dataset', named: readNamed(data.value, 'dataset') });
    if (iri !== undefined) {
      evaluation.add('evaluationDataset', iri, at(data.pointer, data.value));
      record.state('evaluatedOn', iri, data.pointer, { literal: data.value });
    } else record.issues.warn('unusable-reference', 'this names no dataset', data.pointer, data.value);
  }
  const role = record.text(place.at('dataset_role'));
  if (role !== undefined) evaluation.add('splitName', role.value, at(role.pointer));
  const summary = record.text(place.at('results_summary'));
  if (summary !== undefined) evaluation.add('evaluationResults', summary.value, at(summary.pointer));
  mapMetrics(record, evaluation, place);
  record.state('hasEvaluation', evaluation.iri, place.pointer, { literal: 'evaluations' });
}

/** Rows are metrics, columns are factors. */
function mapMetrics(record: ArtifactRecord, evaluation: EntityBuilder, place: Place): void {
  let found = 0;
  const counts = new Map<string, number>();
  for (const [row, name] of place.at('metrics').elements().entries()) {
    const metric = record.text(name);
    if (metric === undefined) continue;
    for (const [column, value] of place.at('results').at(row).elements().entries()) {
      if (found === most) return;
      const code = spelling(metric.value);
      const n = (counts.get(code) ?? 0) + 1;
      counts.set(code, n);
      if (!isValue(value)) {
        record.issues.wrongShape('a number', value.pointer, value.value ?? null);
        continue;
      }
      const entity = record.other('PropertyValue', mintMetric(evaluation.iri, code, n === 1 ? undefined : n));
      sayValue(entity, value);
      entity.add('name', metric.value, { method, pointer: metric.pointer });
      entity.add('measurementTechnique', mintTerm(metricScheme, code), {
        method,
        pointer: metric.pointer,
        literal: metric.value,
      });
      const factor = record.text(place.at('evaluation_factors').at(column));
      if (factor !== undefined) entity.add('metricConfig', factor.value, { method, pointer: factor.pointer });
      evaluation.add('evaluationMetrics', entity.iri, { method, pointer: value.pointer, literal: String(value.value) });
      found += 1;
    }
  }
}

function isValue({ value }: Place): boolean {
  return typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && isWellFormed(value) && value !== '';
}

function sayValue(entity: EntityBuilder, { value, pointer }: Place): void {
  if (typeof value === 'number') entity.add('value', value, { method, pointer });
  if (typeof value !== 'string') return;
  entity.add('rawValue', withoutEmails(value), { method, pointer });
  if (/^-?\d{1,15}(?:\.\d{1,20})?(?:e[+-]?\d{1,2})?$/i.test(value.trim()))
    entity.add('value', Number(value), { method, pointer, literal: value });
}
