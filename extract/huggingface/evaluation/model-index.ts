import { mintTerm } from '../../../ontology/iri.ts';
import { hubTaskOf, hubTaskScheme, isHubTask } from '../../../ontology/vocab/hub-terms.ts';
import { isObject } from '../../found.ts';
import type { Place } from '../../place.ts';
import { isWebAddress } from '../../web-address.ts';
import { type EvaluatedData, readData } from './evaluated-data.ts';
import { slug } from './evaluation-key.ts';
import type { Evaluation, EvaluationSet } from './evaluation-set.ts';
import { addMetrics, metricPlaces } from './metric-reports.ts';
import type { Reporter } from './reporter.ts';
import { wordsAt } from './words.ts';

/**
 * `model-index`: a list of `{ name, results }`, or one such. Of a result `{ task, dataset, metrics, source }` every part may be
 * missing but a value; results without any say nothing. Older cards write `metric` for one metric, `datasets` for several
 * sets of data taken together, and put the metrics into `tasks`.
 */
export function readModelIndex(set: EvaluationSet, index: Place, reporter: Reporter): void {
  if (index.isEmpty) return;
  if (!Array.isArray(index.value) && !isObject(index.value)) {
    set.wrongShape('a list', index);
    return;
  }
  for (const entry of Array.isArray(index.value) ? index.elements() : [index]) {
    if (entry.isEmpty) continue;
    if (isObject(entry.value)) readResults(set, entry.at('results'), reporter);
    else set.wrongShape('an object', entry);
  }
}

function readResults(set: EvaluationSet, results: Place, reporter: Reporter): void {
  if (results.isEmpty) return;
  if (!Array.isArray(results.value) && !isObject(results.value)) {
    set.wrongShape('a list', results);
    return;
  }
  for (const result of Array.isArray(results.value) ? results.elements() : [results]) {
    if (result.isEmpty) continue;
    if (isObject(result.value)) readResult(set, result, reporter);
    else set.wrongShape('an object', result);
  }
}

function readResult(set: EvaluationSet, result: Place, reporter: Reporter): void {
  const task = firstOf(result, 'task', 'tasks');
  const stated = firstOf(result, 'metrics', 'metric');
  const metrics = metricPlaces(stated.isEmpty ? firstOf(task, 'metrics', 'metric') : stated);
  if (metrics === undefined) return;
  let evaluation: Evaluation | undefined;
  const open = (): Evaluation => (evaluation ??= openResult(set, result, task, reporter));
  for (const metric of metrics) addMetrics(set, metric, reporter, open);
}

/** The first of these members that holds anything. */
function firstOf(place: Place, first: string, second: string): Place {
  const found = place.at(first);
  return found.isEmpty ? place.at(second) : found;
}

function openResult(set: EvaluationSet, result: Place, task: Place, reporter: Reporter): Evaluation {
  const taskType = wordsAt(set, isObject(task.value) ? task.at('type') : task);
  const taskName = isObject(task.value) ? wordsAt(set, task.at('name')) : undefined;
  const data = dataOf(set, result);
  const [one] = data.length === 1 ? data : [];
  const source = result.at('source');
  const sourceName = wordsAt(set, isObject(source.value) ? source.at('name') : source);
  const sourceUrl = isObject(source.value) ? wordsAt(set, source.at('url')) : undefined;
  const taskArgs = task.at('args');
  const args = one?.place.at('args');
  const evaluation = set.open(
    {
      kind: 'model-index',
      task: taskType ?? taskName,
      taskName: ownName(taskType, taskName),
      taskArgs: taskArgs.value,
      datasets: data.map(({ dataset, type, name }) => dataset?.id ?? type ?? name ?? ''),
      config: one?.config,
      split: one?.split,
      revision: one?.revision,
      args: args?.value,
      source: sourceUrl ?? sourceName,
    },
    reporter,
    result,
  );
  sayTask(set, evaluation, taskType ?? taskName, reporter, task);
  sayData(set, evaluation, data, reporter);
  if (args !== undefined) set.sayArgs(evaluation.entity, 'datasetArgs', reporter, args);
  const caption = one?.name ?? one?.type ?? taskName ?? taskType;
  if (caption !== undefined) set.say(evaluation, 'name', caption, reporter, one?.place ?? task);
  if (sourceUrl !== undefined) saySource(set, evaluation, sourceUrl, reporter, source.at('url'));
  return evaluation;
}

/** A name that is not the type of the task in other words: `NER`, not `Token Classification`. */
function ownName(type: string | undefined, name: string | undefined): string | undefined {
  if (type === undefined || name === undefined) return undefined;
  const [code, called] = [slug(type), slug(name)];
  return called === code || called === slug(hubTaskOf(code)?.label ?? '') ? undefined : name;
}

/** `dataset`, or several in `datasets`. */
function dataOf(set: EvaluationSet, result: Place): readonly EvaluatedData[] {
  const stated = firstOf(result, 'dataset', 'datasets');
  const places = Array.isArray(stated.value) ? stated.elements() : [stated];
  return places.flatMap((place) => readData(set, place) ?? []);
}

/** Scheme of tasks that a card names and the Hub does not know. */
const otherTaskScheme = 'hf-eval-task';
const longestTask = 120;

function sayTask(
  set: EvaluationSet,
  evaluation: Evaluation,
  words: string | undefined,
  reporter: Reporter,
  place: Place,
): void {
  const code = slug(words ?? '').slice(0, longestTask);
  if (words === undefined || code === '') return;
  const iri = mintTerm(isHubTask(code) ? hubTaskScheme : otherTaskScheme, code);
  set.say(evaluation, 'evaluationTask', iri, reporter, place, code === words ? undefined : words);
}

export function sayData(
  set: EvaluationSet,
  evaluation: Evaluation,
  data: readonly EvaluatedData[],
  reporter: Reporter,
): void {
  for (const { place, dataset, type, name, config, split, revision } of data) {
    if (dataset !== undefined) {
      const literal = dataset.id === type ? undefined : type;
      set.say(evaluation, 'evaluationDataset', dataset.iri, reporter, dataset.place, literal);
    }
    if (data.length > 1) continue;
    const called = name ?? type;
    if (called !== undefined) set.say(evaluation, 'datasetName', called, reporter, place);
    if (config !== undefined) set.say(evaluation, 'configName', config, reporter, place.at('config'));
    if (split !== undefined) set.say(evaluation, 'splitName', split, reporter, place.at('split'));
    if (revision !== undefined) set.say(evaluation, 'datasetRevision', revision, reporter, place.at('revision'));
  }
}

export function saySource(
  set: EvaluationSet,
  evaluation: Evaluation,
  url: string,
  reporter: Reporter,
  place: Place,
): void {
  const address = url.trim();
  if (isWebAddress(address)) set.say(evaluation, 'hadPrimarySource', address, reporter, place);
  else set.refuse('warn', 'not-a-url', 'no web address is written so', place);
}
