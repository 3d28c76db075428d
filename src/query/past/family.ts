import type { GraphStore, Row } from '../../../graph/store.ts';

/** A name that stands for another thing now. */
export type NameRow = Row & {
  readonly alias: string;
  readonly to: string;
  /** Since when that is known; null for what a shipped table says. */
  readonly since: string | null;
};

const columns = 'a.uri AS alias, c.uri AS to, r.firstSeen AS since ORDER BY alias, to';

/** What these names stand for now. */
export function namesAmong(store: GraphStore, uris: readonly string[]): Promise<NameRow[]> {
  return store.read<NameRow>(
    `UNWIND $uris AS uri MATCH (a:Resource {uri: uri}) WITH a MATCH (a)-[r:REDIRECTS_TO]->(c) RETURN ${columns}`,
    { uris },
  );
}

/** The other names of these things now. */
export function namesOf(store: GraphStore, uris: readonly string[]): Promise<NameRow[]> {
  return store.read<NameRow>(
    `UNWIND $uris AS uri MATCH (c:Resource {uri: uri}) WITH c MATCH (c)<-[r:REDIRECTS_TO]-(a) RETURN ${columns}`,
    { uris },
  );
}
