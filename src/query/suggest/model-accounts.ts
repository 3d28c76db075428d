import type { AccountReader } from '../../../graph/account-reader.ts';
import type { GraphStore, Row } from '../../../graph/store.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { lineageTypes } from '../../../ontology/model.ts';

/** A lineage statement of the graph, from a model to a base. */
export interface BaseEdge {
  readonly model: string;
  /** Short id. */
  readonly base: string;
  readonly baseUri: string;
  readonly described: boolean;
  readonly type: string;
  readonly literal: string | null;
}

/** What is told of a model now. */
export interface ModelAccounts {
  readonly uri: string;
  readonly edges: readonly BaseEdge[];
  readonly accounts: readonly EntityLine[];
  /** The one that was read from its README. */
  readonly card: EntityLine | undefined;
}

/** IRIs of models behind `after` that name another model in any way, in order. */
export async function modelsNamingOthers(store: GraphStore, after: string, limit: number): Promise<string[]> {
  const rows = await store.read<{ uri: string }>(
    `MATCH (m:MLModel)-[:${lineageTypes.join('|')}|MENTIONS]->(:MLModel)
     WHERE m.uri > $after AND m.resolved = true AND coalesce(m.removed, false) = false
     WITH DISTINCT m RETURN m.uri AS uri ORDER BY uri LIMIT $limit`,
    { after, limit },
  );
  return rows.map((row) => row.uri);
}

type PlaceRow = Row & {
  readonly model: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly url: string;
};

export async function readAccounts(
  store: GraphStore,
  reader: AccountReader,
  uris: readonly string[],
): Promise<ModelAccounts[]> {
  const edges = await store.read<BaseEdge & Row>(
    `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[r:${lineageTypes.join('|')}]->(b:MLModel)
     RETURN m.uri AS model, b.id AS base, b.uri AS baseUri, coalesce(b.resolved, false) AS described, type(r) AS type, r.literal AS literal
     ORDER BY model, base, type`,
    { uris },
  );
  const places = await store.read<PlaceRow>(
    `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[:DESCRIBED_BY]->(d:Description)
     WHERE d.validTo IS NULL WITH m, d MATCH (d)-[:WAS_DERIVED_FROM]->(raw:RawRecord)
     RETURN m.uri AS model, d.file AS file, d.offset AS offset, d.length AS length, raw.url AS url ORDER BY model, file, offset`,
    { uris },
  );
  const lines = await reader.readAll(places);
  return uris.map((uri) => {
    const told = places.flatMap(({ model, url }, index) => {
      const line = model === uri ? lines[index]?.line : undefined;
      return line === undefined ? [] : [{ line, url }];
    });
    return {
      uri,
      edges: edges.filter((edge) => edge.model === uri),
      accounts: told.map(({ line }) => line),
      card: told.find(({ url }) => /\/README\.md(?:[?#]|$)/.test(url))?.line,
    };
  });
}
