import type { MappedEntity } from '../../../ontology/entity.ts';
import { type Verification, verifications } from '../../../ontology/entities/verification.ts';
import { mintEvaluation, mintMetric, mintModel, mintTerm } from '../../../ontology/iri.ts';
import { EntityBuilder, type Value, type Witness } from '../../entity-builder.ts';
import type { IssueList } from '../../issue-list.ts';
import type { Place } from '../../place.ts';
import { preview } from '../../preview.ts';
import { canonical, type EvaluationParts, evaluationKey, slug } from './evaluation-key.ts';
import { isShare, metricCode, metricScheme } from './metric-terms.ts';
import type { MetricValue } from './metric-value.ts';
import { type Reporter, witnessOf } from './reporter.ts';

/** Of one record: tables of embedding benchmarks have thousands. */
const mostMetrics = 2000;
/** Characters of arguments that are kept as a value. */
const longestArgs = 4096;

/** A metric as it is reported. */
export interface MetricReport {
  readonly place: Place;
  /** Kind of metric, else its name. */
  readonly type: string;
  readonly name: string;
  readonly value: MetricValue;
  readonly valuePlace: Place;
  /** Term of the metric, where it is none of the Hub's metrics. */
  readonly term?: string;
  readonly config?: Place;
  readonly args?: Place;
  readonly verification: Verification;
  /** Where somebody writes that it is verified, the Hub not saying so here. */
  readonly claim?: Place;
  /** Where the range of the metric is known: the value from 0 to 1. */
  readonly normalized?: { readonly value: number; readonly min: number; readonly max: number };
}

interface Metric {
  readonly entity: EntityBuilder;
  /** Value and arguments: what makes two reports the same. */
  readonly content: string;
  /** The word of the best reporter. */
  verification: Verification;
  vouched: Witness;
  readonly claim: Place | undefined;
}

/** One evaluation while it is read; several reporters may tell it. */
export interface Evaluation {
  readonly iri: string;
  readonly entity: EntityBuilder;
  readonly metrics: Map<string, Metric[]>;
  readonly first: { readonly reporter: Reporter; readonly place: Place };
}

/** The evaluations of a record, each once, with the witnesses of all who tell it. */
export class EvaluationSet {
  readonly modelId: string;
  readonly #issues: IssueList;
  readonly #evaluations = new Map<string, Evaluation>();
  readonly #refused = new Set<string>();
  #metrics = 0;
  /** Values past the bound. */
  readonly #beyond = new Set<string>();

  constructor(modelId: string, issues: IssueList) {
    this.modelId = modelId;
    this.#issues = issues;
  }

  /** Says what cannot be used, once for all copies of it. */
  refuse(severity: 'warn' | 'inform', code: string, message: string, place: Place): void {
    const key = `${code} ${place.path.join('/')} ${preview(place.value)}`;
    if (this.#refused.has(key)) return;
    this.#refused.add(key);
    this.#issues[severity](code, message, place.pointer, place.value);
  }

  wrongShape(expected: string, place: Place): void {
    this.refuse('warn', 'wrong-shape', `expected ${expected}`, place);
  }

  /** The evaluation of these parts, begun at its first mention. */
  open(parts: Omit<EvaluationParts, 'modelId'>, reporter: Reporter, place: Place): Evaluation {
    const iri = mintEvaluation(evaluationKey({ ...parts, modelId: this.modelId }));
    let evaluation = this.#evaluations.get(iri);
    if (evaluation === undefined) {
      const entity = new EntityBuilder('MLModelEvaluation', iri);
      evaluation = { iri, entity, metrics: new Map(), first: { reporter, place } };
      this.#evaluations.set(iri, evaluation);
    }
    this.say(evaluation, 'evaluatedMLModel', mintModel(this.modelId), reporter, place);
    return evaluation;
  }

  say(
    evaluation: Evaluation,
    property: string,
    value: Value,
    reporter: Reporter,
    place: Place,
    literal?: string,
  ): void {
    if (evaluation.entity.add(property, value, witnessOf(reporter, place, literal))) return;
    this.refuse('inform', 'second-value', `${property} has another value already`, place);
  }

  /** Arguments as JSON text with sorted keys. */
  sayArgs(entity: EntityBuilder, property: string, reporter: Reporter, place: Place): void {
    if (place.isEmpty) return;
    const text = canonical(place.value);
    if (text.length > longestArgs)
      this.refuse('inform', 'too-long', 'arguments this long are not kept as a value', place);
    else entity.add(property, text, witnessOf(reporter, place));
  }

  /** A value of an evaluation. One that is there already gets a further witness; another one of the same metric stands beside it. */
  addMetric(evaluation: Evaluation, report: MetricReport, reporter: Reporter): void {
    const id = metricId(report);
    const known = evaluation.metrics.get(id) ?? [];
    const content = `${report.value.value} ${canonical(report.args?.value)}`;
    const same = known.find((one) => one.content === content);
    if (same === undefined && this.#metrics >= mostMetrics) {
      this.#beyond.add(`${evaluation.iri} ${id} ${content}`);
      return;
    }
    const vouched = verificationWitness(report, reporter);
    const metric = same ?? this.#newMetric(evaluation, id, known, { ...report, content, vouched });
    sayMetric(metric.entity, report, reporter, (place) => this.sayArgs(metric.entity, 'metricArgs', reporter, place));
    if (isBetter(report.verification, metric.verification)) {
      metric.verification = report.verification;
      metric.vouched = vouched;
    }
    evaluation.entity.add('evaluationMetrics', metric.entity.iri, witnessOf(reporter, report.place));
  }

  #newMetric(
    evaluation: Evaluation,
    id: string,
    known: readonly Metric[],
    { content, verification, vouched, claim }: Pick<Metric, 'content' | 'vouched'> & MetricReport,
  ): Metric {
    const n = known.length === 0 ? undefined : known.length;
    const entity = new EntityBuilder('PropertyValue', mintMetric(evaluation.iri, id, n));
    const metric: Metric = { entity, content, verification, vouched, claim };
    evaluation.metrics.set(id, [...known, metric]);
    this.#metrics += 1;
    return metric;
  }

