import { describe, expect, it } from 'vitest';
import type { MapResult } from '../../../extract/source.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { mapFields } from '../../support/map-input.ts';

const base = 'https://w3id.org/stemma/id';

function ofType(result: MapResult, type: string): readonly MappedEntity[] {
  return result.entities.filter((entity) => entity['@type'] === type);
}

/** The one evaluation, without its evidence. */
function evaluationOf(result: MapResult): MappedEntity {
  const [evaluation, ...others] = ofType(result, 'MLModelEvaluation');
  if (evaluation === undefined || others.length > 0) throw new Error(`${others.length + 1} evaluations`);
  return evaluation;
}

function codesOf(result: MapResult): readonly string[] {
  return result.issues.map(({ code, pointer }) => `${code} ${pointer}`);
}

function indexOf(...results: readonly unknown[]): unknown {
  return [{ name: 'model', results }];
}

const task = { type: 'text-classification', name: 'Text Classification' };
const dataset = { name: 'GLUE', type: 'glue', config: 'cola', split: 'validation', revision: 'abc', args: 'cola' };
const metric = { type: 'matthews_correlation', name: 'Matthews Correlation', value: 0.54 };

describe('model-index', () => {
  it('gives one evaluation for task, data and source, and one value for each metric', () => {
    const source = { name: 'Open LLM Leaderboard', url: 'https://huggingface.co/spaces/a/b?query=c' };
    const metrics = [
      metric,
      { type: 'accuracy', value: '91.2%' },
      { type: 'loss', value: '20.0 ± 1.2', args: { b: 1, a: 2 } },
    ];
    const result = mapFields({ 'model-index': indexOf({ task, dataset, metrics, source }) });
    const evaluation = evaluationOf(result);
    expect(evaluation).toMatchObject({
      name: 'GLUE',
      evaluatedMLModel: [`${base}/hf/model/org/model`],
      evaluationTask: [`${base}/term/hf-task/text-classification`],
      evaluationDataset: [`${base}/hf/dataset/glue`],
      datasetName: 'GLUE',
      configName: 'cola',
      splitName: 'validation',
      datasetRevision: 'abc',
      datasetArgs: '"cola"',
      hadPrimarySource: ['https://huggingface.co/spaces/a/b?query=c'],
      verification: 'self-reported',
    });
    expect(result.entities[0]).toMatchObject({
      hasEvaluation: [evaluation['@id']],
      evaluatedOn: [`${base}/hf/dataset/glue`],
    });
    expect(ofType(result, 'PropertyValue')).toMatchObject([
      {
        '@id': `${evaluation['@id']}/m/matthews-correlation`,
        name: 'Matthews Correlation',
        value: 0.54,
        measurementTechnique: [`${base}/term/hf-metric/matthews_correlation`],
      },
      { value: 91.2, unitText: '%', rawValue: '91.2%', minValue: 0, maxValue: 100, normalizedValue: 0.912 },
      { value: 20, stdev: 1.2, rawValue: '20.0 ± 1.2', metricArgs: '{"a":2,"b":1}' },
    ]);
    expect(result.issues).toEqual([]);
  });

  it('says nothing of the scale of a number without a unit', () => {
    for (const value of [0.912, 91.2]) {
      const result = mapFields({ 'model-index': indexOf({ task, metrics: [{ type: 'accuracy', value }] }) });
      expect(ofType(result, 'PropertyValue')[0]).not.toHaveProperty('normalizedValue');
      expect(ofType(result, 'PropertyValue')[0]).not.toHaveProperty('maxValue');
    }
  });

  it('told by the Hub and by the card is one evaluation with two witnesses', () => {
    const index = indexOf({ task, dataset, metrics: [metric] });
    const result = mapFields({ 'model-index': index, cardData: { 'model-index': index } });
    const evaluation = evaluationOf(result);
    expect(evaluation.evidence.filter((one) => one.property === 'evaluationDataset')).toMatchObject([
      { method: 'hub-api', confidence: 0.95, pointer: '/model-index/0/results/0/dataset/type' },
      { method: 'yaml-frontmatter', confidence: 0.95, pointer: '/cardData/model-index/0/results/0/dataset/type' },
    ]);
    expect(ofType(result, 'PropertyValue')).toHaveLength(1);
  });

  it('has the same name whoever tells it, in whatever case', () => {
    const one = mapFields({ 'model-index': indexOf({ task, dataset, metrics: [metric] }) });
    const other = mapFields({
      cardData: {
        'model-index': indexOf({ task: { name: 'Text Classification' }, dataset: { ...dataset, name: 'x' }, metric }),
      },
    });
    expect(evaluationOf(other)['@id']).toBe(evaluationOf(one)['@id']);
  });

  it.each([
    ['task', { task: { type: 'token-classification' }, dataset }],
    ['name of the task', { task: { type: 'text-classification', name: 'POS' }, dataset }],
    ['arguments of the task', { task: { ...task, args: 'afr-deu' }, dataset }],
    ['data', { task, dataset: { ...dataset, type: 'imdb' } }],
    ['configuration', { task, dataset: { ...dataset, config: 'sst2' } }],
    ['split', { task, dataset: { ...dataset, split: 'test' } }],
    ['revision', { task, dataset: { ...dataset, revision: 'def' } }],
    ['arguments', { task, dataset: { ...dataset, args: { n: 25 } } }],
    ['source', { task, dataset, source: { url: 'https://example.com' } }],
  ])('of another %s is another evaluation', (_, part) => {
    const one = { task, dataset, metrics: [metric] };
    const result = mapFields({ 'model-index': indexOf(one, { ...part, metrics: [metric] }) });
    expect(ofType(result, 'MLModelEvaluation')).toHaveLength(2);
  });

  it('keeps values of one kind apart by their names, and by number where the names are one', () => {
    const metrics = [
      { type: 'rouge', name: 'ROUGE-1', value: 36.6 },
      { type: 'rouge', name: 'ROUGE-2', value: 14.6 },
      { type: 'rouge', name: 'ROUGE-2', value: 15 },
      { type: 'rouge', name: 'ROUGE-2', value: 15, args: { stemmer: true } },
    ];
    const result = mapFields({ 'model-index': indexOf({ task, metrics }) });
    const iri = evaluationOf(result)['@id'];
    expect(ofType(result, 'PropertyValue').map((one) => one['@id'])).toEqual([
      `${iri}/m/rouge%3Arouge-1`,
      `${iri}/m/rouge%3Arouge-2`,
      `${iri}/m/rouge%3Arouge-2/1`,
      `${iri}/m/rouge%3Arouge-2/2`,
    ]);
  });

  it.each([
    ['one metric', { metrics: metric }],
    ['`metric`', { metric }],
    ['a map of metrics', { metrics: { matthews_correlation: 0.54 } }],
    ['metrics within the task', { task: undefined, tasks: { ...task, metrics: [metric] } }],
    ['a task in a word', { task: 'text-classification', metrics: [metric] }],
  ])('may hold %s', (_, part) => {
    const result = mapFields({ 'model-index': indexOf({ task, dataset, ...part }) });
    expect(evaluationOf(result)['evaluationTask']).toEqual([`${base}/term/hf-task/text-classification`]);
    expect(ofType(result, 'PropertyValue')).toMatchObject([{ value: 0.54 }]);
  });

  it('may be one entry and not a list, and one result', () => {
    const result = mapFields({ cardData: { 'model-index': { name: 'x', results: { task, metrics: [metric] } } } });
    expect(ofType(result, 'PropertyValue')).toHaveLength(1);
  });

  it('may name several sets of data that were taken together', () => {
    const datasets = [{ name: 'Common Voice ca', type: 'common_voice', args: 'ca' }, { name: 'ParlamentParla' }];
    const result = mapFields({ cardData: { 'model-index': indexOf({ task, datasets, metrics: [metric] }) } });
    expect(evaluationOf(result)).toMatchObject({ evaluationDataset: [`${base}/hf/dataset/common_voice`] });
    expect(evaluationOf(result)).not.toHaveProperty('datasetName');
  });

  it.each(['Stanford SST-2', 'NYT', 'custom', 'sts-dev', './data', 'https://example.com/data'])(
    'takes %s for a name and not for a dataset of the Hub',
    (type) => {
      const result = mapFields({ 'model-index': indexOf({ task, dataset: { type }, metrics: [metric] }) });
      expect(evaluationOf(result)['datasetName']).toBe(type);
      expect(evaluationOf(result)).not.toHaveProperty('evaluationDataset');
    },
  );

  it('without values says nothing', () => {
    const index = indexOf({ task }, { task, dataset }, {}, { task, metrics: [] }, null);
    const result = mapFields({ 'model-index': [...(index as unknown[]), { name: 'only' }, null] });
    expect(result.entities).toHaveLength(1);
    expect(result.issues).toEqual([]);
  });

  it('loses only the parts that are broken, each with an issue', () => {
    const metrics = [
      { type: 'wer', value: '???' },
      { type: 'wer', value: Number.NaN },
      { type: 'wer', value: 'to recompute' },
      { type: 'wer', value: [0.1] },
      { type: 'wer', value: { test: 0.1 } },
      { type: 'wer' },
      { value: 0.1 },
      'wer',
      { name: 'WER and CER', types: ['wer', 'cer'], values: ['19.47%', '6.66%'] },
      { type: 'wer', value: 0.2 },
    ];
    const result = mapFields({
      cardData: { 'model-index': [7, { results: 'none' }, { results: ['WER = 0.1', { task, dataset: [], metrics }] }] },
    });
    const at = '/cardData/model-index';
    expect(codesOf(result)).toEqual([
      `wrong-shape ${at}/0`,
      `wrong-shape ${at}/1/results`,
      `wrong-shape ${at}/2/results/0`,
      `no-value ${at}/2/results/1/metrics/0/value`,
      `no-value ${at}/2/results/1/metrics/1`,
      `not-a-number ${at}/2/results/1/metrics/2/value`,
      `wrong-shape ${at}/2/results/1/metrics/3/value`,
      `wrong-shape ${at}/2/results/1/metrics/4/value`,
      `no-value ${at}/2/results/1/metrics/5`,
      `wrong-shape ${at}/2/results/1/metrics/6`,
      `wrong-shape ${at}/2/results/1/metrics/7`,
      `no-value ${at}/2/results/1/metrics/8`,
    ]);
    expect(ofType(result, 'PropertyValue')).toMatchObject([{ value: 0.2 }]);
  });

  it('says what is broken once, though the Hub repeats it', () => {
    const index = indexOf({ task, metrics: [{ type: 'wer', value: '???' }] });
    expect(codesOf(mapFields({ 'model-index': index, cardData: { 'model-index': index } }))).toEqual([
      'no-value /model-index/0/results/0/metrics/0/value',
    ]);
  });

  it('stops at two thousand values', () => {
    const metrics = Array.from({ length: 2100 }, (_, i) => ({ type: `m${i}`, value: i }));
    const index = indexOf({ task, metrics });
    const result = mapFields({ 'model-index': index, cardData: { 'model-index': index } });
    expect(ofType(result, 'PropertyValue')).toHaveLength(2000);
    expect(result.issues).toMatchObject([
      { code: 'more-metrics', message: '100 further values of metrics are not mapped' },
    ]);
  });
});

