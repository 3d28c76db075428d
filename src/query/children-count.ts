import type { GraphStore } from '../../graph/store.ts';
import { lineageTypes } from '../../ontology/model.ts';

/** How many models state that they come from this one, whatever the kind; of those that are gone too. */
export async function childrenCount(store: GraphStore, uri: string): Promise<number> {
  const statement = `MATCH (m:Resource {uri: $uri})<-[:${lineageTypes.join('|')}]-(child) RETURN count(DISTINCT child) AS children`;
  const [row] = await store.read<{ children: number | bigint }>(statement, { uri });
  return Number(row?.children ?? 0);
}
