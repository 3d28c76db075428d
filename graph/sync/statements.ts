import { quotedLabel, quotedType } from '../statements.ts';

/** As in `graph/statements.ts`, one text for both engines. Rows: `{uri}`. */
export function removeLabels(labels: readonly string[]): string {
  return (
    `UNWIND $rows AS row MATCH (n:Resource {uri: row.uri}) REMOVE ${labels.map((label) => `n:${quotedLabel(label)}`).join(', ')} ` +
    'RETURN count(n) AS written'
  );
}

/** Rows: `{from, to, properties, typed}`; `typed` names what they hold there. */
export function upsertEdges(type: string, typed: readonly string[]): string {
  const sets = [
    typed.includes('confidence') ? ', r.confidence = toFloat(row.typed.confidence)' : '',
    typed.includes('firstSeen') ? ', r.firstSeen = datetime(row.typed.firstSeen)' : '',
  ];
  return (
    'UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (b:Resource {uri: row.to}) ' +
    `MERGE (a)-[r:${quotedType(type)}]->(b) SET r = row.properties${sets.join('')} RETURN count(r) AS written`
  );
}

/** Rows: `{uri}`. */
export const deleteNodes =
  'UNWIND $rows AS row MATCH (n:Resource {uri: row.uri}) DETACH DELETE n RETURN count(*) AS deleted';

/** Rows: `{uri}`: what these runs brought is being changed. */
export const unmarkRuns =
  'UNWIND $rows AS row MATCH (run:Resource {uri: row.uri}) REMOVE run.mapping RETURN count(run) AS written';
