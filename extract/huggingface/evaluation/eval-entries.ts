import { mintAccount, mintSoftware, mintTerm } from '../../../ontology/iri.ts';
import type { Verification } from '../../../ontology/entities/verification.ts';
import { isObject } from '../../found.ts';
import { isUtcDateTime } from '../../iso-date.ts';
import type { Place } from '../../place.ts';
import { readRepoReference } from '../repo-reference.ts';
import { datasetOf } from './evaluated-data.ts';
import type { Evaluation, EvaluationSet } from './evaluation-set.ts';
import { readValue, verificationOf } from './metric-reports.ts';
import { saySource } from './model-index.ts';
import type { Reporter } from './reporter.ts';
import { wordsAt } from './words.ts';

/** Scheme of the tasks of benchmarks: `{dataset}:{task}`. What such a task measures, and in which unit, its dataset defines. */
const benchmarkTaskScheme = 'hf-benchmark-task';

/** What stands around an entry in the Hub's answer, and does not in a file. */
interface Standing {
  /** Whether it stands in an open pull request: somebody else's report, not taken over by the owner. */
  readonly isProposed: boolean;
}

/**
 * `evalResults` of the Hub and files of `.eval_results`: lists of entries, each bare, or under `data` beside what the Hub adds
 * (`filename`, `verified`, `pullRequest`); a file that the Hub could not read is `{ filename, error }`.
 */
export function readEvalEntries(set: EvaluationSet, list: Place, reporter: Reporter, standing: Standing): void {
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) {
    set.wrongShape('a list', list);
    return;
  }
  for (const entry of list.elements()) {
    if (!isObject(entry.value)) {
      set.wrongShape('an object', entry);
      continue;
    }
    const error = entry.at('error');
    const data = isObject(entry.at('data').value) ? entry.at('data') : entry;
    if (data === entry && !error.isEmpty && entry.at('dataset').isEmpty) {
      set.refuse('inform', 'malformed-eval-file', 'the Hub could not read a file of evaluations', error);
      continue;
    }
    readEntry(set, entry, data, reporter, { isProposed: standing.isProposed || isProposed(entry.at('pullRequest')) });
  }
}

function isProposed({ value }: Place): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}

/** `{ dataset: { id, task_id, config, split, revision }, value, date, source: { url, name, user, org }, notes }` */
function readEntry(set: EvaluationSet, entry: Place, data: Place, reporter: Reporter, standing: Standing): void {
  const dataset = data.at('dataset');
  const idPlace = dataset.at('id');
  const id = wordsAt(set, idPlace);
  const reference = id === undefined ? undefined : readRepoReference(id, 'dataset');
  if (reference?.kind !== 'id') {
    set.refuse(
      'warn',
      'not-an-id',
      'an evaluation without the dataset of a benchmark',
      id === undefined ? entry : idPlace,
    );
    return;
  }
  const valuePlace = data.at('value');
  const value = readValue(set, valuePlace.isEmpty ? entry : valuePlace, valuePlace.value);
  if (value === undefined) return;
  const taskId = wordsAt(set, dataset.at('task_id'));
  const evaluation = openEntry(set, { data, dataset, id: reference.id, taskId }, reporter);
  const term = mintTerm(benchmarkTaskScheme, taskId === undefined ? reference.id : `${reference.id}:${taskId}`);
  const called = taskId ?? reference.id;
  if (taskId !== undefined) set.say(evaluation, 'evaluationTask', term, reporter, dataset.at('task_id'), taskId);
  const vouched = vouch(entry, data, reporter, standing);
  set.addMetric(evaluation, { place: data, type: called, name: called, term, value, valuePlace, ...vouched }, reporter);
}

function vouch(
  entry: Place,
  data: Place,
  reporter: Reporter,
  { isProposed: proposed }: Standing,
): { readonly verification: Verification; readonly claim?: Place } {
  // Only around an entry stands the Hub's own word; in it stands what anybody can write.
  const { verification } = verificationOf(entry, { ...reporter, vouches: reporter.vouches && entry !== data });
  if (verification === 'platform-verified') return { verification };
  const { claim } = verificationOf(data, { ...reporter, vouches: false });
  const told = proposed ? 'community-reported' : 'self-reported';
  return claim === undefined ? { verification: told } : { verification: told, claim };
}

interface Entry {
  readonly data: Place;
  readonly dataset: Place;
  readonly id: string;
  readonly taskId: string | undefined;
}

function openEntry(set: EvaluationSet, { data, dataset, id, taskId }: Entry, reporter: Reporter): Evaluation {
  const read = (place: Place): string | undefined => wordsAt(set, place);
  const [config, split, revision] = ['config', 'split', 'revision'].map((key) => read(dataset.at(key)));
  const source = data.at('source');
  const [url, notes] = [read(source.at('url')), read(data.at('notes'))];
  const evaluation = set.open(
    { kind: 'eval-results', task: taskId, datasets: [id], config, split, revision, source: url, notes },
    reporter,
    data,
  );
  const say = (property: string, value: string | undefined, place: Place): void => {
    if (value !== undefined) set.say(evaluation, property, value, reporter, place);
  };
  const idPlace = dataset.at('id');
  const written = read(idPlace);
  say('name', id, idPlace);
  say('datasetName', written, idPlace);
  const known = datasetOf(id, idPlace);
  if (known !== undefined) {
    set.say(evaluation, 'evaluationDataset', known.iri, reporter, idPlace, written === id ? undefined : written);
  }
  say('configName', config, dataset.at('config'));
  say('splitName', split, dataset.at('split'));
  say('datasetRevision', revision, dataset.at('revision'));
  say('description', notes, data.at('notes'));
  if (url !== undefined) saySource(set, evaluation, url, reporter, source.at('url'));
  sayCircumstances(set, evaluation, data, reporter);
  return evaluation;
}

const accountName = /^[\w.-]{1,96}$/;
const softwareName = /^[A-Za-z0-9][\w.-]{0,95}$/;

/** Who reported it, with what, when. */
function sayCircumstances(set: EvaluationSet, evaluation: Evaluation, data: Place, reporter: Reporter): void {
  for (const key of ['user', 'org']) {
    const place = data.at('source').at(key);
    const account = wordsAt(set, place);
    if (account === undefined) continue;
    if (accountName.test(account)) set.say(evaluation, 'creator', mintAccount(account), reporter, place);
    else set.refuse('warn', 'not-an-id', 'no account has this name', place);
  }
  const framework = wordsAt(set, data.at('evaluation_framework'));
  if (framework !== undefined && softwareName.test(framework)) {
    const place = data.at('evaluation_framework');
    set.say(evaluation, 'evaluationSoftware', mintSoftware('generic', framework), reporter, place);
  }
  sayDate(set, evaluation, data.at('date'), reporter);
}

/** A day without a time is its beginning in UTC; the literal shows what was written. */
export function sayDate(set: EvaluationSet, evaluation: Evaluation, place: Place, reporter: Reporter): void {
  const date = wordsAt(set, place);
  if (date === undefined) return;
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00(?:\.0+)?)?$/.exec(date.trim())?.[1];
  const moment = day === undefined ? date.trim() : `${day}T00:00:00Z`;
  if (isUtcDateTime(moment)) {
    set.say(evaluation, 'evaluationDate', moment, reporter, place, moment === date ? undefined : date);
  } else set.refuse('warn', 'wrong-shape', 'expected a date, or a date and time in UTC', place);
}
