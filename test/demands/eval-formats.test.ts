import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { mapFields, onlyOf, recordInput } from '../support/map-input.ts';

const base = 'https://w3id.org/stemma/id';

function mapFile(yaml: string, revision = 'main'): MapResult {
  const url = `https://huggingface.co/org/model/resolve/${encodeURIComponent(revision)}/.eval_results/gsm8k.yaml`;
  return map(recordInput('hf_eval_results', url, yaml, yaml));
}

function mapCard(card: string): MapResult {
  return map(recordInput('hf_model_cards', 'https://huggingface.co/org/model/resolve/main/README.md', card, card));
}

function evaluationsOf(result: MapResult): readonly MappedEntity[] {
  return result.entities.filter((entity) => entity['@type'] === 'MLModelEvaluation');
}

const frontMatter = `---
model-index:
- name: model
  results:
  - task: {type: text-classification}
    dataset: {name: GLUE, type: glue, config: cola, split: validation}
    metrics:
    - {type: accuracy, value: 20.0 ± 1.2, verified: true, verifyToken: eyJ}
---
`;
const index = [
  {
    name: 'model',
    results: [
      {
        task: { type: 'text-classification', name: 'Text Classification' },
        dataset: { name: 'GLUE', type: 'glue', config: 'cola', split: 'validation' },
        metrics: [{ type: 'accuracy', value: '20.0 ± 1.2', verified: true, verifyToken: 'eyJ' }],
      },
    ],
  },
];

const file = `# measured in February
- dataset:
    id: openai/gsm8k
    task_id: gsm8k
    revision: e53f048856ff4f594e959d75785d2c2d37b678ee
  value: 87.25 # per cent? the benchmark says
  date: "2026-02-15"
  source:
    url: https://huggingface.co/spaces/a/logs
    user: somebody
  notes: "no-tools, größer"
`;

