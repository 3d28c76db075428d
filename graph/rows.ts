import { relationshipType } from '../ontology/define.ts';
import { identify } from '../ontology/iri.ts';
import { entityOf, propertyOf } from '../ontology/model.ts';
import { describeReference } from '../ontology/vocab/reference.ts';
import { StemmaError } from '../src/core/errors.ts';
import { isSamePart } from './account-part.ts';
import type { Claim, MergedEntity } from './merge.ts';
import { canonicalTime, storable, storableText } from './property-values.ts';
import type { StoredValue } from './property-values.ts';
import { typedPropertiesOf } from './statements.ts';

/** Pure: entities to the rows the statements take. The same rows, whichever engine. */
export type Properties = Readonly<Record<string, StoredValue>>;

export interface NodeRow {
  readonly uri: string;
  readonly properties: Properties;
  /** Values the engine converts: times as ISO text, floats. */
  readonly typed: Properties;
}

/** A relationship's properties: what many have in common, and what is its own. */
export interface RelationshipRow {
  readonly from: string;
  readonly to: string;
  readonly pointer: string;
  readonly literal?: string;
  readonly shared: SharedEvidence;
}

export interface SharedEvidence {
  readonly method: string;
  readonly evidenceCount: number;
  readonly source: string;
  readonly resource: string;
  readonly run: string;
  readonly record: string;
  readonly confidence: number;
  readonly firstSeen: string;
}

/** The whole state of a described node. */
export function nodeRowOf(entity: MergedEntity): NodeRow {
  const properties: Record<string, StoredValue> = {};
  for (const label of entity.labels) {
    for (const [name, definition] of Object.entries(entityOf(label)?.properties ?? {})) {
      const value = entity.values[name];
      const stored = value === undefined || definition.kind === 'reference' ? undefined : storable(value, definition);
      if (stored !== undefined) properties[name] = stored;
    }
  }
  properties['name'] ??= captionOf(entity.uri);
  return rowOf(entity.labels, { ...properties, ...foldedOf(entity.labels, entity.id), uri: entity.uri, id: entity.id });
}

/** What finds ids that differ only by letter case, for classes that are looked up so. */
function foldedOf(labels: readonly string[], id: string): Properties {
  return labels.some((label) => propertyOf(label, 'foldedId') !== undefined) ? { foldedId: foldOf(id) } : {};
}

/** Ids that differ only by letter case fold to one text. */
export function foldOf(id: string): string {
  return id.toLowerCase();
}

function captionOf(uri: string): string {
  return identify(uri)?.name ?? storableText(uri.slice(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1));
}

/** A row of any class; what the engine has to convert is put aside. */
export function rowOf(labels: readonly string[], all: Properties & { readonly uri: string }): NodeRow {
  const properties: Record<string, StoredValue> = { ...all };
  const typed: Record<string, StoredValue> = {};
  for (const label of labels) {
    const { times, floats } = typedPropertiesOf(label);
    for (const name of [...times, ...floats]) {
      const value = properties[name];
      if (value === undefined) continue;
      typed[name] = value;
      delete properties[name];
    }
  }
  return { uri: all.uri, properties, typed };
}

/** All properties of a row as the engine will give them back. */
export function propertiesOf(row: NodeRow): Properties {
  return { ...row.properties, ...row.typed };
}

/** Counters declared for a class. */
export function countersOf(label: string): readonly string[] {
  const known = countersByLabel.get(label);
  if (known !== undefined) return known;
  const entity = entityOf(label);
  if (entity === undefined) return [];
  const names = Object.entries(entity.properties)
    .filter(([, definition]) => definition.volatile === true)
    .map(([name]) => name);
  countersByLabel.set(label, names);
  return names;
}

const countersByLabel = new Map<string, readonly string[]>();

/**
 * A node nobody described: what the shipped vocabularies know of it, else a stub (`resolved: false`). Its class is what
 * the IRI says, where the property allows it, else the property's first target.
 */
