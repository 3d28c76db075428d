import { framedNode } from '../../graph/rdf/framed-node.ts';
import { jsonLdClosing, jsonLdOpening } from '../../graph/rdf/jsonld-nodes.ts';
import type { GraphStore } from '../../graph/store.ts';
import { domainRelationshipTypes } from '../../ontology/model.ts';
import { type NodeWithEdges, readPage } from './export-pages.ts';
import type { Frame } from './rdf-choices.ts';
import { rdfNodeOf } from './rdf-statements.ts';
import { classesOf } from './stored-node.ts';
import { uriPages } from './uri-pages.ts';

export interface FrameOptions {
  readonly counters?: boolean;
  /** Things a statement asks for. Default 200. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
  /** Told how many things were written. */
  readonly written?: (nodes: number) => void;
}

/** Classes by frame. */
const framed: Readonly<Record<Exclude<Frame, 'evidence'>, string>> = {
  'model-card': 'MLModel',
  dataset: 'Dataset',
  run: 'Run',
};

/** What stands inside, by class of the thing around it: parts, and shared things of which a reader needs the name. */
const inside: Readonly<Record<string, readonly string[]>> = {
  MLModel: [
    'license',
    'mlTask',
    'library',
    'sharedBy',
    'author',
    'inLanguage',
    'distribution',
    'referencePublication',
    'hasEvaluation',
  ],
  Dataset: [
    'license',
    'datasetTask',
    'publisher',
    'creator',
    'author',
    'inLanguage',
    'distribution',
    'referencePublication',
  ],
  Run: ['sharedBy', 'executes', 'achieves', 'hasInput', 'hasOutput'],
  MLModelEvaluation: ['evaluationTask', 'evaluationMetrics'],
  PropertyValue: ['measurementTechnique'],
  Setting: ['specifiedBy'],
  Task: ['taskType'],
};
/** Things in their own right are named by their IRI alone, which also ends every circle. */
const neverInside: ReadonlySet<string> = new Set(['MLModel', 'Dataset', 'Run']);

/**
 * All things of a kind as one JSON-LD document, each with what belongs to it inside, by IRI; lineage, data and other things
 * in their own right are IRIs. Memory is bounded by a page.
 */
export async function* exportFrames(
  store: GraphStore,
  frame: Exclude<Frame, 'evidence'>,
  { pageSize = 200, signal, written, ...options }: FrameOptions = {},
): AsyncGenerator<string> {
  yield jsonLdOpening();
  let separator = '\n';
  for await (const uris of uriPages(store, { label: framed[frame], pageSize, signal })) {
    const texts = await framedTexts(store, uris, options);
    written?.(texts.length);
    for (const text of texts) {
      yield separator + text;
      separator = ',\n';
    }
  }
  yield jsonLdClosing;
}

/** Things as JSON-LD nodes without context, in the order of their IRIs; what is not there is left out. */
export async function framedTexts(
  store: GraphStore,
  uris: readonly string[],
  options: Pick<FrameOptions, 'counters'>,
): Promise<readonly string[]> {
  const things = new Map<string, NodeWithEdges>();
  let wanted = uris;
  while (wanted.length > 0) {
    const page = await readPage(store, wanted, domainRelationshipTypes);
    for (const one of page) things.set(one.node.uri, one);
    const named = new Set(page.flatMap((one) => insideOf(one, options)));
    wanted = [...named].filter((uri) => !things.has(uri));
  }
  return uris.flatMap((uri) => {
    const thing = things.get(uri);
    return thing === undefined ? [] : [textOf(thing, things, options)];
  });
}

function textOf(
  thing: NodeWithEdges,
  things: ReadonlyMap<string, NodeWithEdges>,
  options: Pick<FrameOptions, 'counters'>,
): string {
  const embedded = new Map<string, string>();
  for (const uri of insideOf(thing, options)) {
    const part = things.get(uri);
    if (part === undefined || classesOf(part.node.labels).some((label) => neverInside.has(label))) continue;
    embedded.set(uri, textOf(part, things, options));
  }
  return framedNode(rdfNodeOf(thing, options), embedded);
}

function insideOf(thing: NodeWithEdges, options: Pick<FrameOptions, 'counters'>): readonly string[] {
  const { references } = rdfNodeOf(thing, options);
  const properties = classesOf(thing.node.labels).flatMap((label) => inside[label] ?? []);
  return properties.flatMap((property) => references.get(property) ?? []);
}
