import { describe, expect, it } from 'vitest';
import type { MapResult } from '../../../extract/source.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { mapFields } from '../../support/map-input.ts';

const base = 'https://w3id.org/stemma/id';
const entry = {
  dataset: { id: 'Idavidrein/gpqa', task_id: 'gpqa_diamond', revision: '5503434' },
  value: 0.412,
  date: '2026-02-15',
  source: { url: 'https://huggingface.co/spaces/a/logs', name: 'Eval traces', user: 'somebody' },
  notes: 'no-tools',
};

function ofType(result: MapResult, type: string): readonly MappedEntity[] {
  return result.entities.filter((entity) => entity['@type'] === type);
}

describe('an entry of evalResults', () => {
  it.each([
    ['bare', entry, '/evalResults/0'],
    [
      'beside what the Hub adds',
      { filename: '.eval_results/a.yaml', verified: false, data: entry },
      '/evalResults/0/data',
    ],
  ])('%s is read', (_, stated, at) => {
    const result = mapFields({ evalResults: [stated] });
    expect(ofType(result, 'MLModelEvaluation')).toMatchObject([
      {
        name: 'Idavidrein/gpqa',
        evaluatedMLModel: [`${base}/hf/model/org/model`],
        evaluationDataset: [`${base}/hf/dataset/Idavidrein/gpqa`],
        evaluationTask: [`${base}/term/hf-benchmark-task/Idavidrein%2Fgpqa%3Agpqa_diamond`],
        datasetRevision: '5503434',
        description: 'no-tools',
        evaluationDate: '2026-02-15T00:00:00Z',
        hadPrimarySource: ['https://huggingface.co/spaces/a/logs'],
        creator: [`${base}/hf/account/somebody`],
        verification: 'self-reported',
      },
    ]);
    expect(ofType(result, 'PropertyValue')).toMatchObject([{ name: 'gpqa_diamond', value: 0.412 }]);
    const [value] = ofType(result, 'PropertyValue').flatMap((one) =>
      one.evidence.filter((e) => e.property === 'value'),
    );
    expect(value).toMatchObject({ pointer: `${at}/value`, method: 'hub-api', confidence: 0.95 });
    expect(result.issues).toEqual([]);
  });

  it('is the same evaluation in either form', () => {
    const result = mapFields({ evalResults: [entry, { data: entry, filename: 'x.yaml' }] });
    expect(ofType(result, 'MLModelEvaluation')).toHaveLength(1);
  });

  it('that the Hub could not read is told and costs the others nothing', () => {
    const result = mapFields({ evalResults: [{ filename: 'b.yaml', error: 'bad indentation' }, entry] });
    expect(result.issues).toMatchObject([
      { code: 'malformed-eval-file', pointer: '/evalResults/0/error', literal: 'bad indentation', severity: 'info' },
    ]);
    expect(ofType(result, 'PropertyValue')).toHaveLength(1);
  });

  it.each([
    ['verified by the Hub', { verified: true, data: entry }, 'platform-verified', []],
    ['in an open pull request', { verified: false, pullRequest: 69, data: entry }, 'community-reported', []],
    ['by its own word', { ...entry, verified: true }, 'self-reported', ['unproven-verification']],
    ['with a token alone', { ...entry, verifyToken: 'eyJ' }, 'self-reported', ['unproven-verification']],
    [
      'with its own word under data',
      { data: { ...entry, verified: true } },
      'self-reported',
      ['unproven-verification'],
    ],
  ])('%s is %3$s', (_, stated, verification, issues) => {
    const result = mapFields({ evalResults: [stated] });
    expect(ofType(result, 'MLModelEvaluation')[0]?.['verification']).toBe(verification);
    expect(result.issues.map((issue) => issue.code)).toEqual(issues);
  });

  it('of the first days has configuration and split', () => {
    const result = mapFields({
      evalResults: [{ dataset: { id: 'cais/hle', config: 'default', split: 'test' }, value: 20.9 }],
    });
    expect(ofType(result, 'MLModelEvaluation')).toMatchObject([{ configName: 'default', splitName: 'test' }]);
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['a text', 'none', ['wrong-shape /evalResults']],
    ['a number among them', [7], ['wrong-shape /evalResults/0']],
    ['no dataset', [{ value: 1 }], ['not-an-id /evalResults/0']],
    ['a path for a dataset', [{ dataset: { id: './x' }, value: 1 }], ['not-an-id /evalResults/0/dataset/id']],
    ['no value', [{ dataset: { id: 'a/b' } }], ['no-value /evalResults/0']],
    ['a date that never was', [{ ...entry, date: '2026-02-30' }], ['wrong-shape /evalResults/0/date']],
    ['a source that is none', [{ ...entry, source: { url: 'logs/' } }], ['not-a-url /evalResults/0/source/url']],
  ])('%s is an issue', (_, evalResults, issues) => {
    expect(mapFields({ evalResults }).issues.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(issues);
  });
});
