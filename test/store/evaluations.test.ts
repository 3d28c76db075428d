import { afterEach, beforeEach, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import { hasChanges } from '../../graph/load-report.ts';
import { why } from '../../src/query/why.ts';
import { loadNight, storeNight } from '../support/nights/stored-night.ts';
import { gguf, ggufFile } from '../support/weight-files.ts';
import { onBothEngines, read, type Sandbox } from './engines.ts';

const hub = 'https://huggingface.co';
const sha = 'b70aa86578567ba3301b21c8a27bea4e8f6d6d61';
const index = [
  {
    name: 'tiny',
    results: [
      {
        task: { type: 'question-answering' },
        dataset: { name: 'SQuAD 2', type: 'squad_v2', split: 'validation' },
        metrics: [
          { type: 'exact_match', value: 80, verified: true },
          { type: 'f1', value: '82.95 ± 0.4' },
        ],
      },
    ],
  },
];
const row = {
  _id: '64d1129297ca59bcf7458d07',
  id: 'acme/tiny',
  sha,
  tags: ['gguf'],
  'model-index': index,
  siblings: [{ rfilename: 'tiny-Q4_K_M.gguf' }],
};
const card = `---\nmodel-index: ${JSON.stringify(index)}\n---\n# Tiny\n`;
const evalFile = '- dataset: {id: cais/hle, task_id: hle}\n  value: 20.9\n';
const header = ggufFile({
  keys: {
    'general.architecture': gguf.text('tiny'),
    'tiny.context_length': gguf.uint32(2048),
    'general.file_type': gguf.uint32(15),
  },
  tensors: [{ name: 'a', shape: [100, 10], type: 12 }],
});
const at = (path: string): string => `${hub}/acme/tiny/resolve/${sha}/${path}`;
const others = [
  { resource: 'hf_model_cards', url: at('README.md'), body: card },
  { resource: 'hf_eval_results', url: at('.eval_results/hle.yaml'), body: evalFile },
  {
    resource: 'hf_weight_headers',
    url: `${at('tiny-Q4_K_M.gguf')}#bytes=0-131071`,
    body: header,
    mediaType: 'application/octet-stream',
  },
];

onBothEngines('evaluations and files', (makeSandbox) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await makeSandbox();
  });
  afterEach(() => sandbox.remove());

  it('of record, card and files are one evaluation, one file, one model', async () => {
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, [row], others));

    const values = await read(
      sandbox,
      `MATCH (m:MLModel {id: 'hf:acme/tiny'})<-[:EVALUATED_MLMODEL]-(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)
       MATCH (e)-[:EVALUATION_DATASET]->(d:Dataset)
       RETURN d.id AS data, e.verification AS evaluation, v.name AS name, v.value AS value, v.stdev AS stdev, v.verification AS verification
       ORDER BY data, name`,
    );
    expect(values).toEqual([
      {
        data: 'hf:datasets/cais/hle',
        evaluation: 'self-reported',
        name: 'hle',
        value: 20.9,
        stdev: null,
        verification: 'self-reported',
      },
      {
        data: 'hf:datasets/rajpurkar/squad_v2',
        evaluation: 'self-reported',
        name: 'exact_match',
        value: 80,
        stdev: null,
        verification: 'platform-verified',
      },
      {
        data: 'hf:datasets/rajpurkar/squad_v2',
        evaluation: 'self-reported',
        name: 'f1',
        value: 82.95,
        stdev: 0.4,
        verification: 'self-reported',
      },
    ]);
    const files = await read(
      sandbox,
      `MATCH (m:MLModel {id: 'hf:acme/tiny'})-[:DISTRIBUTION]->(f:DataDownload)
       RETURN m.contextLength AS context, m.quantization AS quantization, f.id AS file, f.weightFormat AS format, f.parameterCount AS parameters, f.contentUrl AS url`,
    );
    expect(files).toEqual([
      {
        context: 2048,
        quantization: ['Q4_K_M'],
        file: 'file:model/acme/tiny:tiny-Q4_K_M.gguf',
        format: 'gguf',
        parameters: 1000,
        url: at('tiny-Q4_K_M.gguf'),
      },
    ]);
  });

  it('are followed to their bytes, and loading them again changes nothing', async () => {
    const run = await storeNight(sandbox.dataDir, 1, [row], others);
    await loadNight(sandbox.location, run);
    expect(hasChanges(await loadNight(sandbox.location, run))).toBe(false);

    const store = await openGraph(sandbox.location, 'read');
    try {
      const ids = await store.read<{ id: string }>(
        'MATCH (n:Resource) WHERE n:MLModelEvaluation OR n:PropertyValue OR n:DataDownload OR n:MLModel RETURN n.id AS id, n.resolved AS resolved ORDER BY id',
      );
      let [witnesses, texts] = [0, ''];
      for (const { id } of ids) {
        for (const item of (await why(store, id, { dataDir: sandbox.dataDir })).items) {
          expect(item).toMatchObject({ verified: true });
          witnesses += 1;
          if (item.property === 'value' && item.resource === 'hf_eval_results') texts += String(item.raw);
        }
      }
      expect(ids).toHaveLength(7);
      expect(witnesses).toBeGreaterThan(60);
      expect(texts).toContain('20.9');
    } finally {
      await store.close();
    }
  });
});
