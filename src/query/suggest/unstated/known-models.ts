import type { GraphStore, Row } from '../../../../graph/store.ts';
import { lineageTypes } from '../../../../ontology/model.ts';
import { throwIfAborted } from '../../../core/abort.ts';

/** What witnesses look at, of one model. */
export interface KnownModel {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
  readonly resolved: boolean;
  readonly downloads: number;
  /** ISO 8601 UTC, where it is known. */
  readonly created: string | null;
  /** IRIs of the bases that somebody states. */
  readonly bases: readonly string[];
  /** Models that state it as their base. */
  readonly children: number;
}

type ModelRow = Row & Omit<KnownModel, 'bases' | 'children'>;
type EdgeRow = Row & { readonly child: string; readonly base: string };

const pageSize = 20_000;

/** All models that are not gone, with the bases that are stated: some 300 bytes each. By IRI. */
export async function knownModels(store: GraphStore, signal?: AbortSignal): Promise<ReadonlyMap<string, KnownModel>> {
  const bases = new Map<string, string[]>();
  const children = new Map<string, number>();
  for await (const { child, base } of pages<EdgeRow>(store, edgesStatement, (row) => row.child, signal)) {
    const known = bases.get(child);
    if (known === undefined) bases.set(child, [base]);
    else if (!known.includes(base)) known.push(base);
    else continue;
    children.set(base, (children.get(base) ?? 0) + 1);
  }
  const models = new Map<string, KnownModel>();
  for await (const row of pages<ModelRow>(store, modelsStatement, ({ uri }) => uri, signal)) {
    models.set(row.uri, { ...row, bases: bases.get(row.uri) ?? [], children: children.get(row.uri) ?? 0 });
  }
  return models;
}

const modelsStatement = `MATCH (m:MLModel) WHERE m.uri > $after AND coalesce(m.removed, false) = false
OPTIONAL MATCH (m)-[alias:REDIRECTS_TO]->(:MLModel)
WITH m, count(alias) AS aliases WHERE aliases = 0
RETURN m.uri AS uri, m.id AS id, m.name AS name, coalesce(m.resolved, false) AS resolved, coalesce(m.downloads, 0) AS downloads,
  m.dateCreated AS created
ORDER BY uri LIMIT $limit`;

/** Whole children only: what is cut off begins the next page. */
const edgesStatement = `MATCH (c:MLModel)-[:${lineageTypes.join('|')}]->(:MLModel) WHERE c.uri > $after
WITH DISTINCT c ORDER BY c.uri LIMIT $limit
MATCH (c)-[:${lineageTypes.join('|')}]->(b:MLModel)
RETURN c.uri AS child, b.uri AS base ORDER BY child, base`;

async function* pages<T extends Row>(
  store: GraphStore,
  statement: string,
  keyOf: (row: T) => string,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  for (let after = ''; ;) {
    throwIfAborted(signal);
    const rows = await store.read<T>(statement, { after, limit: pageSize });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = keyOf(last);
  }
}
