import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import type { MapResult } from '../../../extract/source.ts';
import { onlyOf, recordInput } from '../../support/map-input.ts';

const url = 'https://datasets-server.huggingface.co/rows?dataset=open-llm-leaderboard%2Fcontents&offset=0&length=100';
const base = 'https://w3id.org/stemma/id';
const row = {
  eval_name: 'org_model_bfloat16',
  Precision: 'bfloat16',
  Type: '🔶 : 🔶 fine-tuned on domain-specific datasets',
  Model: '<a target="_blank" href="https://huggingface.co/org/model">org/model</a>',
  fullname: 'org/model',
  'Model sha': '0123456789abcdef0123456789abcdef01234567',
  'Average ⬆️': 20.1,
  '#Params (B)': -1,
  'Hub License': '["mit"]',
  'CO₂ cost (kg)': 1.2,
  Flagged: false,
  'IFEval Raw': 0.41,
  IFEval: 41.0,
  'MMLU-PRO Raw': 0.1,
  'MMLU-PRO': 0,
  'BBH Raw': null,
  'Submission Date': '2024-08-01',
};

function mapRows(value: unknown): MapResult {
  return map(recordInput('hf_leaderboard', url, JSON.stringify(value)));
}

describe('rows of the leaderboard', () => {
  it('are an evaluation for each benchmark, of a model at a revision', () => {
    const result = mapRows({ features: [], rows: [{ row_idx: 0, row, truncated_cells: [] }], num_rows_total: 4576 });
    const evaluations = result.entities.filter((entity) => entity['@type'] === 'MLModelEvaluation');
    expect(evaluations).toMatchObject([
      {
        name: 'org_model_bfloat16',
        evaluatedMLModel: [`${base}/hf/model/org/model`],
        modelRevision: row['Model sha'],
        evaluatedPrecision: 'bfloat16',
        evaluationDataset: [`${base}/hf/dataset/wis-k/instruction-following-eval`],
        datasetName: 'IFEval',
        evaluationDate: '2024-08-01T00:00:00Z',
        verification: 'leaderboard',
        isPartOf: [`${base}/leaderboard/hf/open-llm-leaderboard-v2`],
      },
      { datasetName: 'MMLU-PRO' },
    ]);
    expect(result.entities.filter((entity) => entity['@type'] === 'PropertyValue')).toMatchObject([
      { name: 'IFEval Raw', value: 0.41, normalizedValue: 0.41, minValue: 0, maxValue: 1 },
      { name: 'IFEval', value: 41 },
      { name: 'MMLU-PRO Raw', value: 0.1 },
      { name: 'MMLU-PRO', value: 0 },
    ]);
    expect(onlyOf(result, 'Leaderboard')).toMatchObject({ name: 'Open LLM Leaderboard v2' });
    expect(result.entities.some((entity) => entity['@type'] === 'MLModel')).toBe(false);
    expect(evaluations[0]?.evidence.find((one) => one.property === 'modelRevision')).toMatchObject({
      method: 'leaderboard',
      pointer: '/rows/0/row/Model sha',
    });
    expect(result.issues).toEqual([]);
  });

  it('may come one by one, and are the same', () => {
    const ids = (result: MapResult) => result.entities.map((entity) => entity['@id']);
    expect(ids(mapRows(row))).toEqual(ids(mapRows({ rows: [{ row }] })));
  });

  it('in another number format are other evaluations', () => {
    const other = { ...row, eval_name: 'org_model_float16', Precision: 'float16' };
    const evaluations = mapRows({ rows: [{ row }, { row: other }] }).entities.filter(
      (entity) => entity['@type'] === 'MLModelEvaluation',
    );
    expect(new Set(evaluations.map((entity) => entity['@id'])).size).toBe(4);
  });

  it('that are there twice are one evaluation', () => {
    const once = mapRows({ rows: [{ row }] }).entities.map((entity) => entity['@id']);
    expect(mapRows({ rows: [{ row }, { row }] }).entities.map((entity) => entity['@id'])).toEqual(once);
  });

  it('that were flagged are void', () => {
    expect(mapRows({ ...row, Flagged: true })).toMatchObject({
      entities: [],
      issues: [{ code: 'flagged', severity: 'info', literal: 'org/model' }],
    });
  });

  it.each<readonly [string, unknown, string]>([
    ['no row', 7, 'wrong-shape '],
    ['no rows', { rows: 'all' }, 'wrong-shape '],
    ['a row that is none', { rows: [{ row: 7 }, 8] }, 'no-id /rows/0,wrong-shape /rows/1'],
    ['no model', { ...row, fullname: '' }, 'no-id /fullname'],
    ['a score in words', { ...row, 'IFEval Raw': 'high' }, 'wrong-shape /IFEval Raw'],
    [
      'a date that never was',
      { ...row, 'Submission Date': 'soon', 'MMLU-PRO': null, 'MMLU-PRO Raw': null },
      'wrong-shape /Submission Date',
    ],
  ])('%s is an issue', (_, value, issues) => {
    expect(
      mapRows(value)
        .issues.map(({ code, pointer }) => `${code} ${pointer}`)
        .join(','),
    ).toBe(issues);
  });
});