describe('a verified value', () => {
  const verified = { ...metric, verified: true, verifyToken: 'eyJ' };

  it('is vouched for by the platform when the Hub says so', () => {
    const index = indexOf({ task, dataset, metrics: [verified] });
    const result = mapFields({ 'model-index': index, cardData: { 'model-index': index } });
    for (const entity of [evaluationOf(result), ...ofType(result, 'PropertyValue')]) {
      expect(entity['verification']).toBe('platform-verified');
      expect(entity.evidence.filter((one) => one.property === 'verification')).toEqual([
        {
          property: 'verification',
          value: 'platform-verified',
          method: 'hub-api',
          confidence: 1,
          pointer: '/model-index/0/results/0/metrics/0/verified',
        },
      ]);
    }
    expect(result.issues).toEqual([]);
  });

  it('is a claim when only the card says so', () => {
    const result = mapFields({ cardData: { 'model-index': indexOf({ task, dataset, metrics: [verified] }) } });
    expect(evaluationOf(result)['verification']).toBe('self-reported');
    expect(codesOf(result)).toEqual(['unproven-verification /cardData/model-index/0/results/0/metrics/0/verified']);
  });

  it('is a claim when there is but a token', () => {
    const { verifyToken } = verified;
    const result = mapFields({
      'model-index': indexOf({ task, metrics: [{ ...metric, verified: false, verifyToken }] }),
    });
    expect(evaluationOf(result)['verification']).toBe('self-reported');
    expect(codesOf(result)).toEqual(['unproven-verification /model-index/0/results/0/metrics/0/verifyToken']);
  });

  it('makes no verified evaluation of those beside it', () => {
    const result = mapFields({ 'model-index': indexOf({ task, metrics: [verified, { type: 'f1', value: 1 }] }) });
    expect(evaluationOf(result)['verification']).toBe('self-reported');
    expect(ofType(result, 'PropertyValue').map((one) => one['verification'])).toEqual([
      'platform-verified',
      'self-reported',
    ]);
  });
});

