import type { GraphStore } from '../../graph/store.ts';
import {
  identify,
  mintAccount,
  mintArxivPaper,
  mintDataset,
  mintDescription,
  mintLanguage,
  mintModel,
  mintModelLicense,
} from '../../ontology/iri.ts';
import { mintRawRecord, mintRun, mintSoftwareAgent, mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { entityOf } from '../../ontology/model.ts';

export interface GraphNode {
  readonly uri: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Default: what the IRI says. */
  readonly label?: string;
}
export interface GraphEdge {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export const runId = '2026-11-20_15-30-00_a1b2c3d4';
export const firstSeen = '2026-11-20T15:30:01.5Z';

export function model(name: string): string {
  return mintModel(name.includes('/') ? name : `acme/${name}`);
}

/** Edge properties as the loader writes them. */
export function evidence(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const pointer = '/tags/3';
  return {
    method: 'hub-tag',
    confidence: 0.9,
    evidenceCount: 1,
    source: 'huggingface',
    resource: 'hf_models',
    run: runId,
    record: `raw:${runId}/1`,
    pointer,
    firstSeen,
    ...more,
  };
}

const apache = mintSpdx('Apache-2.0');
const ownLicense = mintModelLicense('acme/other');
const generation = mintTerm('hf-task', 'text-generation');
const corpus = mintDataset('acme/corpus');

const lineage: readonly (readonly [string, string, string, Readonly<Record<string, unknown>>?])[] = [
  ['child', 'FINE_TUNED_FROM', 'base', { evidenceCount: 2, method: 'yaml-frontmatter', confidence: 0.95 }],
  ['grandchild', 'QUANTIZED_FROM', 'child'],
  ['adapter', 'ADAPTER_OF', 'base'],
  ['merge', 'MERGED_FROM', 'child'],
  ['merge', 'MERGED_FROM', 'other'],
  ['lonely', 'BASE_MODEL', 'lost/parent', { method: 'yaml-frontmatter', confidence: 0.7, literal: 'Lost/Parent' }],
  ['lonelier', 'FINE_TUNED_FROM', 'lost/parent'],
  ['ring-a', 'FINE_TUNED_FROM', 'ring-b'],
  ['ring-b', 'FINE_TUNED_FROM', 'ring-a'],
  ['gone', 'FINE_TUNED_FROM', 'base'],
  ['late', 'ADAPTER_OF', 'gone'],
];

const record = mintRawRecord(runId, 1);
const description = mintDescription(runId, 'huggingface', 'hf_models', model('child'));

/** A family with everything lineage can have: several parents, a cycle, a stub, a tombstone, names that differ by case. */
export const smallGraph: Graph = {
  nodes: [
    ...[
      'base',
      'child',
      'grandchild',
      'adapter',
      'merge',
      'other',
      'lonely',
      'lonelier',
      'ring-a',
      'ring-b',
      'late',
      'Twin',
      'twin',
    ].map((name, index) => ({
      uri: model(name),
      properties: { resolved: true, downloads: index * 10, keywords: ['b', 'a'], dateCreated: '2026-01-02T03:04:05Z' },
    })),
    { uri: model('gone'), properties: { resolved: true, removed: true, lastSeen: '2026-11-01T00:00:00Z' } },
    { uri: model('lost/parent'), properties: { resolved: false } },
    {
      uri: apache,
      properties: { resolved: true, spdxId: 'Apache-2.0', deprecated: false, alternateName: ['Apache License 2.0'] },
    },
    { uri: ownLicense, properties: { resolved: true } },
    { uri: generation, properties: { resolved: true, termCode: 'text-generation' } },
    { uri: corpus, properties: { resolved: false } },
    { uri: mintAccount('acme'), properties: { resolved: false } },
    { uri: mintArxivPaper('2106.09685'), properties: { resolved: false } },
    { uri: mintLanguage('en'), properties: { resolved: true, alternateName: ['English'] } },
    { uri: mintRun(runId), properties: { run: runId, startedAt: '2026-11-20T15:30:00Z', source: 'huggingface' } },
    { uri: mintSoftwareAgent('0.1.0') },
    {
      uri: record,
      properties: {
        sha256: 'ab',
        url: 'https://hub.example/api/models',
        fetchedAt: firstSeen,
        file: `raw/huggingface/${runId}/hf_models.json`,
        offset: 1,
        length: 9000,
      },
    },
    {
      uri: description,
      properties: {
        source: 'huggingface',
        resource: 'hf_models',
        validFrom: firstSeen,
        contentHash: 'cd',
        file: `jsonld/${runId}/entities.ndjson`,
        offset: 0,
        length: 100,
      },
    },
  ],
  edges: [
    ...lineage.map(([from, type, to, more]) => ({
      from: model(from),
      type,
      to: model(to),
      properties: evidence(more),
    })),
    ...['base', 'child'].map((name) => ({
      from: model(name),
      type: 'LICENSE',
      to: apache,
      properties: evidence({ pointer: '/tags/7' }),
    })),
    { from: model('other'), type: 'LICENSE', to: ownLicense, properties: evidence() },
    { from: model('child'), type: 'ML_TASK', to: generation, properties: evidence() },
    { from: model('base'), type: 'TRAINED_ON', to: corpus, properties: evidence({ confidence: 0.8 }) },
    {
      from: model('base'),
      type: 'SHARED_BY',
      to: mintAccount('acme'),
      properties: evidence({ method: 'hub-api', confidence: 1 }),
    },
    {
      from: model('base'),
      type: 'CITATION',
      to: mintArxivPaper('2106.09685'),
      properties: evidence({ confidence: 0.7 }),
    },
    // As no loader writes it: without evidence.
    { from: model('Twin'), type: 'IN_LANGUAGE', to: mintLanguage('en') },
    { from: model('child'), type: 'DESCRIBED_BY', to: description },
    { from: description, type: 'WAS_DERIVED_FROM', to: record, properties: { offset: 17, length: 42, pointer: '/0' } },
    { from: record, type: 'WAS_GENERATED_BY', to: mintRun(runId) },
    { from: mintRun(runId), type: 'WAS_ASSOCIATED_WITH', to: mintSoftwareAgent('0.1.0') },
  ],
};

/** Writes a graph as the loader would; the order of nodes and edges does not matter. */
export async function writeGraph(store: GraphStore, graph: Graph): Promise<void> {
  const byLabel = new Map<string, object[]>();
  for (const node of graph.nodes) {
    const identity = identify(node.uri);
    if (identity === undefined) throw new Error(`not one of our IRIs: ${node.uri}`);
    const label = node.label ?? identity.label;
    const all = { uri: node.uri, id: identity.id, name: identity.name, ...node.properties };
    byLabel.set(label, [...(byLabel.get(label) ?? []), { uri: node.uri, ...splitTimes(label, all) }]);
  }
  for (const [label, rows] of byLabel) await store.write(nodesStatement(label), { rows });
  const byType = new Map<string, GraphEdge[]>();
  for (const edge of graph.edges) byType.set(edge.type, [...(byType.get(edge.type) ?? []), edge]);
  for (const [type, edges] of byType) await store.write(edgesStatement(type), { rows: edges.map(edgeRow) });
}

function nodesStatement(label: string): string {
  const typed = Object.entries(entityOf(label)?.properties ?? {}).flatMap(([name, { kind, many }]) => {
    if (many === true || (kind !== 'dateTime' && kind !== 'number')) return [];
    return [`SET n.${name} = ${kind === 'dateTime' ? 'datetime' : 'toFloat'}(row.typed.${name})`];
  });
  return `UNWIND $rows AS row MERGE (n:Resource {uri: row.uri}) SET n:${label} SET n += row.properties ${typed.join(' ')} RETURN count(n) AS written`;
}

function edgesStatement(type: string): string {
  return `UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (b:Resource {uri: row.to}) MERGE (a)-[r:${type}]->(b)
    SET r = row.properties SET r.firstSeen = datetime(row.typed.firstSeen) SET r.confidence = toFloat(row.typed.confidence) RETURN count(r) AS written`;
}

function splitTimes(label: string, all: Readonly<Record<string, unknown>>): { properties: object; typed: object } {
  const isTyped = ([name]: [string, unknown]): boolean =>
    ['dateTime', 'number'].includes(entityOf(label)?.properties[name]?.kind ?? '');
  const entries = Object.entries(all);
  return {
    properties: Object.fromEntries(entries.filter((entry) => !isTyped(entry))),
    typed: Object.fromEntries(entries.filter(isTyped)),
  };
}

function edgeRow({ from, to, properties = {} }: GraphEdge): object {
  const { confidence = null, firstSeen: seen = null, ...rest } = properties;
  return { from, to, properties: rest, typed: { confidence, firstSeen: seen } };
}