/** Demand 56: evaluations are read from what is meant for machines, so that no new layout of a page breaks anything. */
describe('eval-formats', () => {
  it('`model-index` of the record and of the card tell one evaluation', () => {
    const [listed, told] = [mapFields({ 'model-index': index }), mapCard(frontMatter)];
    const [one, other] = [onlyOf(listed, 'MLModelEvaluation'), onlyOf(told, 'MLModelEvaluation')];
    expect(other['@id']).toBe(one['@id']);
    expect(onlyOf(told, 'PropertyValue')['@id']).toBe(onlyOf(listed, 'PropertyValue')['@id']);
    for (const result of [listed, told]) {
      expect(onlyOf(result, 'PropertyValue')).toMatchObject({ value: 20, stdev: 1.2, rawValue: '20.0 ± 1.2' });
      expect(onlyOf(result, 'MLModel')).toMatchObject({
        hasEvaluation: [one['@id']],
        evaluatedOn: [`${base}/hf/dataset/glue`],
      });
    }
    // Only the Hub can say that a token is good.
    expect(one['verification']).toBe('platform-verified');
    expect(other['verification']).toBe('self-reported');
    const bytes = Buffer.from(frontMatter);
    const raw = onlyOf(told, 'PropertyValue').evidence.find((evidence) => evidence.property === 'rawValue');
    const place = rangeAt(bytes, raw?.pointer ?? '');
    expect(bytes.toString('utf8', place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))).toBe('20.0 ± 1.2');
  });

  it('a file of `.eval_results` tells what the Hub repeats in its record', () => {
    const told = mapFile(file);
    const evaluation = onlyOf(told, 'MLModelEvaluation');
    expect(evaluation).toMatchObject({
      name: 'openai/gsm8k',
      evaluatedMLModel: [`${base}/hf/model/org/model`],
      evaluationDataset: [`${base}/hf/dataset/openai/gsm8k`],
      evaluationTask: [`${base}/term/hf-benchmark-task/openai%2Fgsm8k%3Agsm8k`],
      datasetRevision: 'e53f048856ff4f594e959d75785d2c2d37b678ee',
      evaluationDate: '2026-02-15T00:00:00Z',
      description: 'no-tools, größer',
      creator: [`${base}/hf/account/somebody`],
      verification: 'self-reported',
    });
    expect(onlyOf(told, 'PropertyValue')).toMatchObject({ value: 87.25 });
    expect(told.issues).toEqual([]);
    const data = {
      dataset: { id: 'openai/gsm8k', task_id: 'gsm8k', revision: 'e53f048856ff4f594e959d75785d2c2d37b678ee' },
      value: 87.25,
      source: { url: 'https://huggingface.co/spaces/a/logs', user: 'somebody' },
      notes: 'no-tools, größer',
    };
    const listed = mapFields({ evalResults: [{ filename: '.eval_results/gsm8k.yaml', verified: true, data }] });
    expect(onlyOf(listed, 'MLModelEvaluation')).toMatchObject({
      '@id': evaluation['@id'],
      verification: 'platform-verified',
    });
  });

  it('its values have the bytes they were read from', () => {
    const bytes = Buffer.from(file);
    for (const { property, pointer } of mapFile(file).entities.flatMap((entity) => entity.evidence)) {
      const place = rangeAt(bytes, pointer);
      const text = bytes.toString('utf8', place?.offset, (place?.offset ?? 0) + (place?.length ?? 0));
      if (property === 'value') expect(text).toBe('87.25');
      if (property === 'description') expect(text).toBe('"no-tools, größer"');
      expect(place).toBeDefined();
    }
  });

  it('a file in a pull request is a proposal of the community', () => {
    expect(onlyOf(mapFile(file, 'refs/pr/3'), 'MLModelEvaluation')['verification']).toBe('community-reported');
  });

  it('a token in a file is a claim', () => {
    const result = mapFile(file.replace('  date:', '  verifyToken: eyJ\n  date:'));
    expect(onlyOf(result, 'MLModelEvaluation')['verification']).toBe('self-reported');
    expect(result.issues.map((issue) => issue.code)).toEqual(['unproven-verification']);
  });

  it('of a broken entry only that entry is lost', () => {
    const result = mapFile(`${file}- dataset: {id: a/b}\n  value: soon\n- 7\n- {value: 1}\n`);
    expect(evaluationsOf(result)).toHaveLength(1);
    expect(result.issues.map((issue) => issue.code)).toEqual(['not-a-number', 'wrong-shape', 'not-an-id']);
  });

  it.each([
    ['no YAML', '- dataset: [\n  value: 1\n', 'yaml-error'],
    ['nothing', '\n', 'empty-file'],
    ['a comment', '# later\n', 'empty-file'],
    ['no list', 'dataset: {id: a/b}\nvalue: 1\n', 'wrong-shape'],
    ['not a number', '- {dataset: {id: a/b}, value: .nan}\n', 'not-a-number'],
    ['a bomb', `a: &a [x]\n${'b: [*a, *a]\n'.repeat(3)}- `, 'yaml-error'],
  ])('a file of %s is one issue', (_, yaml, code) => {
    expect(mapFile(yaml)).toMatchObject({ entities: [], issues: [{ code, severity: 'warning' }] });
  });

  it('rows of the leaderboard are read as rows of a dataset', () => {
    const row = { eval_name: 'org_model_bfloat16', fullname: 'org/model', 'IFEval Raw': 0.5, Flagged: false };
    const url = 'https://datasets-server.huggingface.co/rows?dataset=open-llm-leaderboard%2Fcontents';
    const result = map(recordInput('hf_leaderboard', url, JSON.stringify({ rows: [{ row_idx: 0, row }] })));
    expect(onlyOf(result, 'MLModelEvaluation')).toMatchObject({
      verification: 'leaderboard',
      isPartOf: [`${base}/leaderboard/hf/open-llm-leaderboard-v2`],
    });
    expect(onlyOf(result, 'PropertyValue')).toMatchObject({ value: 0.5, normalizedValue: 0.5 });
  });

  it('no page of HTML is asked for or read', () => {
    const folder = new URL('../../extract/', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(50);
    for (const name of sources) {
      const code = readFileSync(new URL(name, folder), 'utf8');
      expect(code, name).not.toMatch(/gradio|text\/html|from '(?:cheerio|parse5|jsdom|htmlparser2)'/);
    }
  });
});
