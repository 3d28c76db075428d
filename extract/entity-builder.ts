import type { Evidence, MappedEntity } from '../ontology/entity.ts';
import { confidenceOf, type Method } from '../ontology/evidence.ts';
import { identify } from '../ontology/iri.ts';
import { propertyOf } from '../ontology/model.ts';
import { byCodePoint } from '../src/core/code-point-order.ts';

export type Value = string | number | boolean;

/** Who says so, and where. */
export interface Witness {
  readonly method: Method;
  readonly pointer: string;
  /** The string as the source wrote it, where it differs from the value. */
  readonly literal?: string | undefined;
  /** Only to lower what the table gives. */
  readonly confidence?: number;
}

/** Collects the values of one entity, none without a witness. */
export class EntityBuilder {
  readonly iri: string;
  readonly label: string;
  readonly #single = new Map<string, Value>();
  readonly #lists = new Map<string, Set<Value>>();
  readonly #ordered = new Map<string, Value[]>();
  readonly #evidence: Evidence[] = [];

  constructor(label: string, iri: string) {
    this.label = label;
    this.iri = iri;
  }

  /**
   * Adds a value, or a further witness of one already there. To an ordered list each call adds an element. False when the
   * property holds one value and has another: then nothing is added.
   */
  add(property: string, value: Value, witness: Witness): boolean {
    const definition = propertyOf(this.label, property);
    if (definition?.ordered === true) {
      const list = this.#ordered.get(property);
      if (list === undefined) this.#ordered.set(property, [value]);
      else list.push(value);
    } else if (definition?.many === true) {
      const list = this.#lists.get(property);
      if (list === undefined) this.#lists.set(property, new Set([value]));
      else list.add(value);
    } else {
      const held = this.#single.get(property);
      if (held !== undefined && held !== value) return false;
      this.#single.set(property, value);
    }
    this.#evidence.push(evidenceOf(property, value, witness));
    return true;
  }

  has(property: string, value: Value): boolean {
    if (this.#single.get(property) === value) return true;
    return this.#lists.get(property)?.has(value) === true || this.#ordered.get(property)?.includes(value) === true;
  }

  /** Single values, then lists, each in the order of first mention; list elements by code point unless declared as ordered. */
  build(): MappedEntity {
    const fields: Record<string, unknown> = {
      '@id': this.iri,
      '@type': this.label,
      id: identify(this.iri)?.id ?? this.iri,
    };
    for (const [property, value] of this.#single) fields[property] = value;
    for (const [property, values] of this.#lists)
      fields[property] = values.size === 1 ? [...values] : [...values].sort(compare);
    for (const [property, values] of this.#ordered) fields[property] = values;
    fields['evidence'] = this.#evidence;
    return fields as unknown as MappedEntity;
  }
}

function compare(a: Value, b: Value): number {
  return byCodePoint(String(a), String(b));
}

function evidenceOf(property: string, value: Value, witness: Witness): Evidence {
  const { method, pointer, literal } = witness;
  const table = confidenceOf(method, property);
  const confidence = witness.confidence === undefined ? table : Math.min(table, witness.confidence);
  return literal === undefined
    ? { property, value, method, confidence, pointer }
    : { property, value, method, confidence, pointer, literal };
}
