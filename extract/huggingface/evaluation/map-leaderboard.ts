import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintDataset, mintLeaderboard, mintTerm } from '../../../ontology/iri.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { isObject } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import { Place } from '../../place.ts';
import { isServedRepoId } from '../repo-reference.ts';
import { encodePointer } from '../../../src/core/json-pointer.ts';
import { sayDate } from './eval-entries.ts';
import { type Evaluation, EvaluationSet } from './evaluation-set.ts';
import { readMetricValue } from './metric-value.ts';
import { type LeaderboardBenchmark, leaderboardBenchmarks, openLlmLeaderboard } from './open-llm-leaderboard.ts';
import type { Reporter } from './reporter.ts';
import { wordsAt } from './words.ts';

const reporter: Reporter = { method: 'leaderboard', vouches: false };
/** Scheme of its scores in the IRIs of terms. */
const scoreScheme = 'open-llm-leaderboard-v2';

/**
 * Rows of the Open LLM Leaderboard 2, one by one or as a page `{ rows: [{ row }] }` of the datasets server. A row is one model at
 * one revision in one number format: an evaluation for each benchmark, belonging to the leaderboard. Rows that were flagged are void.
 * Of the model itself nothing is told: its size is rounded there, its licence copied, and the emissions are those of the evaluation.
 */
export function mapLeaderboardRows({ value }: MapInput): MapResult {
  const issues = new IssueList();
  const page = new Place(value, encodePointer);
  const rows = rowsOf(page);
  if (rows === undefined) {
    issues.wrongShape('a row of the leaderboard, or a page of them', '', value);
    return { entities: [], issues: issues.all() };
  }
  // By model, because a row that is there twice is one evaluation.
  const sets = new Map<string, EvaluationSet>();
  for (const row of rows) mapRow(row, sets, issues);
  const evaluations = [...sets.values()].flatMap((set) => set.build(undefined));
  const entities = evaluations.length === 0 ? [] : [theLeaderboard(), ...evaluations];
  return { entities, issues: issues.all() };
}

function rowsOf(page: Place): readonly Place[] | undefined {
  if (!isObject(page.value)) return undefined;
  const rows = page.at('rows');
  if (!Array.isArray(rows.value)) return rows.isEmpty ? [page] : undefined;
  return rows.elements().map((row) => (isObject(row.at('row').value) ? row.at('row') : row));
}

function mapRow(row: Place, sets: Map<string, EvaluationSet>, issues: IssueList): void {
  if (!isObject(row.value)) {
    issues.wrongShape('a row of the leaderboard', row.pointer, row.value);
    return;
  }
  const { value: model, pointer } = row.at('fullname');
  if (typeof model !== 'string' || !isServedRepoId(model)) {
    issues.warn('no-id', 'a row without the id of a model', model === undefined ? row.pointer : pointer, model);
    return;
  }
  const flagged = row.at('Flagged');
  if (flagged.value === true || flagged.value === 1 || flagged.value === 'true') {
    issues.inform('flagged', 'the leaderboard has declared these scores void', flagged.pointer, model);
    return;
  }
  const set = sets.get(model) ?? new EvaluationSet(model, issues);
  sets.set(model, set);
  for (const benchmark of leaderboardBenchmarks) mapBenchmark(set, row, benchmark);
}

function mapBenchmark(set: EvaluationSet, row: Place, benchmark: LeaderboardBenchmark): void {
  const { column, dataset } = benchmark;
  let evaluation: Evaluation | undefined;
  const open = (): Evaluation => (evaluation ??= openRow(set, row, benchmark));
  for (const [name, max] of [
    [`${column} Raw`, 1],
    [column, 100],
  ] as const) {
    const place = row.at(name);
    const value = readMetricValue(place.value);
    if ('fault' in value) {
      if (value.fault !== 'no-value') set.wrongShape('a number', place);
      continue;
    }
    const within = value.value >= 0 && value.value <= max;
    // Only the raw score is a share of what was asked; the other one counts from chance upwards.
    const normalized = max === 1 && within ? { normalized: { value: value.value, min: 0, max } } : {};
    set.addMetric(
      open(),
      {
        place,
        type: name,
        name,
        term: mintTerm(scoreScheme, name),
        value,
        valuePlace: place,
        verification: 'leaderboard',
        ...normalized,
      },
      reporter,
    );
  }
  if (evaluation === undefined) return;
  set.say(evaluation, 'datasetName', column, reporter, row);
  evaluation.entity.add('evaluationDataset', mintDataset(dataset), {
    method: 'curated',
    pointer: row.pointer,
    literal: column,
  });
}

function openRow(set: EvaluationSet, row: Place, { column }: LeaderboardBenchmark): Evaluation {
  const read = (key: string): string | undefined => wordsAt(set, row.at(key));
  const [evalName, sha, precision] = [read('eval_name'), read('Model sha'), read('Precision')];
  const evaluation = set.open(
    { kind: 'open-llm-leaderboard-v2', datasets: [column], source: evalName, revision: sha, config: precision },
    reporter,
    row,
  );
  const say = (property: string, value: string | undefined, key: string): void => {
    if (value !== undefined && value !== '') set.say(evaluation, property, value, reporter, row.at(key));
  };
  const name = evalName ?? read('fullname');
  say('name', name, evalName === undefined ? 'fullname' : 'eval_name');
  say('modelRevision', sha, 'Model sha');
  say('evaluatedPrecision', precision, 'Precision');
  sayDate(set, evaluation, row.at('Submission Date'), reporter);
  const leaderboard = mintLeaderboard('hf', openLlmLeaderboard.name);
  set.say(evaluation, 'isPartOf', leaderboard, reporter, row);
  return evaluation;
}

function theLeaderboard(): MappedEntity {
  const { name, title, url } = openLlmLeaderboard;
  const entity = new EntityBuilder('Leaderboard', mintLeaderboard('hf', name));
  entity.add('name', title, { method: 'curated', pointer: '' });
  entity.add('url', url, { method: 'curated', pointer: '' });
  return entity.build();
}
