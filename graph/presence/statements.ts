import { quotedLabel } from '../statements.ts';

/**
 * A page of described things of a class by a source's current accounts, by IRI, with the source's immutable id. One text
 * for both engines, as in `graph/statements.ts`.
 */
export function describedBy(label: string): string {
  return (
    `MATCH (n:${quotedLabel(label)})-[:DESCRIBED_BY]->(d:Description) WHERE n.uri > $after AND n.resolved = true ` +
    'AND d.validTo IS NULL AND d.source = $source RETURN DISTINCT n.uri AS uri, n.sourceId AS sourceId ' +
    'ORDER BY uri LIMIT $limit'
  );
}

/** Rows: `{uri, lastSeen}`. */
export const markRemoved =
  'UNWIND $rows AS row MATCH (n:Resource {uri: row.uri}) SET n.removed = true, n.lastSeen = datetime(row.lastSeen) ' +
  'RETURN count(n) AS written';
