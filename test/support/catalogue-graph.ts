import {
  mintAccount,
  mintArxivPaper,
  mintBioimageio,
  mintBioimageioFile,
  mintDataset,
  mintDescription,
  mintEvaluation,
  mintHyperParameter,
  mintLanguage,
  mintMetric,
  mintModelFile,
  mintOpenml,
  mintOrcid,
  mintRawRecord,
  mintRun,
  mintSpdx,
  mintTerm,
} from '../../ontology/iri.ts';
import { disputes } from './catalogue-disputes.ts';
import { evidence, firstSeen, type Graph, type GraphEdge, type GraphNode, model, runId } from './small-graph.ts';

const [apache, mit] = [mintSpdx('Apache-2.0'), mintSpdx('MIT')];
const [acme, other] = [mintAccount('acme'), mintAccount('other')];
const [corpus, bench] = [mintDataset('acme/corpus'), mintDataset('acme/bench')];
const [flow, part, task, iris] = [
  mintOpenml('flow', '7'),
  mintOpenml('flow', '8'),
  mintOpenml('task', '59'),
  mintOpenml('dataset', '61'),
];
const depth = mintHyperParameter('7', 'max_depth');
const accuracy = mintTerm('hf-metric', 'accuracy');
const generation = mintTerm('hf-task', 'text-generation');
const transformers = mintTerm('hf-library', 'transformers');
const neurons = mintTerm('bioimageio-content', 'neurons');
const shark = mintBioimageio('model', 'affable-shark');
const application = mintBioimageio('application', 'viewer');
const onnx = mintBioimageioFile('affable-shark', 'weights.onnx');
const hubOnnx = mintModelFile('acme/child', 'model.onnx');
const paper = mintArxivPaper('1505.04597');
const person = mintOrcid('0000-0002-1825-0097') ?? '';
const record = mintRawRecord(runId, 1);
const [early, late, cards] = [
  mintDescription(runId, 'huggingface', 'hf_models', model('early')),
  mintDescription(runId, 'huggingface', 'hf_models', model('child')),
  mintDescription(runId, 'huggingface', 'hf_model_cards', model('child')),
];

function node(uri: string, properties: Readonly<Record<string, unknown>> = {}): GraphNode {
  return { uri, properties: { resolved: true, ...properties } };
}
function edge(from: string, type: string, to: string, more: Readonly<Record<string, unknown>> = {}): GraphEdge {
  return { from, type, to, properties: evidence(more) };
}

/** An evaluation on `acme/bench` with one measure. */
function evaluation(of: string, value: number, verification: string): Graph {
  const uri = mintEvaluation(`of-${of}`);
  const metric = mintMetric(uri, 'accuracy');
  return {
    nodes: [node(uri, { splitName: 'test', verification }), node(metric, { name: 'Accuracy', value })],
    edges: [
      edge(uri, 'EVALUATED_MLMODEL', model(of)),
      edge(model(of), 'HAS_EVALUATION', uri),
      edge(uri, 'EVALUATION_DATASET', bench),
      edge(uri, 'EVALUATION_METRICS', metric),
      edge(metric, 'MEASUREMENT_TECHNIQUE', accuracy),
    ],
  };
}
const evaluations = [evaluation('base', 0.7, 'platform-verified'), evaluation('child', 0.75, 'self-reported')];

function description(uri: string, resource: string, validTo?: string): GraphNode {
  const times = { validFrom: firstSeen, ...(validTo === undefined ? {} : { validTo }) };
  return {
    uri,
    properties: { source: 'huggingface', resource, contentHash: 'cd', file: 'f', offset: 0, length: 1, ...times },
  };
}