  #refuseClaim(claim: Place): void {
    this.refuse('inform', 'unproven-verification', 'said to be verified, and the Hub does not say so here', claim);
  }

  /** Evaluations that have a value at least, each followed by its metrics; and what the model says of them. */
  build(model: EntityBuilder | undefined): readonly MappedEntity[] {
    const built: MappedEntity[] = [];
    for (const evaluation of this.#evaluations.values()) {
      const metrics = [...evaluation.metrics.values()].flat();
      if (metrics.length === 0) continue;
      const { reporter, place } = evaluation.first;
      for (const { entity, verification, vouched, claim } of metrics) {
        entity.add('verification', verification, vouched);
        if (claim !== undefined && verification !== 'platform-verified') this.#refuseClaim(claim);
      }
      sayVerification(evaluation, metrics);
      model?.add('hasEvaluation', evaluation.iri, witnessOf(reporter, place));
      built.push(evaluation.entity.build(), ...metrics.map((metric) => metric.entity.build()));
    }
    if (this.#beyond.size > 0) {
      this.#issues.inform('more-metrics', `${this.#beyond.size} further values of metrics are not mapped`, '');
    }
    return built;
  }
}

function metricId({ type, name, config }: MetricReport): string {
  const [kind, called] = [slug(type), slug(name)];
  const parts = [kind === '' ? 'metric' : kind];
  if (called !== '' && called !== kind) parts.push(called);
  if (typeof config?.value === 'string' && config.value !== '') parts.push(slug(config.value));
  return parts.map((part) => part.slice(0, 120)).join(':');
}

function sayMetric(
  entity: EntityBuilder,
  report: MetricReport,
  reporter: Reporter,
  sayArgs: (place: Place) => void,
): void {
  const { place, value, valuePlace, type, name, config, args, normalized } = report;
  const at = witnessOf(reporter, valuePlace);
  const code = metricCode(type);
  entity.add('name', name === '' ? type : name, witnessOf(reporter, place));
  if (report.term !== undefined) entity.add('measurementTechnique', report.term, witnessOf(reporter, place));
  else if (code !== undefined) {
    const literal = code === type ? undefined : type;
    entity.add('measurementTechnique', mintTerm(metricScheme, code), witnessOf(reporter, place, literal));
  }
  entity.add('value', value.value, value.rawValue === undefined ? at : { ...at, literal: value.rawValue });
  if (value.rawValue !== undefined) entity.add('rawValue', value.rawValue, at);
  if (value.stdev !== undefined) entity.add('stdev', value.stdev, { ...at, literal: value.rawValue });
  if (value.unitText !== undefined) entity.add('unitText', value.unitText, { ...at, literal: value.rawValue });
  const range = normalized ?? rangeOf(value, code);
  if (range !== undefined) {
    entity.add('minValue', range.min, { method: 'curated', pointer: valuePlace.pointer });
    entity.add('maxValue', range.max, { method: 'curated', pointer: valuePlace.pointer });
    entity.add('normalizedValue', range.value, at);
  }
  if (typeof config?.value === 'string' && config.value !== '') {
    entity.add('metricConfig', config.value, witnessOf(reporter, config));
  }
  if (args !== undefined) sayArgs(args);
}

function rangeOf({ value, unitText }: MetricValue, code: string | undefined): MetricReport['normalized'] {
  if (unitText !== '%' || code === undefined || !isShare(code) || value < 0 || value > 100) return undefined;
  return { value: Number(`${value}e-2`), min: 0, max: 100 };
}

/** The Hub's own word is as sure as the Hub; the rest as sure as who reports. */
function verificationWitness({ verification, place }: MetricReport, reporter: Reporter): Witness {
  if (verification !== 'platform-verified') return witnessOf(reporter, place);
  const stated = place.at('verified');
  return { method: reporter.method, pointer: stated.isEmpty ? place.pointer : stated.pointer };
}

function isBetter(one: Verification, other: Verification): boolean {
  return verifications.indexOf(one) > verifications.indexOf(other);
}

/** What holds for all of its values holds for the evaluation: the least of them. */
function sayVerification({ entity }: Evaluation, metrics: readonly Metric[]): void {
  const [least] = metrics.toSorted(
    (a, b) => verifications.indexOf(a.verification) - verifications.indexOf(b.verification),
  );
  if (least !== undefined) entity.add('verification', least.verification, least.vouched);
}
