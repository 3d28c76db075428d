import type { Value } from '../../graph/store.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import { describeReference } from '../../ontology/vocab/reference.ts';
import { compareBy } from '../core/code-point-order.ts';
import { type JsonValue, propertiesOf, storedToJson, toJson } from './stored-node.ts';

/** A value with how, how surely and when it came to be known: the form the users of this field know. */
export interface WrappedValue {
  /** Of a property with several values all that one reading gave, as a list. */
  readonly data: JsonValue;
  readonly extraction_method: string;
  readonly confidence: number;
  /** ISO 8601 UTC; null where no answer was read: a table shipped with Stemma says so. */
  readonly extraction_time: string | null;
}

export type WrappedEntity = { readonly [key: string]: JsonValue | readonly WrappedValue[] };

/** What the graph says and no account: a name that stands for another, terms that match. */
export interface GraphStatement {
  readonly property: string;
  readonly value: string;
  readonly method: string;
  readonly confidence: number;
  readonly time: string | null;
}

export interface EntityToWrap {
  readonly uri: string;
  readonly classes: readonly string[];
  /** Properties of the node: which of several values won. */
  readonly held: Readonly<Record<string, Value>>;
  /** The accounts that hold now. */
  readonly accounts: readonly EntityLine[];
  readonly statements: readonly GraphStatement[];
  readonly counters: boolean;
}

interface Reading {
  readonly property: string;
  readonly value: string | number | boolean;
  readonly method: string;
  readonly confidence: number;
  readonly time: string | null;
  /** Whose account of what: two read at one moment are two readings. */
  readonly part: string;
}

/** Properties in order of declaration, each with its readings: the value that won first, then the surest. */
export function wrappedEntity(thing: EntityToWrap): WrappedEntity {
  const { uri, classes, held, counters } = thing;
  const readings = new Map<string, Reading[]>();
  for (const reading of readingsOf(thing))
    readings.set(reading.property, [...(readings.get(reading.property) ?? []), reading]);
  const wrapped: Record<string, JsonValue | readonly WrappedValue[]> = {
    '@id': uri,
    '@type': classes.length === 1 ? (classes[0] ?? '') : classes,
    id: toJson(held['id']),
  };
  for (const [property, definition] of propertiesOf(classes)) {
    const found = readings.get(property);
    if (found === undefined || (definition.volatile === true && !counters)) continue;
    wrapped[property] =
      definition.many === true ? wrapLists(found, definition) : wrapValues(found, definition, held[property]);
  }
  return wrapped;
}

function readingsOf({ uri, accounts, statements, held }: EntityToWrap): readonly Reading[] {
  const told = accounts.flatMap(({ evidence, origin }) =>
    evidence.map(({ property, value, method, confidence }): Reading => {
      const part = `${origin.source} ${origin.resource}`;
      return { property, value, method, confidence, time: origin.fetchedAt, part };
    }),
  );
  const properties = new Set(told.map(({ property }) => property));
  const stated = statements
    .filter(({ property }) => !properties.has(property))
    .map((statement): Reading => ({ ...statement, part: '' }));
  const shipped = accounts.length > 0 ? [] : shippedReadings(uri, held);
  return [...told, ...stated, ...shipped];
}

/** Of what nothing describes but a vocabulary shipped with Stemma. */
function shippedReadings(uri: string, held: EntityToWrap['held']): readonly Reading[] {
  return Object.entries(describeReference(uri)?.properties ?? {}).flatMap(([property, said]) =>
    (held[property] === undefined ? [] : [said].flat()).map((value): Reading => {
      return {
        property,
        value,
        method: 'curated',
        confidence: confidenceOf('curated', property),
        time: null,
        part: '',
      };
    }),
  );
}

function wrapValues(
  readings: readonly Reading[],
  definition: PropertyDefinition,
  held: Value | undefined,
): readonly WrappedValue[] {
  const winner = held === undefined ? undefined : JSON.stringify(storedToJson(held, definition));
  const items = readings.map((reading) => wrap(reading, storedToJson(reading.value, definition)));
  return unique(items).toSorted(byWorth((item) => (JSON.stringify(item.data) === winner ? 0 : 1)));
}

/** One item for all values that one reading gave by one method, as surely. */
function wrapLists(readings: readonly Reading[], definition: PropertyDefinition): readonly WrappedValue[] {
  const groups = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = `${reading.method} ${reading.confidence} ${reading.time ?? ''} ${reading.part}`;
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  const items = [...groups.values()].flatMap((group) => {
    const values = group.map(({ value }) => value);
    const all = definition.ordered === true ? values : [...new Set(values)];
    return group[0] === undefined ? [] : [wrap(group[0], storedToJson(all, definition))];
  });
  return unique(items).toSorted(byWorth(() => 0));
}

function wrap({ method, confidence, time }: Reading, data: JsonValue): WrappedValue {
  return { data, extraction_method: method, confidence, extraction_time: time };
}

function unique(items: readonly WrappedValue[]): readonly WrappedValue[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function byWorth(rank: (item: WrappedValue) => number): (a: WrappedValue, b: WrappedValue) => number {
  return compareBy<WrappedValue>(
    rank,
    (item) => -item.confidence,
    (item) => item.extraction_time ?? '',
    (item) => item.extraction_method,
    (item) => JSON.stringify(item.data),
  );
}
