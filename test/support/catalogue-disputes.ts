import {
  mintArxivPaper,
  mintDataset,
  mintDescription,
  mintEvaluation,
  mintMetric,
  mintOpenml,
  mintRawRecord,
  mintRunEvaluation,
  mintSpdx,
  mintTerm,
} from '../../ontology/iri.ts';
import { evidence, firstSeen, type Graph, type GraphEdge, type GraphNode, model, runId } from './small-graph.ts';

const [mit, nonCommercial, shareAlike] = ['MIT', 'CC-BY-NC-4.0', 'CC-BY-SA-4.0'].map(mintSpdx) as [
  string,
  string,
  string,
];
const [commons, quiz] = [mintDataset('fen/commons'), mintDataset('fen/quiz')];
const paper = mintArxivPaper('2001.00001');
const f1 = mintTerm('hf-metric', 'f1');
const predictiveAccuracy = mintTerm('openml-measure', 'predictive_accuracy');
const record = mintRawRecord(runId, 1);
const account = mintDescription(runId, 'huggingface', 'hf_models', model('bog'));

function node(uri: string, properties: Readonly<Record<string, unknown>> = {}): GraphNode {
  return { uri, properties: { resolved: true, ...properties } };
}
function edge(from: string, type: string, to: string, more: Readonly<Record<string, unknown>> = {}): GraphEdge {
  return { from, type, to, properties: evidence(more) };
}
const openml = (kind: 'flow' | 'task' | 'dataset' | 'run', id: number): string => mintOpenml(kind, String(id));

/** An evaluation of `acme/bog` on the quiz. */
function score(name: string, value: number): Graph {
  const uri = mintEvaluation(name);
  const metric = mintMetric(uri, 'f1');
  return {
    nodes: [
      node(uri, { splitName: 'validation', configName: 'easy', verification: 'self-reported' }),
      node(metric, { name: 'F1', value }),
    ],
    edges: [
      edge(uri, 'EVALUATED_MLMODEL', model('bog')),
      edge(model('bog'), 'HAS_EVALUATION', uri),
      edge(uri, 'EVALUATION_DATASET', quiz),
      edge(uri, 'EVALUATION_METRICS', metric),
      edge(metric, 'MEASUREMENT_TECHNIQUE', f1),
    ],
  };
}

/** A run of a flow on the data of a task, and what it was worth. */
function run(id: number, flow: number, task: number, value: number): Graph {
  const uri = openml('run', id);
  const evaluation = mintRunEvaluation(String(id));
  const metric = mintMetric(evaluation, 'predictive_accuracy');
  return {
    nodes: [
      node(uri),
      node(evaluation, { verification: 'server-computed' }),
      node(metric, { name: 'predictive_accuracy', value }),
    ],
    edges: [
      edge(uri, 'EXECUTES', openml('flow', flow)),
      edge(uri, 'ACHIEVES', openml('task', task)),
      edge(uri, 'HAS_OUTPUT', evaluation),
      edge(evaluation, 'EVALUATION_METRICS', metric),
      edge(metric, 'MEASUREMENT_TECHNIQUE', predictiveAccuracy),
    ],
  };
}

const parts: readonly Graph[] = [
  score('bog-once', 0.5),
  score('bog-again', 0.75),
  run(11, 17, 79, 0.9),
  run(12, 18, 79, 0.95),
  run(13, 17, 80, 0.75),
  run(14, 18, 80, 0.5),
  run(15, 19, 80, 0.875),
];

/** What does not go together: terms of licences, data of training and of evaluation, scores, flows that compete. */
export const disputes: Graph = {
  nodes: [
    node(model('moor'), { downloads: 10 }),
    node(model('bog'), { downloads: 32, dateModified: '2026-12-01T00:00:00Z' }),
    node(nonCommercial),
    node(shareAlike),
    node(commons),
    node(quiz),
    node(paper, { authorNames: ['Ada Fen', 'Bo Moss'] }),
    node(f1),
    node(predictiveAccuracy),
    ...[17, 18, 19].map((id) => node(openml('flow', id), { name: `flow-${id}` })),
    ...[79, 80].map((id) => node(openml('task', id))),
    ...[71, 72].map((id) => node(openml('dataset', id), { name: `data-${id}` })),
    {
      uri: account,
      properties: {
        source: 'huggingface',
        resource: 'hf_models',
        contentHash: 'ef',
        file: 'f',
        offset: 0,
        length: 1,
        validFrom: firstSeen,
      },
    },
    ...parts.flatMap(({ nodes }) => nodes),
  ],
  edges: [
    edge(model('bog'), 'FINE_TUNED_FROM', model('moor')),
    edge(model('moor'), 'LICENSE', nonCommercial),
    edge(model('bog'), 'LICENSE', mit),
    edge(model('bog'), 'LICENSE', shareAlike, { method: 'yaml-frontmatter', resource: 'hf_model_cards' }),
    edge(model('moor'), 'TRAINED_ON', quiz),
    edge(model('bog'), 'TRAINED_ON', commons),
    edge(commons, 'LICENSE', shareAlike),
    edge(model('bog'), 'REFERENCE_PUBLICATION', paper),
    edge(model('moor'), 'CITATION', paper),
    edge(openml('task', 79), 'DEFINED_ON', openml('dataset', 71)),
    edge(openml('task', 80), 'DEFINED_ON', openml('dataset', 72)),
    { from: model('bog'), type: 'DESCRIBED_BY', to: account },
    { from: account, type: 'WAS_DERIVED_FROM', to: record },
    ...parts.flatMap(({ edges }) => edges),
  ],
};