describe('`metrics` of a card', () => {
  it.each<readonly [string, unknown, readonly (readonly [string, number])[]]>([
    ['names', ['rouge', 'wer', null], []],
    ['one name', 'rouge', []],
    [
      'pairs',
      [{ loss: 3.3 }, { perplexity: 25.7528 }],
      [
        ['loss', 3.3],
        ['perplexity', 25.7528],
      ],
    ],
    [
      'a map',
      { accuracy: 0.9, f1: '0.8' },
      [
        ['accuracy', 0.9],
        ['f1', 0.8],
      ],
    ],
    ['names and values', [{ name: 'F1', value: 0.7 }, 'wer'], [['F1', 0.7]]],
  ])('may be %s', (_, metrics, values) => {
    const result = mapFields({ cardData: { metrics } });
    expect(ofType(result, 'PropertyValue').map((one) => [one['name'], one['value']])).toEqual(values);
    expect(ofType(result, 'MLModelEvaluation')).toHaveLength(values.length === 0 ? 0 : 1);
    expect(result.issues).toEqual([]);
  });

  it('keeps what cannot be read as an issue', () => {
    const result = mapFields({ cardData: { metrics: ['EER', { minDCF: [{ p_target: 0.01 }] }, ['wer'], 7] } });
    expect(codesOf(result)).toEqual([
      'wrong-shape /cardData/metrics/1/minDCF',
      'wrong-shape /cardData/metrics/2',
      'wrong-shape /cardData/metrics/3',
    ]);
  });
});
