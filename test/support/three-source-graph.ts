import {
  mintArxivPaper,
  mintBioimageio,
  mintBioimageioFile,
  mintDataset,
  mintHyperParameter,
  mintMetric,
  mintModel,
  mintModelFile,
  mintOpenml,
  mintRunEvaluation,
  mintSetting,
  mintSpdx,
  mintTerm,
} from '../../ontology/iri.ts';
import { evidence, type Graph, type GraphEdge, type GraphNode } from './small-graph.ts';

const run = (n: number): string => mintOpenml('run', String(n));
const flow = mintOpenml('flow', '7');
const otherFlow = mintOpenml('flow', '8');
const task = mintOpenml('task', '59');
const otherTask = mintOpenml('task', '60');
const iris = mintOpenml('dataset', '61');
const letters = mintOpenml('dataset', '6');
const depth = mintHyperParameter('7', 'max_depth');
const seed = mintHyperParameter('7', 'seed');
const setting = (setup: string, name: string): string => mintSetting('setup', setup, '7', name);
const measure = (name: string): string => mintTerm('openml-measure', name);
const algorithm = mintTerm('openml-algorithm', 'RandomForestClassifier');
const classification = mintTerm('openml-task-type', '1');
const hubTask = mintTerm('hf-task', 'tabular-classification');
const hubIris = mintDataset('scikit-learn/iris');
const hubShark = mintModel('lab/affable-shark');
const hubTable = mintModel('lab/table');
const hubCopy = mintModel('lab/copied-weights');
const shark = mintBioimageio('model', 'affable-shark');
const whale = mintBioimageio('model', 'loyal-whale');
const emData = mintBioimageio('dataset', 'platynereis-em');
const electron = mintTerm('bioimageio-modality', 'electron-microscopy');
const cryo = mintTerm('bioimageio-modality', 'cryo-electron-microscopy');
const unet = mintArxivPaper('1505.04597');
const ilastik = mintArxivPaper('1906.00001');
const [mit, apache, ccBy] = [mintSpdx('MIT'), mintSpdx('Apache-2.0'), mintSpdx('CC-BY-4.0')];

/** Runs with the value of their one measure, and the setting of `max_depth`. */
const runs: readonly (readonly [number, string, string, number, string])[] = [
  [1, flow, task, 0.9, '3'],
  [2, flow, task, 0.95, '5'],
  [3, flow, otherTask, 0.7, '3'],
  [4, otherFlow, task, 0.91, ''],
];

function node(uri: string, properties: Readonly<Record<string, unknown>> = {}): GraphNode {
  return { uri, properties: { resolved: true, ...properties } };
}

function edge(from: string, type: string, to: string, source: string, method: string): GraphEdge {
  return { from, type, to, properties: evidence({ source, method, confidence: 1 }) };
}
const oml = (from: string, type: string, to: string): GraphEdge => edge(from, type, to, 'openml', 'openml-api');
const hub = (from: string, type: string, to: string): GraphEdge => edge(from, type, to, 'huggingface', 'hub-tag');
const zoo = (from: string, type: string, to: string): GraphEdge => edge(from, type, to, 'ai4life', 'bioimageio-rdf');

function runNodes(n: number, value: number): readonly GraphNode[] {
  const evaluation = mintRunEvaluation(String(n));
  return [
    node(run(n), { datePublished: `2014-04-0${n}T00:00:00Z`, ...(n === 3 ? { errorMessage: 'out of memory' } : {}) }),
    node(evaluation),
    node(mintMetric(evaluation, 'predictive_accuracy'), { value }),
    node(mintMetric(evaluation, 'build_cpu_time'), { value: n * 10 }),
  ];
}

function runEdges([n, executed, achieved, , maxDepth]: (typeof runs)[number]): readonly GraphEdge[] {
  const evaluation = mintRunEvaluation(String(n));
  const metric = (name: string): readonly GraphEdge[] => [
    oml(evaluation, 'EVALUATION_METRICS', mintMetric(evaluation, name)),
    oml(mintMetric(evaluation, name), 'MEASUREMENT_TECHNIQUE', measure(name)),
  ];
  const settings = maxDepth === '' ? [] : [setting(`1${maxDepth}`, 'max_depth'), setting('13', 'seed')];
  return [
    oml(run(n), 'EXECUTES', executed),
    oml(run(n), 'ACHIEVES', achieved),
    oml(run(n), 'HAS_INPUT', achieved === task ? iris : letters),
    ...settings.map((one) => oml(run(n), 'HAS_INPUT', one)),
    oml(run(n), 'HAS_OUTPUT', evaluation),
    ...metric('predictive_accuracy'),
    ...metric('build_cpu_time'),
  ];
}

