import { domainRelationshipTypes } from '../../ontology/model.ts';
import { quotedLabel } from '../statements.ts';

/**
 * The statements about names: which node is an alias of which. One text for both engines, as in `graph/statements.ts`.
 */
const columns =
  'n.uri AS uri, labels(n) AS labels, n.resolved AS resolved, n.sourceId AS sourceId, ' +
  'c.uri AS to, properties(r) AS alias';
const withAlias = 'OPTIONAL MATCH (n)-[r:REDIRECTS_TO]->(c:Resource)';

/** Things by IRI, each with what it is an alias of: a row per alias relationship, else one. */
export const namesByUri = `UNWIND $values AS value MATCH (n:Resource {uri: value}) ${withAlias} RETURN ${columns}`;

/** Things whose ids are these in lower case. */
export function namesByFold(label: string): string {
  return `UNWIND $values AS value MATCH (n:${quotedLabel(label)} {foldedId: value}) ${withAlias} RETURN ${columns}`;
}

/** Things that have, or had, these ids at their source. */
export function namesBySourceId(label: string): string {
  return `UNWIND $values AS value MATCH (n:${quotedLabel(label)} {sourceId: value}) ${withAlias} RETURN ${columns}`;
}

/** The aliases of things by IRI. */
export const aliasesOf =
  'UNWIND $values AS value MATCH (t:Resource {uri: value}) WITH t MATCH (t)<-[:REDIRECTS_TO]-(n) ' +
  `WITH DISTINCT n ${withAlias} RETURN ${columns}`;

/** Which of these things are aliases, and of what. */
export const aliasesAmong =
  'UNWIND $values AS value MATCH (n:Resource {uri: value}) WITH n MATCH (n)-[r:REDIRECTS_TO]->(c) ' +
  'RETURN n.uri AS uri, c.uri AS to';

/** Which of these things have aliases. */
export const aliasedAmong =
  'UNWIND $values AS value MATCH (n:Resource {uri: value}) WITH n MATCH (n)<-[:REDIRECTS_TO]-(a) RETURN n.uri AS uri';

/** Rows: `{uri, properties, to, alias, confidence, firstSeen}`: what is told of the node is exactly this. */
export function writeAliases(label: string): string {
  return (
    `UNWIND $rows AS row MATCH (c:Resource {uri: row.to}) MERGE (n:Resource {uri: row.uri}) SET n:${quotedLabel(label)} ` +
    'SET n = row.properties MERGE (n)-[r:REDIRECTS_TO]->(c) SET r = row.alias, r.confidence = toFloat(row.confidence), ' +
    'r.firstSeen = datetime(row.firstSeen) RETURN count(n) AS written'
  );
}

/** Of names, and of terms that a shipped table matches: no account states them. */
const ownTypes: ReadonlySet<string> = new Set(['REDIRECTS_TO', 'CLOSE_MATCH']);

/** Relationships that accounts state, aliases aside: those an alias must not have. */
export const movableTypes: readonly string[] = domainRelationshipTypes.filter((type) => !ownTypes.has(type));

/** A page of what points at a thing, by IRI. */
export const readSubjects =
  'MATCH (t:Resource {uri: $uri})<-[r]-(s:Resource) WHERE type(r) IN $types AND s.uri > $after ' +
  'RETURN DISTINCT s.uri AS uri ORDER BY uri LIMIT $limit';

/** Accounts of things that are gone, as they ended. */
export const readEndedAccounts =
  'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WHERE n.removed = true WITH n, uri MATCH (n)-[:DESCRIBED_BY]->(d) ' +
  'RETURN uri AS uri, d.uri AS description, d.source AS source, d.resource AS resource, d.validTo AS validTo, ' +
  'd.file AS file, d.offset AS offset, d.length AS length';
