import type { GraphStore, Row } from '../../graph/store.ts';
import type { MapResult } from '../../extract/source.ts';
import { curatedAliasOf } from '../../ontology/vocab/curated-alias.ts';
import { type ElementPlace, rawAt, type RawChecker } from './raw-check.ts';
import type { WhyItem } from './why-item.ts';

/** A name that stands for another thing, with the evidence the graph has of it. */
export type AliasRow = Row & {
  readonly alias: string;
  readonly sourceId: string | null;
  readonly to: string;
  readonly method: string;
  readonly confidence: number;
  readonly source: string;
  readonly resource: string | null;
  readonly run: string | null;
  readonly record: string | null;
  readonly pointer: string | null;
  readonly literal: string | null;
};

const columns =
  'a.uri AS alias, a.sourceId AS sourceId, c.uri AS to, r.method AS method, r.confidence AS confidence, r.source AS source, ' +
  'r.resource AS resource, r.run AS run, r.record AS record, r.pointer AS pointer, r.literal AS literal ORDER BY alias, to';

/** What these things are aliases of. */
export function aliasesAmong(store: GraphStore, uris: readonly string[]): Promise<AliasRow[]> {
  return store.read<AliasRow>(
    `UNWIND $uris AS uri MATCH (a:Resource {uri: uri}) WITH a MATCH (a)-[r:REDIRECTS_TO]->(c) RETURN ${columns}`,
    { uris },
  );
}

/** The other names of a thing. */
export function aliasesOf(store: GraphStore, uri: string): Promise<AliasRow[]> {
  return store.read<AliasRow>(
    `MATCH (c:Resource {uri: $uri}) WITH c MATCH (c)<-[r:REDIRECTS_TO]-(a) RETURN ${columns}`,
    { uri },
  );
}

type PlaceRow = Row &
  Omit<ElementPlace, 'source' | 'run' | 'record'> & { readonly url: string; readonly fetchedAt: string };

/** The element an alias was read from: an account of the name, or of what it stands for. */
async function placeOf(store: GraphStore, { alias, to, record }: AliasRow): Promise<PlaceRow | undefined> {
  const rows = await store.read<PlaceRow>(
    `UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n MATCH (n)-[:DESCRIBED_BY]->(d) WITH d
     MATCH (d)-[w:WAS_DERIVED_FROM]->(raw) WHERE raw.id = $record
     RETURN raw.sha256 AS sha256, raw.file AS file, raw.url AS url, raw.fetchedAt AS fetchedAt, w.offset AS offset, w.length AS length
     ORDER BY offset LIMIT 1`,
    { uris: [alias, to], record },
  );
  return rows[0];
}

/** Why a name stands for a thing, followed to the bytes. */
export async function aliasItem(store: GraphStore, row: AliasRow, checker: RawChecker): Promise<WhyItem> {
  const { run, record, pointer } = row;
  if (run === null || record === null || pointer === null) return ofTable(row);
  const place = await placeOf(store, row);
  if (place === undefined) return unplaced(row, `no account in the graph was read from ${record}`);
  const { sha256, file, offset, length, url, fetchedAt } = place;
  const element = await checker.check({ source: row.source, run, record, sha256, file, offset, length });
  const raw = rawAt(element, pointer);
  const problem = element.problem ?? raw.problem ?? (isToldAgain(element.mapped, row) ? undefined : toldOtherwise);
  return {
    ...itemOf(row),
    url,
    fetchedAt,
    file,
    offset,
    length,
    raw: raw.value,
    verified: problem === undefined,
    ...(problem === undefined ? {} : { problem }),
  };
}

const toldOtherwise = 'mapping the element again does not say so';

function itemOf(row: AliasRow): Omit<WhyItem, 'raw' | 'verified'> {
  const { alias, to, method, confidence, source, resource, run, pointer, literal } = row;
  const nowhere = { url: null, fetchedAt: null, file: null, offset: null, length: null };
  const about = { property: 'redirectsTo', about: alias, value: to };
  const item = { ...about, method, confidence, source, resource, run, ...nowhere, pointer };
  return literal === null ? item : { ...item, literal };
}

function ofTable(row: AliasRow): WhyItem {
  const isListed = curatedAliasOf(row.alias) !== undefined;
  const item = { ...itemOf(row), raw: null, verified: isListed };
  return isListed ? item : { ...item, problem: 'the table does not know this name any more' };
}

function unplaced(row: AliasRow, problem: string): WhyItem {
  return { ...itemOf(row), raw: null, verified: false, problem };
}

/** Whether the element still leads from the name, tells of the thing by the name's immutable id, or tells of the thing. */
function isToldAgain(mapped: MapResult | undefined, { alias, sourceId, to, pointer }: AliasRow): boolean {
  return (mapped?.entities ?? []).some((entity) =>
    entity.evidence.some((evidence) => {
      if (evidence.pointer !== pointer) return false;
      if (evidence.property === 'redirectsTo') return entity['@id'] === alias;
      return entity['@id'] === to || (evidence.property === 'sourceId' && evidence.value === sourceId);
    }),
  );
}
