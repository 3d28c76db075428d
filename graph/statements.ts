import { entityOf, relationshipTypes } from '../ontology/model.ts';
import { StemmaError } from '../src/core/errors.ts';

/**
 * The loader's statements, one text for both engines. Labels and types come from the ontology alone and are quoted;
 * everything else is a parameter. Every node is looked up by `uri` under `:Resource`, which both engines have indexed.
 * A relationship is walked from the node just found: a pattern with a label at its far end lets a server whose plan dates
 * from an empty graph start there, and read every such node for every row.
 */
export function quotedLabel(label: string): string {
  if (entityOf(label) === undefined) throw new StemmaError('STEMMA_INTERNAL', `"${label}" is no class of the ontology`);
  return `\`${label}\``;
}

export function quotedType(type: string): string {
  if (!relationshipTypes.includes(type))
    throw new StemmaError('STEMMA_INTERNAL', `"${type}" is no relationship type of the ontology`);
  return `\`${type}\``;
}

/** Properties whose text or number the engine has to turn into a value of its own. */
export interface TypedProperties {
  readonly times: readonly string[];
  readonly floats: readonly string[];
}

const typedByLabel = new Map<string, TypedProperties>();

/** Of a class: its single dateTimes and numbers. */
export function typedPropertiesOf(label: string): TypedProperties {
  const known = typedByLabel.get(label);
  if (known !== undefined) return known;
  const declared = Object.entries(entityOf(label)?.properties ?? {}).filter(
    ([, definition]) => definition.many !== true,
  );
  const ofKind = (kind: string): string[] =>
    declared.filter(([, definition]) => definition.kind === kind).map(([name]) => name);
  const typed = { times: ofKind('dateTime'), floats: ofKind('number') };
  typedByLabel.set(label, typed);
  return typed;
}

function typedPropertiesOfAll(labels: readonly string[]): TypedProperties {
  const all = labels.map(typedPropertiesOf);
  return {
    times: [...new Set(all.flatMap(({ times }) => times))],
    floats: [...new Set(all.flatMap(({ floats }) => floats))],
  };
}

/** `, n.x = datetime(row.typed.x)` …: what follows a `SET n = row.properties`. */
function typedSets(variable: string, typed: TypedProperties): string {
  const times = typed.times.map((name) => `, ${variable}.\`${name}\` = datetime(row.typed.\`${name}\`)`);
  const floats = typed.floats.map((name) => `, ${variable}.\`${name}\` = toFloat(row.typed.\`${name}\`)`);
  return [...times, ...floats].join('');
}

/** Rows: `{uri, properties, typed}`; `typed` names what they hold there. The node's properties become exactly these; labels are only added. */
export function upsertNodes(labels: readonly string[], typed: readonly string[]): string {
  const { times, floats } = typedPropertiesOfAll(labels);
  const used = {
    times: times.filter((name) => typed.includes(name)),
    floats: floats.filter((name) => typed.includes(name)),
  };
  return (
    `UNWIND $rows AS row MERGE (n:Resource {uri: row.uri}) SET n:${labels.map(quotedLabel).join(':')} ` +
    `SET n = row.properties${typedSets('n', used)} RETURN count(n) AS written`
  );
}

/** Rows: `{uri, properties, typed}` with null for counters that are gone. */
export function setCounters(label: string): string {
  const { floats } = typedPropertiesOf(label);
  return (
    `UNWIND $rows AS row MATCH (n:Resource {uri: row.uri}) SET n += row.properties` +
    `${typedSets('n', { times: [], floats })} RETURN count(n) AS written`
  );
}

/**
 * Rows: `{properties, confidence, firstSeen, ends: [{from, to, pointer, literal}]}`, see `groupedRelationships`. One
 * relationship per (from, type, to).
 */
export function upsertRelationships(type: string): string {
  return (
    'UNWIND $rows AS row WITH row.properties AS shared, row.confidence AS confidence, row.firstSeen AS firstSeen, row.ends AS ends ' +
    'UNWIND ends AS end MATCH (a:Resource {uri: end.from}) WITH a, shared, confidence, firstSeen, end ' +
    `MATCH (b:Resource {uri: end.to}) MERGE (a)-[r:${quotedType(type)}]->(b) SET r = shared, r.pointer = end.pointer, ` +
    'r.literal = end.literal, r.confidence = toFloat(confidence), r.firstSeen = datetime(firstSeen) RETURN count(r) AS written'
  );
}

/** What the engine has to turn into a value of its own, of the properties a relationship may have. */
export type TypedEvidence = 'confidence' | 'firstSeen';

/**
 * Rows: `{from, to, properties, confidence, firstSeen}`; `typed` names which of the last two they hold. For a graph that was
 * empty, and relationships that come once.
 */
export function createRelationships(type: string, typed: readonly TypedEvidence[]): string {
  const confidence = typed.includes('confidence') ? ', r.confidence = toFloat(row.confidence)' : '';
  const firstSeen = typed.includes('firstSeen') ? ', r.firstSeen = datetime(row.firstSeen)' : '';
  return (
    'UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (b:Resource {uri: row.to}) ' +
    `CREATE (a)-[r:${quotedType(type)}]->(b) SET r = row.properties${confidence}${firstSeen} RETURN count(r) AS written`
  );
}

/** Rows: `{uri, file, offset, length}`: where the account of a Description stands that holds now. */
export const placeDescriptions =
  'UNWIND $rows AS row MATCH (d:Resource {uri: row.uri}) WHERE d.validTo IS NULL SET d.file = row.file, d.offset = row.offset, ' +
  'd.length = row.length RETURN count(d) AS written';

