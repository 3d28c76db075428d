import type { GraphStore, Row } from '../../graph/store.ts';
import { closeMatchesOf } from '../../ontology/vocab/close-matches.ts';
import { nothingReceived, type WhyItem } from './why-item.ts';

type MatchRow = Row & {
  readonly to: string;
  readonly method: string;
  readonly confidence: number;
  readonly source: string;
};

/** Terms of other schemes that the graph links with this one. Verified: the shipped table has the pair. */
export async function matchItems(store: GraphStore, uri: string): Promise<WhyItem[]> {
  const rows = await store.read<MatchRow>(
    `MATCH (n:Resource {uri: $uri})-[r:CLOSE_MATCH]->(t:Resource)
     RETURN t.uri AS to, r.method AS method, r.confidence AS confidence, r.source AS source ORDER BY to`,
    { uri },
  );
  const listed = closeMatchesOf(uri);
  return rows.map(({ to, method, confidence, source }) => {
    const isListed = listed.includes(to);
    return {
      property: 'closeMatch',
      value: to,
      method,
      confidence,
      source,
      ...nothingReceived,
      raw: null,
      verified: isListed,
      ...(isListed ? {} : { problem: 'the table does not have this pair any more' }),
    };
  });
}
