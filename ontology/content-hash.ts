import { hash } from 'node:crypto';
import type { Evidence, MappedEntity } from './entity.ts';
import { entityOf } from './model.ts';

/** What says where and when an account was read, or is derived from the rest; no part of its content. */
const aside: ReadonlySet<string> = new Set(['id', 'evidence', 'origin', 'contentHash', '@context']);

/**
 * sha256 hex of what an account says: `@id`, `@type`, values and (property, value, method, confidence, literal) of
 * evidence. Not over counters, pointers, run or place. The order of properties, of list elements and of evidence, and
 * repeated witnesses, make no difference; only lists declared as ordered keep their order.
 */
export function contentHashOf(entity: MappedEntity): string {
  return hash('sha256', canonicalContent(entity), 'hex');
}

/** The text that is hashed. */
export function canonicalContent(entity: MappedEntity): string {
  const { counters, ordered } = kindsOf(entity['@type']);
  let text = '{';
  for (const property of Object.keys(entity).sort()) {
    const value = entity[property];
    if (value === undefined || aside.has(property) || counters.has(property)) continue;
    const isSet = Array.isArray(value) && !ordered.has(property);
    text += `${JSON.stringify(property)}:${isSet ? canonicalSet(value) : canonicalJson(value)},`;
  }
  const witnesses = new Set<string>();
  // Counters have evidence too; it must not make a new account.
  for (const one of entity.evidence) if (!counters.has(one.property)) witnesses.add(canonicalEvidence(one));
  return `${text}"evidence":[${[...witnesses].sort().join(',')}]}`;
}

interface PropertyKinds {
  readonly counters: ReadonlySet<string>;
  readonly ordered: ReadonlySet<string>;
}
const kindsByLabel = new Map<string, PropertyKinds>();

function kindsOf(label: string): PropertyKinds {
  const known = kindsByLabel.get(label);
  if (known !== undefined) return known;
  const properties = Object.entries(entityOf(label)?.properties ?? {});
  const kinds = {
    counters: new Set(properties.filter(([, definition]) => definition.volatile === true).map(([name]) => name)),
    ordered: new Set(properties.filter(([, definition]) => definition.ordered === true).map(([name]) => name)),
  };
  kindsByLabel.set(label, kinds);
  return kinds;
}

/** Unambiguous without quoting: what may hold anything says how long it is. Millions are made, so no JSON. */
function canonicalEvidence({ property, value, method, confidence, literal }: Evidence): string {
  const text = String(value);
  const witness = `${property} ${method} ${confidence} ${typeof value} ${text.length} ${text}`;
  return literal === undefined ? witness : `${witness} ${literal.length} ${literal}`;
}

/** Lists of an entity are sets unless declared as ordered. */
function canonicalSet(values: readonly unknown[]): string {
  return `[${[...new Set(values.map(canonicalJson))].sort().join(',')}]`;
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`);
  return `{${fields.join(',')}}`;
}
