import type { Value } from '../store.ts';
import type { StoredValue } from '../property-values.ts';

/**
 * Where in its response the element stands that an account was read from. In the graph the relationship `WAS_DERIVED_FROM` has
 * it; a relationship has no properties in RDF, so there the Description has it, which has only one such relationship.
 */
const names = [
  ['offset', 'elementOffset'],
  ['length', 'elementLength'],
  ['pointer', 'elementPointer'],
] as const;

export const derivationType = 'WAS_DERIVED_FROM';

/** Properties of the relationship → values of the Description. */
export function placeInDescription(relationship: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    names.flatMap(([from, to]) => (relationship[from] === undefined ? [] : [[to, relationship[from]]])),
  );
}

interface Parted {
  readonly values: Readonly<Record<string, StoredValue>>;
  /** Properties of the relationship. */
  readonly place: Readonly<Record<string, string | number>>;
}

/** The way back: values of a Description without the place, and the place. */
export function placeApart(all: Readonly<Record<string, StoredValue>>): Parted {
  const values = { ...all };
  const place: Record<string, string | number> = {};
  for (const [to, from] of names) {
    const value = values[from];
    if (typeof value === 'string' || typeof value === 'number') place[to] = value;
    delete values[from];
  }
  return { values, place };
}