/** One or two of everything that a question of the catalogue is about, for answers worked out by hand. */
export const catalogueGraph: Graph = {
  nodes: [
    node(model('base'), { gated: 'manual' }),
    node(model('child'), { gated: 'false', parameterCount: 7_000_000_000, co2Equivalent: 12.5 }),
    node(model('grandchild'), { quantization: ['Q4_K_M'], tensorType: ['I8'], weightsSize: 400 }),
    node(model('adapter'), { adaptationMethod: 'LORA', adapterRank: 16, parameterCount: 9_000_000_000 }),
    node(model('plain-adapter')),
    node(model('gone'), { removed: true, lastSeen: '2026-11-01T00:00:00Z' }),
    node(model('orphan'), { gated: 'false' }),
    node(model('unstated')),
    { uri: model('old-name'), properties: { resolved: false } },
    node(shark, {
      identifier: ['doi:10.5281/zenodo.5764892'],
      inputAxes: ['bcyx'],
      inputShape: ['1,1,64,64'],
      inputTensorType: ['float32'],
      outputAxes: ['bcyx'],
    }),
    node(application, { name: 'Viewer' }),
    node(onnx, { weightFormat: 'onnx', sha256: 'ab12' }),
    node(hubOnnx, { weightFormat: 'onnx', sha256: 'AB12' }),
    node(model('blend')),
    { uri: model('lost'), properties: { resolved: false } },
    node(apache),
    node(mit),
    ...[acme, other, person].map((uri) => node(uri)),
    node(corpus),
    node(bench),
    ...[accuracy, generation, transformers, neurons].map((uri) => node(uri)),
    node(mintLanguage('en')),
    { uri: paper, properties: { resolved: false } },
    ...evaluations.flatMap(({ nodes }) => nodes),
    node(flow, { name: 'forest' }),
    node(part, { name: 'tree' }),
    node(task),
    node(iris, { name: 'iris' }),
    node(depth, { name: 'max_depth', dataType: 'integer', defaultValue: '3' }),
    node(mintOpenml('run', '1')),
    node(mintOpenml('run', '2'), { errorMessage: 'out of memory' }),
    description(early, 'hf_models', '2026-11-25T00:00:00Z'),
    description(late, 'hf_models'),
    description(cards, 'hf_model_cards'),
    { uri: record, properties: { sha256: 'ab', url: 'https://hub.example/', fetchedAt: firstSeen, bytes: 9000 } },
    { uri: mintRun(runId), properties: { run: runId, startedAt: firstSeen } },
    ...disputes.nodes,
  ],
  edges: [
    edge(model('child'), 'FINE_TUNED_FROM', model('base'), { evidenceCount: 2 }),
    edge(model('grandchild'), 'QUANTIZED_FROM', model('child')),
    edge(model('adapter'), 'ADAPTER_OF', model('base')),
    edge(model('plain-adapter'), 'ADAPTER_OF', model('base')),
    edge(model('orphan'), 'FINE_TUNED_FROM', model('gone')),
    edge(model('blend'), 'MERGED_FROM', model('orphan')),
    edge(model('blend'), 'MERGED_FROM', model('lost')),
    edge(model('unstated'), 'BASE_MODEL', model('base'), { confidence: 0.7, method: 'yaml-frontmatter' }),
    edge(model('old-name'), 'REDIRECTS_TO', model('base')),
    edge(model('base'), 'LICENSE', apache),
    edge(model('child'), 'LICENSE', mit),
    edge(model('adapter'), 'LICENSE', apache),
    edge(model('orphan'), 'LICENSE', apache),
    edge(model('lost'), 'LICENSE', mit),
    edge(model('base'), 'SHARED_BY', acme),
    ...['child', 'grandchild', 'unstated'].map((name) => edge(model(name), 'SHARED_BY', other)),
    edge(model('adapter'), 'SHARED_BY', acme),
    edge(model('base'), 'TRAINED_ON', corpus),
    edge(model('child'), 'TRAINED_ON', corpus),
    edge(model('child'), 'TRAINED_ON', iris),
    edge(iris, 'LICENSE', mit),
    edge(model('child'), 'ML_TASK', generation),
    edge(model('adapter'), 'ML_TASK', generation),
    edge(model('child'), 'LIBRARY', transformers),
    edge(model('child'), 'IN_LANGUAGE', mintLanguage('en')),
    edge(corpus, 'IN_LANGUAGE', mintLanguage('en')),
    edge(model('child'), 'CITATION', paper),
    edge(shark, 'REFERENCE_PUBLICATION', paper),
    edge(shark, 'AUTHOR', person),
    edge(iris, 'CREATOR', person),
    edge(shark, 'IS_RELATED_TO', application),
    edge(shark, 'TARGET_STRUCTURE', neurons),
    edge(shark, 'DISTRIBUTION', onnx),
    edge(model('child'), 'DISTRIBUTION', hubOnnx),
    ...evaluations.flatMap(({ edges }) => edges),
    edge(flow, 'HAS_PART', part),
    edge(flow, 'HAS_HYPER_PARAMETER', depth),
    edge(task, 'DEFINED_ON', iris),
    edge(mintOpenml('run', '1'), 'EXECUTES', flow),
    edge(mintOpenml('run', '2'), 'EXECUTES', flow),
    edge(mintOpenml('run', '1'), 'ACHIEVES', task),
    ...[early, late, cards].map((from) => ({ from, type: 'WAS_DERIVED_FROM', to: record })),
    { from: model('gone'), type: 'DESCRIBED_BY', to: early },
    { from: model('child'), type: 'DESCRIBED_BY', to: late },
    { from: model('child'), type: 'DESCRIBED_BY', to: cards },
    { from: record, type: 'WAS_GENERATED_BY', to: mintRun(runId) },
    ...disputes.edges,
  ],
};