/** A little of each of three sources, and where they meet. */
export const threeSourceGraph: Graph = {
  nodes: [
    ...runs.flatMap(([n, , , value]) => runNodes(n, value)),
    node(flow, { name: 'sklearn.RandomForestClassifier', version: '1' }),
    node(otherFlow, { name: 'weka.RandomForest', version: '3' }),
    node(task),
    node(otherTask),
    node(iris, { name: 'iris' }),
    node(letters, { name: 'letter' }),
    node(depth, { defaultValue: 'null' }),
    node(seed),
    node(setting('13', 'max_depth'), { hasValue: '3' }),
    node(setting('15', 'max_depth'), { hasValue: '5' }),
    node(setting('13', 'seed'), { hasValue: '1' }),
    ...['predictive_accuracy', 'build_cpu_time'].map((name) => node(measure(name), { termCode: name })),
    node(algorithm, { termCode: 'RandomForestClassifier' }),
    node(classification, { name: 'Supervised Classification', termCode: '1' }),
    node(hubTask, { termCode: 'tabular-classification' }),
    node(hubIris, { resolved: false }),
    node(hubShark),
    node(hubTable),
    node(hubCopy, { identifier: ['lab/copied-weights', 'doi:10.5281/ZENODO.5764892'] }),
    node(mintModelFile('lab/copied-weights', 'model.onnx'), { fileKind: 'weights', sha256: 'AB12' }),
    node(mintModelFile('lab/table', 'config.json'), { fileKind: 'config', sha256: 'cd34' }),
    node(shark, {
      inputAxes: ['bczyx'],
      spatialDimensions: ['3D'],
      sameAs: ['https://doi.org/10.5281/zenodo.5764892'],
    }),
    node(whale, { inputAxes: ['bcyx'], spatialDimensions: ['2D'] }),
    node(mintBioimageioFile('affable-shark', 'weights.onnx'), {
      fileKind: 'weights',
      weightFormat: 'onnx',
      sha256: 'ab12',
    }),
    node(mintBioimageioFile('loyal-whale', 'config.json'), { sha256: 'cd34' }),
    node(emData),
    node(electron, { termCode: 'electron-microscopy' }),
    node(cryo, { termCode: 'cryo-electron-microscopy' }),
    node(unet, { name: 'U-Net', authorNames: ['Olaf Ronneberger'], datePublished: '2015-05-18T00:00:00Z' }),
    node(ilastik, { resolved: false }),
    ...[mit, apache, ccBy].map((license) => node(license)),
  ],
  edges: [
    ...runs.flatMap(runEdges),
    oml(task, 'DEFINED_ON', iris),
    oml(task, 'TASK_TYPE', classification),
    oml(otherTask, 'DEFINED_ON', letters),
    oml(flow, 'IMPLEMENTS', algorithm),
    oml(flow, 'LICENSE', mit),
    oml(setting('13', 'max_depth'), 'SPECIFIED_BY', depth),
    oml(setting('15', 'max_depth'), 'SPECIFIED_BY', depth),
    oml(setting('13', 'seed'), 'SPECIFIED_BY', seed),
    oml(iris, 'CITATION', unet),
    hub(hubTable, 'ML_TASK', hubTask),
    hub(hubTable, 'TRAINED_ON', hubIris),
    hub(hubTable, 'LICENSE', apache),
    hub(hubShark, 'CITATION', unet),
    hub(hubShark, 'SAME_WORK_AS', shark),
    hub(hubIris, 'SAME_WORK_AS', iris),
    hub(hubCopy, 'DISTRIBUTION', mintModelFile('lab/copied-weights', 'model.onnx')),
    hub(hubTable, 'DISTRIBUTION', mintModelFile('lab/table', 'config.json')),
    { from: hubTask, type: 'CLOSE_MATCH', to: classification, properties: evidence({ method: 'curated' }) },
    { from: classification, type: 'CLOSE_MATCH', to: hubTask, properties: evidence({ method: 'curated' }) },
    zoo(shark, 'IMAGING_MODALITY', electron),
    zoo(whale, 'IMAGING_MODALITY', cryo),
    zoo(shark, 'LICENSE', ccBy),
    zoo(shark, 'LICENSE', mit),
    zoo(shark, 'TRAINED_ON', emData),
    zoo(shark, 'CITATION', unet),
    zoo(shark, 'BASE_MODEL', whale),
    zoo(whale, 'REFERENCE_PUBLICATION', ilastik),
    zoo(shark, 'DISTRIBUTION', mintBioimageioFile('affable-shark', 'weights.onnx')),
    zoo(whale, 'DISTRIBUTION', mintBioimageioFile('loyal-whale', 'config.json')),
  ],
};
