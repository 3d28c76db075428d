import { identify, mintEvaluation } from '../../ontology/iri.ts';

type Given = Readonly<Record<string, unknown>>;

/** Asked of this graph; the rest by their examples. */
export const asked: Readonly<Record<string, Given>> = {
  'lineage/ancestors': { id: 'hf:acme/grandchild' },
  'lineage/common-ancestors': { a: 'hf:acme/grandchild', b: 'hf:acme/adapter' },
  'governance/dataset-licenses': { id: 'hf:acme/grandchild' },
  'discovery/small-models-of-task': { task: 'term:hf-task/text-generation' },
  'provenance/changed-between': { from: '2026-11-21T00:00:00Z', to: '2026-11-26T00:00:00Z' },
};

/** Worked out by hand from `catalogue-graph.ts`, cells by column. */
export const expected: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'lineage/roots-of-model': [['hf:acme/base', 2]],
  'lineage/edges-between': [
    ['hf:acme/child', 'FINE_TUNED_FROM', 'hf:acme/base', 'hub-tag', 0.9],
    ['hf:acme/grandchild', 'QUANTIZED_FROM', 'hf:acme/child', 'hub-tag', 0.9],
  ],
  'lineage/roots-with-most-descendants': [
    ['hf:acme/base', 'base', 5, true],
    ['hf:acme/gone', 'gone', 2, true],
    ['hf:acme/lost', 'lost', 1, false],
    ['hf:acme/moor', 'moor', 1, true],
  ],
  'governance/non-commercial-dropped': [
    ['hf:acme/bog', 'spdx:CC-BY-SA-4.0', 'hf:acme/moor', 'spdx:CC-BY-NC-4.0'],
    ['hf:acme/bog', 'spdx:MIT', 'hf:acme/moor', 'spdx:CC-BY-NC-4.0'],
  ],
  'governance/share-alike-data': [['hf:acme/bog', 'spdx:MIT', 'hf:datasets/fen/commons', 'spdx:CC-BY-SA-4.0']],
  'governance/licenses-that-differ': [
    ['hf:acme/bog', 'spdx:CC-BY-SA-4.0', 'yaml-frontmatter', 'hf_model_cards', 'spdx:MIT', 'hub-tag', 'hf_models'],
  ],
  'governance/evaluated-on-training-data': [['hf:acme/bog', 'hf:datasets/fen/quiz', 'hf:acme/moor', 0.9]],
  'discovery/authors-by-downloads': [
    ['Ada Fen', 42, 2],
    ['Bo Moss', 42, 2],
  ],
  'experiments/conflicting-scores': [
    ['hf:acme/bog', 'hf:datasets/fen/quiz', 'easy', 'validation', 'term:hf-metric/f1', 0.5, 0.75, 2],
  ],
  'experiments/flows-that-beat': [
    ['openml:flow/18', 'flow-18', 1],
    ['openml:flow/19', 'flow-19', 1],
  ],
  'experiments/datasets-by-shared-flows': [['openml:dataset/72', 'data-72', 2]],
  'provenance/older-than-change': [['hf:acme/bog', 'hf_models', '2026-11-20T15:30:01.5Z', '2026-12-01T00:00:00Z']],
  'lineage/merges-of-other-licenses': [
    ['hf:acme/blend', 'hf:acme/lost', 'spdx:MIT', 'hf:acme/orphan', 'spdx:Apache-2.0'],
  ],
  'governance/license-left-out': [
    ['hf:acme/blend', 'MERGED_FROM', 'hf:acme/lost', 'spdx:MIT'],
    ['hf:acme/blend', 'MERGED_FROM', 'hf:acme/orphan', 'spdx:Apache-2.0'],
    ['hf:acme/grandchild', 'QUANTIZED_FROM', 'hf:acme/child', 'spdx:MIT'],
    ['hf:acme/plain-adapter', 'ADAPTER_OF', 'hf:acme/base', 'spdx:Apache-2.0'],
    ['hf:acme/unstated', 'BASE_MODEL', 'hf:acme/base', 'spdx:Apache-2.0'],
  ],
  'governance/never-evaluated-on': [
    ['hf:datasets/acme/corpus', 2],
    ['hf:datasets/fen/commons', 1],
    ['openml:dataset/61', 1],
  ],
  'discovery/training-data-of-task': [
    ['hf:datasets/acme/corpus', 1],
    ['openml:dataset/61', 1],
  ],
  'discovery/models-from-paper': [
    [0, 'bioimageio:affable-shark'],
    [0, 'hf:acme/child'],
    [1, 'hf:acme/grandchild'],
  ],
  'experiments/verified-evaluations': [
    ['hf:acme/base', 'hf:datasets/acme/bench', 'test', 'Accuracy', 0.7, 'platform-verified'],
  ],
  'provenance/things-of-answer': [
    ['hf:acme/bog', 'huggingface', 'hf_models', null],
    ['hf:acme/child', 'huggingface', 'hf_model_cards', null],
    ['hf:acme/child', 'huggingface', 'hf_models', null],
    ['hf:acme/gone', 'huggingface', 'hf_models', '2026-11-25T00:00:00Z'],
  ],
  'lineage/gone-parents': [['hf:acme/orphan', 'FINE_TUNED_FROM', 'hf:acme/gone', '2026-11-01T00:00:00Z']],
  'lineage/gated-parents': [['hf:acme/base', 'manual', 'hf:acme/child', 'FINE_TUNED_FROM']],
  'lineage/publishers-of-derivatives': [
    ['hf:accounts/other', 3, 2],
    ['hf:accounts/acme', 1, 1],
  ],
  'lineage/adapters-by-rank': [
    ['hf:acme/adapter', 'LORA', 16, 0.9],
    ['hf:acme/plain-adapter', null, null, 0.9],
  ],
  'lineage/quantizations': [['hf:acme/grandchild', ['Q4_K_M'], ['I8'], 400]],
  'lineage/most-children': [
    ['hf:acme/base', 4, true, false],
    ['hf:acme/child', 1, true, false],
    ['hf:acme/gone', 1, true, true],
    ['hf:acme/lost', 1, false, false],
    ['hf:acme/moor', 1, true, false],
    ['hf:acme/orphan', 1, true, false],
  ],
  'lineage/kind-not-stated': [['hf:acme/unstated', 'hf:acme/base', 'yaml-frontmatter', 0.7]],
  'lineage/other-names': [['hf:acme/old-name', 'hf:acme/base']],
  'governance/license-differs-from-parent': [
    ['hf:acme/bog', 'spdx:CC-BY-SA-4.0', 'FINE_TUNED_FROM', 'hf:acme/moor', 'spdx:CC-BY-NC-4.0'],
    ['hf:acme/bog', 'spdx:MIT', 'FINE_TUNED_FROM', 'hf:acme/moor', 'spdx:CC-BY-NC-4.0'],
    ['hf:acme/child', 'spdx:MIT', 'FINE_TUNED_FROM', 'hf:acme/base', 'spdx:Apache-2.0'],
  ],
  'governance/datasets-by-models': [
    ['hf:datasets/acme/corpus', 'corpus', 2, true],
    ['hf:datasets/fen/commons', 'commons', 1, true],
    ['hf:datasets/fen/quiz', 'quiz', 1, true],
    ['openml:dataset/61', 'iris', 1, true],
  ],
  'governance/dataset-licenses': [
    [1, 'hf:acme/child', 'hf:datasets/acme/corpus', []],
    [1, 'hf:acme/child', 'openml:dataset/61', ['spdx:MIT']],
    [2, 'hf:acme/base', 'hf:datasets/acme/corpus', []],
  ],
  'governance/unlicensed-training-data': [
    ['hf:datasets/acme/corpus', 2],
    ['hf:datasets/fen/quiz', 1],
  ],
  'governance/accounts-by-models': [
    ['hf:accounts/other', 3],
    ['hf:accounts/acme', 2],
  ],
  'governance/gated-models': [['hf:acme/base', 'manual']],
  'governance/removed': [['hf:acme/gone', '2026-11-01T00:00:00Z', 1]],
  'provenance/claims-by-method': [
    ['hub-tag', 'FINE_TUNED_FROM', 3, 0.9, 0.9],
    ['hub-tag', 'ADAPTER_OF', 2, 0.9, 0.9],
    ['hub-tag', 'MERGED_FROM', 2, 0.9, 0.9],
    ['hub-tag', 'QUANTIZED_FROM', 1, 0.9, 0.9],
    ['yaml-frontmatter', 'BASE_MODEL', 1, 0.7, 0.7],
  ],
  'provenance/corroborated-lineage': [['hf:acme/child', 'FINE_TUNED_FROM', 'hf:acme/base', 2, 'hub-tag']],
  'provenance/answers-by-run': [['run:2026-11-20_15-30-00_a1b2c3d4', 'huggingface', 1, 4, 9000]],
  'provenance/changed-between': [['hf:acme/gone', 'huggingface', '2026-11-20T15:30:01.5Z', '2026-11-25T00:00:00Z']],
  'provenance/age-of-knowledge': [
    ['huggingface', 'hf_model_cards', 1, '2026-11-20T15:30:01.5Z', '2026-11-20T15:30:01.5Z'],
    ['huggingface', 'hf_models', 2, '2026-11-20T15:30:01.5Z', '2026-11-20T15:30:01.5Z'],
  ],
  'provenance/several-sources': [['hf:acme/child', 2, ['huggingface/hf_model_cards', 'huggingface/hf_models']]],
  'quality/unresolved-papers': [['arxiv:1505.04597', 1]],
  'quality/completeness': [
    ['bioimageio', 1, 0, 0, 0, 0],
    ['hf', 10, 6, 4, 8, 3],
  ],
  'experiments/evaluations-of-dataset': [
    ['hf:acme/child', 'test', 'Accuracy', 0.75, 'self-reported'],
    ['hf:acme/base', 'test', 'Accuracy', 0.7, 'platform-verified'],
  ],
  'experiments/evaluations-of-model': [
    [
      'hf:datasets/acme/bench',
      null,
      'test',
      'Accuracy',
      0.75,
      'self-reported',
      identify(mintEvaluation('of-child'))?.id,
    ],
  ],
  'experiments/evaluations-by-verification': [
    ['self-reported', 3, 2],
    ['platform-verified', 1, 1],
  ],
  'experiments/gain-over-base': [
    ['hf:acme/child', 'hf:acme/base', 'hf:datasets/acme/bench', 'test', 'term:hf-metric/accuracy', 0.75, 0.7],
  ],
  'experiments/failed-runs': [['openml:run/2', 'openml:flow/7', 'out of memory']],
  'experiments/components-of-flow': [[1, 'openml:flow/8', 'tree']],
  'experiments/hyper-parameters-of-flow': [['openml:flow/7/hp/max_depth', 'max_depth', 'integer', '3']],
  'experiments/tasks-of-dataset': [['openml:task/59', null, 1]],
  'experiments/co2-by-task': [['term:hf-task/text-generation', 1, 12.5]],
  'bioimage/weight-formats': [['onnx', 1, 1]],
  'bioimage/models-by-weight-format': [
    ['bioimageio:affable-shark', 'affable-shark', 'bioimageio:files/affable-shark|weights.onnx', 'ab12'],
  ],
  'bioimage/tensors': [['bioimageio:affable-shark', ['bcyx'], ['1,1,64,64'], ['float32'], ['bcyx'], null, null]],
  'bioimage/applications': [['bioimageio:applications/viewer', 'Viewer', 1]],
  'bioimage/structures': [['term:bioimageio-content/neurons', 'neurons', 'TARGET_STRUCTURE', 1]],
  'bioimage/models-with-doi': [['bioimageio:affable-shark', 'affable-shark', ['10.5281/zenodo.5764892']]],
  'discovery/languages': [['lang:en', 'en', 1, 1]],
  'discovery/models-of-paper': [
    ['bioimageio:affable-shark', 'REFERENCE_PUBLICATION', 0.9],
    ['hf:acme/child', 'CITATION', 0.9],
  ],
  'discovery/small-models-of-task': [['hf:acme/child', 7_000_000_000, ['spdx:MIT']]],
  'discovery/libraries': [['term:hf-library/transformers', 1]],
  'sources/people-across-hubs': [
    [
      'orcid:0000-0002-1825-0097',
      '0000-0002-1825-0097',
      ['bioimageio', 'openml'],
      ['bioimageio:affable-shark', 'openml:dataset/61'],
    ],
  ],
};