export function stubOf(
  uri: string,
  subjectLabel: string,
  property: string,
): { readonly label: string; readonly row: NodeRow } {
  const targets = propertyOf(subjectLabel, property)?.targets ?? [];
  const known = identify(uri);
  const label = known !== undefined && targets.includes(known.label) ? known.label : (targets[0] ?? 'Agent');
  const vocabulary = describeReference(uri)?.properties;
  const properties: Record<string, StoredValue> = {};
  for (const [name, value] of Object.entries(vocabulary ?? {})) {
    const definition = propertyOf(label, name);
    const stored = definition === undefined ? undefined : storable(value, definition);
    if (stored !== undefined) properties[name] = stored;
  }
  const resolved = vocabulary !== undefined;
  const id = known?.id ?? uri;
  const all = { ...properties, ...foldedOf([label], id), uri, id, name: captionOf(uri), resolved };
  return { label, row: rowOf([label], all) };
}

/**
 * The relationship of a claim. One that stands already keeps where it was first read, as long as that resource of the
 * source still claims it; else it shows the earliest claim that holds.
 */
export function relationshipRowOf(
  from: string,
  claim: Claim,
  existing?: Readonly<Record<string, unknown>>,
): RelationshipRow {
  const { to, method, confidence, evidenceCount, literal } = claim;
  const { pointer, ...place } = firstSeenOf(claim, existing);
  const row = { from, to, pointer, shared: { method, evidenceCount, confidence, ...place } };
  return literal === undefined ? row : { ...row, literal: storableText(literal) };
}

/** All properties of a relationship as the engine will give them back. */
export function evidenceOf({ pointer, literal, shared }: RelationshipRow): Readonly<Record<string, unknown>> {
  return { ...shared, pointer, literal: literal ?? null };
}

/**
 * The parameter of one statement: rows under what they share. A page of models is one response, read by few methods, so
 * most of a relationship's evidence is sent once for hundreds.
 */
export function groupedRelationships(rows: readonly RelationshipRow[]): readonly unknown[] {
  const groups = new Map<
    string,
    { readonly shared: SharedEvidence; readonly ends: Omit<RelationshipRow, 'shared'>[] }
  >();
  for (const { shared, ...ends } of rows) {
    const key = `${shared.record} ${shared.method} ${shared.evidenceCount} ${shared.confidence} ${shared.source} ${shared.resource} ${shared.run} ${shared.firstSeen}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { shared, ends: [ends] });
    else group.ends.push(ends);
  }
  return [...groups.values()].map(({ shared: { confidence, firstSeen, ...properties }, ends }) => ({
    properties,
    confidence,
    firstSeen,
    ends,
  }));
}

interface FirstSeen {
  readonly source: string;
  readonly resource: string;
  readonly run: string;
  readonly record: string;
  readonly pointer: string;
  readonly firstSeen: string;
}

/** What the same run said before is said again, more exactly perhaps: its pointer is taken from the claim. */
function firstSeenOf(claim: Claim, existing: Readonly<Record<string, unknown>> | undefined): FirstSeen {
  const held = existing as FirstSeen | undefined;
  const still = held === undefined ? undefined : claim.claimants.find((one) => isSamePart(one.origin, held));
  if (held !== undefined && still !== undefined && still.origin.run !== held.run) {
    const { source, resource, run, record, pointer, firstSeen } = held;
    return { source, resource, run, record, pointer, firstSeen };
  }
  const earliest = still ?? claim.claimants[0];
  if (earliest === undefined) throw new StemmaError('STEMMA_INTERNAL', 'a claim without a claimant');
  const { source, resource, run, record, fetchedAt } = earliest.origin;
  return {
    source,
    resource,
    run,
    record,
    pointer: storableText(earliest.pointer),
    firstSeen: canonicalTime(fetchedAt) ?? fetchedAt,
  };
}

export function typeOf(claim: Claim): string {
  return relationshipType(claim.property);
}