/** Files that Descriptions name. */
export const readAccountFiles = 'MATCH (d:Description) RETURN DISTINCT d.file AS file';

/** Rows: `{from, to}`. */
export function deleteRelationships(type: string): string {
  return (
    `UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (a)-[r:${quotedType(type)}]->(b) ` +
    'WHERE b.uri = row.to DELETE r RETURN count(*) AS deleted'
  );
}

/** Current accounts of the things in `$uris`, with the counters asked for. */
export function readAccounts(counters: readonly string[]): string {
  const columns = counters.map((name) => `, n.\`${name}\` AS \`${name}\``).join('');
  return (
    'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n, uri MATCH (n)-[:DESCRIBED_BY]->(d) ' +
    'WHERE d.validTo IS NULL RETURN uri AS uri, d.uri AS description, d.source AS source, d.resource AS resource, d.contentHash AS contentHash, ' +
    `d.file AS file, d.offset AS offset, d.length AS length, d.validFrom AS validFrom${columns}`
  );
}

/** Of which parts the things in `$uris` ever had accounts. */
export const readParts =
  'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n, uri MATCH (n)-[:DESCRIBED_BY]->(d) ' +
  'RETURN uri AS uri, d.source AS source, d.resource AS resource, d.validTo IS NULL AS isCurrent';

/** Things of a class that have, or had, the ids in `$values` at their source. */
export function bySourceId(label: string): string {
  return (
    `UNWIND $values AS value MATCH (n:${quotedLabel(label)} {sourceId: value}) ` +
    'RETURN n.uri AS uri, n.sourceId AS sourceId'
  );
}

export const readNodes =
  'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) RETURN uri AS uri, labels(n) AS labels, properties(n) AS properties';

export const readExisting = 'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) RETURN uri AS uri';

export const readRelationships =
  'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n, uri MATCH (n)-[r]->(t) WHERE type(r) IN $types ' +
  'RETURN uri AS from, type(r) AS type, t.uri AS to, properties(r) AS properties';

/** Rows: `{uri, run, properties, typed}`; the run must be there. */
export const createRawRecords =
  'UNWIND $rows AS row MATCH (run:Resource {uri: row.run}) MERGE (n:Resource {uri: row.uri}) SET n:RawRecord ' +
  'SET n = row.properties, n.fetchedAt = datetime(row.typed.fetchedAt) MERGE (n)-[:WAS_GENERATED_BY]->(run) ' +
  'RETURN count(n) AS written';

export const recordRun =
  'UNWIND $rows AS row MERGE (agent:Resource {uri: row.agent.uri}) SET agent:SoftwareAgent SET agent = row.agent ' +
  'MERGE (run:Resource {uri: row.uri}) SET run:ExtractionRun SET run = row.properties' +
  `${typedSets('run', { times: ['startedAt', 'endedAt'], floats: [] })} ` +
  'MERGE (run)-[:WAS_ASSOCIATED_WITH]->(agent) RETURN count(run) AS written';

export const readRun =
  'MATCH (run:Resource {uri: $uri}) WITH run MATCH (run)-[:WAS_ASSOCIATED_WITH]->(agent) ' +
  'RETURN properties(run) AS properties, agent.uri AS agent';

export const readRunIds =
  'MATCH (run:ExtractionRun) RETURN run.run AS run, run.source AS source, run.mapping AS mapping, ' +
  'run.inlineContent AS inlineContent, run.acceptRemovals AS acceptRemovals';

/** Rows: `{uri, mapping}`: this run is whole. */
export const markRuns =
  'UNWIND $rows AS row MATCH (run:Resource {uri: row.uri}) SET run.mapping = row.mapping RETURN count(run) AS written';

const openDescription =
  'MERGE (d:Resource {uri: row.uri}) SET d:Description SET d = row.properties, ' +
  'd.validFrom = datetime(row.typed.validFrom) MERGE (n)-[:DESCRIBED_BY]->(d) ' +
  'MERGE (d)-[w:WAS_DERIVED_FROM]->(raw) SET w = row.derivation RETURN count(d) AS written';

/** Rows: `{uri, entity, record, properties, typed: {validFrom}, derivation}`. The commit mark of an account. */
export const openDescriptions =
  'UNWIND $rows AS row MATCH (n:Resource {uri: row.entity}) WITH n, row MATCH (raw:Resource {uri: row.record}) ' +
  openDescription;

/** As `openDescriptions`, and closes `row.closes` in the same statement. */
export const replaceDescriptions =
  'UNWIND $rows AS row MATCH (n:Resource {uri: row.entity}) WITH n, row MATCH (raw:Resource {uri: row.record}) ' +
  'WITH n, raw, row MATCH (old:Resource {uri: row.closes}) SET old.validTo = datetime(row.typed.validFrom) ' +
  `WITH n, raw, row ${openDescription}`;

/** Rows: `{uri, at}`: these Descriptions end without another in their place. */
export const closeDescriptions =
  'UNWIND $rows AS row MATCH (d:Resource {uri: row.uri}) WHERE d.validTo IS NULL SET d.validTo = datetime(row.at) ' +
  'RETURN count(d) AS written';

/** Rows: `{uri, record}`: an account that was read again in the same run may stand in another response now. */
export const forgetDerivations =
  'UNWIND $rows AS row MATCH (d:Resource {uri: row.uri}) WITH d, row MATCH (d)-[w:WAS_DERIVED_FROM]->(raw) ' +
  'WHERE raw.uri <> row.record DELETE w RETURN count(*) AS deleted';

export const readAny = 'MATCH (n:Resource) RETURN n.uri AS uri LIMIT 1';
