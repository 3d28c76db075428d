import type { PropertyDefinition } from '../../ontology/define.ts';
import { entityOf, publicProperties } from '../../ontology/model.ts';
import type { Value } from '../../graph/store.ts';
import { compareBy } from '../core/code-point-order.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A node as a query returns it: `labels(n)` and `properties(n)`. */
export interface StoredNode {
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, Value>>;
}

/** The classes among a node's labels, sorted; an account once known to be an organisation has two. */
export function classesOf(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => label !== 'Resource').sort();
}

/** The declared properties of these classes, in order of declaration. */
export function propertiesOf(classes: readonly string[]): ReadonlyMap<string, PropertyDefinition> {
  const key = classes.join(' ');
  let properties = declared.get(key);
  if (properties === undefined) {
    const entities = classes.map(entityOf).filter((entity) => entity !== undefined);
    properties = new Map(entities.flatMap(publicProperties));
    declared.set(key, properties);
  }
  return properties;
}

const declared = new Map<string, ReadonlyMap<string, PropertyDefinition>>();

/** A stored value as JSON, by the declared kind. Lists are sets and sorted, unless ordered. Integers past 2^53 become decimal strings. */
export function storedToJson(value: Value, definition: PropertyDefinition): JsonValue {
  if (definition.many !== true) return scalarToJson(value, definition);
  const items = (Array.isArray(value) ? value : [value]).map((item) => scalarToJson(item, definition));
  if (definition.ordered === true) return items;
  return items.sort(compareBy((item) => (typeof item === 'number' ? item : String(item))));
}

function scalarToJson(value: Value, definition: PropertyDefinition): JsonValue {
  if (definition.kind === 'json' && typeof value === 'string') return JSON.parse(value);
  return toJson(value);
}

/** Any result value as JSON: integers past 2^53 as decimal strings, nodes, relationships and paths as plain objects. */
export function toJson(value: Value | undefined): JsonValue {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(toJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}
