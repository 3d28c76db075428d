import type { GraphStore, Parameters, Row } from '../../graph/store.ts';
import { domainLabels } from '../../ontology/model.ts';
import { StemmaError } from '../core/errors.ts';
import { type MeantNode, nodeColumns, type NodeRow, toFoundNode } from './find-node.ts';

export interface SearchOptions {
  /** Class label; case does not matter. */
  readonly type?: string;
  /** Id, caption or code of a task, licence, library; case does not matter. */
  readonly task?: string;
  readonly license?: string;
  readonly library?: string;
  /** Also what is gone, and other names of things. */
  readonly removed?: boolean;
  /** Default 20. */
  readonly limit?: number;
}

export interface SearchItem extends MeantNode {
  readonly downloads: number | null;
  /** Ids. */
  readonly license: readonly string[];
  readonly task: readonly string[];
}

export interface SearchResult {
  /** Whole matches first, then by downloads, then by id. */
  readonly items: readonly SearchItem[];
  readonly total: number;
  readonly query: { readonly text: string } & SearchOptions;
}

/**
 * Things whose caption or id, or another name of them, contains a text, case aside. An empty text matches everything, for
 * filters alone.
 */
export async function search(store: GraphStore, text: string, options: SearchOptions = {}): Promise<SearchResult> {
  const names = await otherNames(store, text);
  const { where, parameters } = condition(text, options, [...names.keys()]);
  const [count] = await store.read<{ total: number }>(
    `MATCH (n:Resource) WHERE ${where} RETURN count(n) AS total`,
    parameters,
  );
  const rows = await store.read<NodeRow & Row & { downloads: number | null }>(
    `MATCH (n:Resource) WHERE ${where}
     WITH n, CASE WHEN toLower(n.name) = $text OR toLower(n.id) = $text OR toLower(n.id) = 'hf:' + $text THEN 0 ELSE 1 END AS rank
     RETURN ${nodeColumns('n')}, n.downloads AS downloads, rank ORDER BY rank, coalesce(downloads, -1) DESC, id LIMIT $limit`,
    { ...parameters, limit: options.limit ?? 20 },
  );
  const targets = await targetsOf(
    store,
    rows.map((row) => row.uri),
  );
  const items = rows.map((row) => ({
    ...toFoundNode(row),
    ...(isCalled(row, text) ? {} : { redirectedFrom: names.get(row.uri) ?? row.id }),
    downloads: row.downloads,
    license: targets(row.uri, 'LICENSE'),
    task: targets(row.uri, 'ML_TASK'),
  }));
  return { items, total: count?.total ?? 0, query: { text, ...options } };
}

/** Names are few beside things, so that this many with one text is everything in practice. */
const mostOtherNames = 1_000;

/** Things that have another name with this text: by IRI, that name. */
async function otherNames(store: GraphStore, text: string): Promise<ReadonlyMap<string, string>> {
  if (text.trim() === '') return new Map();
  const rows = await store.read<{ uri: string; id: string }>(
    `MATCH (a:Resource)-[:REDIRECTS_TO]->(n:Resource) WHERE toLower(a.id) CONTAINS $text
     RETURN n.uri AS uri, a.id AS id ORDER BY id DESC, uri LIMIT $limit`,
    { text: text.trim().toLowerCase(), limit: mostOtherNames },
  );
  return new Map(rows.map((row) => [row.uri, row.id]));
}

function isCalled({ id, name }: NodeRow, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return id.toLowerCase().includes(wanted) || (name ?? '').toLowerCase().includes(wanted);
}

const filters = {
  task: ['ML_TASK', 'DefinedTerm'],
  license: ['LICENSE', 'License'],
  library: ['LIBRARY', 'DefinedTerm'],
} as const;

function condition(
  text: string,
  options: SearchOptions,
  otherwise: readonly string[],
): { where: string; parameters: Parameters } {
  const labels = options.type === undefined ? domainLabels : [labelOf(options.type)];
  const parameters: Record<string, unknown> = { text: text.trim().toLowerCase(), otherwise };
  const parts = [
    `(${labels.map((label) => `n:${label}`).join(' OR ')})`,
    '(toLower(n.name) CONTAINS $text OR toLower(n.id) CONTAINS $text OR n.uri IN $otherwise)',
    ...(options.removed === true
      ? []
      : ['coalesce(n.removed, false) = false', 'NOT EXISTS { MATCH (n)-[:REDIRECTS_TO]->(:Resource) }']),
  ];
  for (const name of ['task', 'license', 'library'] as const) {
    const wanted = options[name];
    if (wanted === undefined) continue;
    const [type, label] = filters[name];
    parameters[name] = wanted.toLowerCase();
    parts.push(
      `EXISTS { MATCH (n)-[:${type}]->(t:${label}) WHERE toLower(t.id) = $${name} OR toLower(t.name) = $${name} }`,
    );
  }
  return { where: parts.join(' AND '), parameters };
}

function labelOf(type: string): string {
  const found = domainLabels.find((label) => label.toLowerCase() === type.toLowerCase());
  if (found !== undefined) return found;
  throw new StemmaError('STEMMA_USAGE', `there is no class ${type}`, {
    hint: `classes: ${domainLabels.join(', ')}`,
    context: { candidates: domainLabels },
  });
}

async function targetsOf(store: GraphStore, uris: readonly string[]): Promise<(uri: string, type: string) => string[]> {
  const rows = await store.read<{ uri: string; type: string; target: string }>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[r:LICENSE|ML_TASK]->(t:Resource)
     RETURN n.uri AS uri, type(r) AS type, t.id AS target ORDER BY uri, type, target`,
    { uris },
  );
  return (uri, type) => rows.filter((row) => row.uri === uri && row.type === type).map((row) => row.target);
}
