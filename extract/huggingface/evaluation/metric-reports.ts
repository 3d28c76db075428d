import type { Verification } from '../../../ontology/entities/verification.ts';
import { isObject } from '../../found.ts';
import type { Place } from '../../place.ts';
import type { Evaluation, EvaluationSet } from './evaluation-set.ts';
import { readMetricValue } from './metric-value.ts';
import type { Reporter } from './reporter.ts';
import { wordsAt } from './words.ts';

const members: ReadonlySet<string> = new Set([
  'name',
  'type',
  'value',
  'config',
  'args',
  'verified',
  'verifyToken',
  'types',
  'values',
]);

/** Metrics as a list, as one, or as a map of names to values; undefined when there are none. */
export function metricPlaces(place: Place): readonly Place[] | undefined {
  if (place.isEmpty) return undefined;
  return Array.isArray(place.value) ? place.elements() : [place];
}

/** Reads what stands where a metric should, and adds it to the evaluation that `open` gives: asked only when there is a value. */
export function addMetrics(set: EvaluationSet, place: Place, reporter: Reporter, open: () => Evaluation): void {
  const { value } = place;
  if (!isObject(value)) {
    if (!place.isEmpty) set.wrongShape('a metric', place);
    return;
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return;
  if (keys.some((key) => members.has(key))) addMetric(set, place, reporter, open);
  else for (const [name, one] of place.members()) addNamed(set, name, one, reporter, open);
}

/** `{ type, name, value, config, args, verified, verifyToken }` */
function addMetric(set: EvaluationSet, place: Place, reporter: Reporter, open: () => Evaluation): void {
  const [type, name] = [wordsAt(set, place.at('type')), wordsAt(set, place.at('name'))];
  const kind = type ?? name;
  if (kind === undefined) {
    set.wrongShape('a metric with a type or a name', place);
    return;
  }
  const valuePlace = place.at('value');
  const value = readValue(set, valuePlace.isEmpty ? place : valuePlace, valuePlace.value);
  if (value === undefined) return;
  set.addMetric(
    open(),
    {
      place,
      type: kind,
      name: name ?? kind,
      value,
      valuePlace,
      config: place.at('config'),
      args: place.at('args'),
      ...verificationOf(place, reporter),
    },
    reporter,
  );
}

/** `accuracy: 0.9` */
function addNamed(set: EvaluationSet, name: string, place: Place, reporter: Reporter, open: () => Evaluation): void {
  const value = readValue(set, place, place.value);
  if (value === undefined) return;
  const report = { place, type: name, name, value, valuePlace: place, verification: 'self-reported' } as const;
  set.addMetric(open(), report, reporter);
}

/** `place` is where an issue points; a value that is not there has no place of its own. */
export function readValue(set: EvaluationSet, place: Place, stated: unknown) {
  const reading = readMetricValue(stated);
  if (!('fault' in reading)) return reading;
  if (reading.fault === 'wrong-shape') set.wrongShape('a number', place);
  else if (reading.fault === 'no-value') set.refuse('inform', 'no-value', 'a metric without a value', place);
  else set.refuse('warn', 'not-a-number', 'no number is written so', place);
  return undefined;
}

/** Whether the Hub says so itself, or only somebody writes so. A token alone is a claim: only the Hub can tell that it is good. */
export function verificationOf(
  place: Place,
  { vouches }: Reporter,
): { readonly verification: Verification; readonly claim?: Place } {
  const verified = place.at('verified');
  if (verified.value === true && vouches) return { verification: 'platform-verified' };
  const token = place.at('verifyToken');
  const claim = verified.value === true ? verified : token.isEmpty ? undefined : token;
  return claim === undefined ? { verification: 'self-reported' } : { verification: 'self-reported', claim };
}
