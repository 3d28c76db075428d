import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintMetric, mintOpenml, mintRunEvaluation, mintTerm } from '../../../ontology/iri.ts';
import { isReportedByRunner, isShareOfWhole, openmlMeasureScheme } from '../../../ontology/vocab/openml-terms.ts';
import { piecesThatFit } from '../../bounded-json.ts';
import { asJsonText } from '../../json-text.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { keyOf, type OmlNumber } from './ids.ts';
import { isUnknown, numberIn, Thing } from './thing.ts';

/** One row of a measure: of the whole run, or of one repeat and fold. */
export interface MeasureRow {
  readonly node: OmlNode;
  readonly name: OmlText | undefined;
  readonly value: OmlText | undefined;
  /** By class, or a matrix. */
  readonly array: OmlText | undefined;
  /** By fold, all in one text. */
  readonly folds?: OmlText | undefined;
}

/** What was evaluated on what. */
export interface Evaluated {
  readonly flow: OmlNumber | undefined;
  readonly flowName: string | undefined;
  readonly data: readonly OmlNumber[];
  readonly dataName?: string | undefined;
  readonly taskType?: { readonly iri: string; readonly pointer: string } | undefined;
}

/** Characters of JSON that one measure may have. */
const longestJson = 32_768;

/** What a run was found to be worth: one evaluation, one value for each measure, what is by fold or class as JSON. */
export function mapRunEvaluation(
  run: Thing,
  n: string,
  rows: readonly MeasureRow[],
  evaluated: Evaluated,
): readonly MappedEntity[] {
  const measures = byName(run, rows);
  const first = rows[0]?.node.pointer;
  if (measures.size === 0 || first === undefined) return [];
  const evaluation = new Thing('MLModelEvaluation', mintRunEvaluation(n), run.issues);
  run.tell('hasOutput', evaluation.iri, first);
  if (evaluated.flow !== undefined)
    evaluation.tell('evaluatedFlow', mintOpenml('flow', evaluated.flow.n), evaluated.flow.pointer, evaluated.flowName);
  for (const { n: dataset, pointer } of evaluated.data)
    evaluation.tell('evaluationDataset', mintOpenml('dataset', dataset), pointer, evaluated.dataName);
  if (evaluated.taskType !== undefined)
    evaluation.tell('evaluationTask', evaluated.taskType.iri, evaluated.taskType.pointer);
  evaluation.tell('verification', 'server-computed', first);
  const values = [...measures.values()].map((measure) => mapMeasure(evaluation, measure));
  return [evaluation.build(), ...values];
}

interface Measure {
  readonly name: OmlText;
  readonly rows: MeasureRow[];
}

function byName(run: Thing, rows: readonly MeasureRow[]): ReadonlyMap<string, Measure> {
  const measures = new Map<string, Measure>();
  for (const row of rows) {
    const name = keyOf(row.name, run.issues);
    if (name === undefined) {
      run.issues.warn('no-id', 'a value without the name of its measure', row.node.pointer, row.value?.value);
      continue;
    }
    const held = measures.get(name.value);
    if (held === undefined) measures.set(name.value, { name, rows: [row] });
    else held.rows.push(row);
  }
  return measures;
}

function mapMeasure(evaluation: Thing, { name, rows }: Measure): MappedEntity {
  const metric = new Thing('PropertyValue', mintMetric(evaluation.iri, name.value), evaluation.issues);
  evaluation.tell('evaluationMetrics', metric.iri, name.pointer);
  metric.tell('name', name.value, name.pointer);
  metric.tell('measurementTechnique', mintTerm(openmlMeasureScheme, name.value), name.pointer);
  for (const row of rows.filter((one) => !isOfFold(one))) {
    mapValue(metric, row.value, isShareOfWhole(name.value));
    tellJson(metric, 'classValues', row.array);
    tellJson(metric, 'foldValues', row.folds);
  }
  mapFolds(metric, rows.filter(isOfFold));
  if (isReportedByRunner(name.value)) metric.tell('verification', 'self-reported', name.pointer);
  return metric.build();
}

/** The number; what is none stays as written. Of a share of a whole the range is known. */
function mapValue(metric: Thing, found: OmlText | undefined, isShare: boolean): void {
  if (found === undefined) return;
  const value = numberIn(found.value);
  if (value !== undefined) {
    metric.tell('value', value, found.pointer, String(value) === found.value ? undefined : found.value);
    if (!isShare) return;
    if (value < 0 || value > 1) {
      metric.issues.inform('out-of-range', 'a share of a whole lies between 0 and 1', found.pointer, found.value);
      return;
    }
    metric.say('minValue', 0, { method: 'curated', pointer: found.pointer });
    metric.say('maxValue', 1, { method: 'curated', pointer: found.pointer });
    metric.tell('normalizedValue', value, found.pointer, String(value) === found.value ? undefined : found.value);
  } else if (isUnknown(found.value))
    metric.issues.inform('unknown-value', 'no value is known', found.pointer, found.value);
  else metric.tellText('rawValue', found);
}

function isOfFold({ node }: MeasureRow): boolean {
  return node.text('fold') !== undefined || node.text('repeat') !== undefined || node.text('sample') !== undefined;
}

function mapFolds(metric: Thing, rows: readonly MeasureRow[]): void {
  const [first] = rows;
  if (first === undefined) return;
  const kept = piecesThatFit(rows.map(foldOf), longestJson);
  if (kept.length < rows.length) {
    const literal = `${kept.length} of ${rows.length}`;
    metric.issues.inform(
      'folds-cut',
      'of the values by fold those that do not fit are left out',
      first.node.pointer,
      literal,
    );
  }
  if (kept.length > 0) metric.tell('foldValues', `[${kept.join(',')}]`, first.node.pointer);
}

function foldOf({ node, value, array }: MeasureRow): Readonly<Record<string, string | undefined>> {
  return {
    repeat: node.text('repeat')?.value,
    fold: node.text('fold')?.value,
    sample: node.text('sample')?.value,
    value: value?.value,
    classValues: array?.value,
  };
}

/** Texts with brackets are not always JSON: `[?,0.99]` is kept as a text. */
function tellJson(metric: Thing, property: string, found: OmlText | undefined): void {
  if (found === undefined) return;
  const { value, pointer } = found;
  if (value.length > longestJson) metric.issues.inform('text-cut', 'longer than what is kept', pointer, value.length);
  metric.tell(
    property,
    value.length > longestJson ? JSON.stringify(value.slice(0, longestJson)) : asJsonText(value),
    pointer,
  );
}
