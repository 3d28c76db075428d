import { createHash } from 'node:crypto';
import type { Evidence, MappedEntity } from './entity.ts';
import { propertyOf } from './model.ts';

/** What says where and when an account was read, or is derived from the rest; no part of its content. */
const aside: ReadonlySet<string> = new Set(['id', 'evidence', 'origin', 'contentHash', '@context']);

/**
 * sha256 hex of what an account says: `@id`, `@type`, values and (property, value, method, confidence, literal) of
 * evidence. Not over counters, pointers, run or place. The order of properties, of list elements and of evidence, and
 * repeated witnesses, make no difference.
 */
export function contentHashOf(entity: MappedEntity): string {
  return createHash('sha256').update(canonicalContent(entity)).digest('hex');
}

/** The text that is hashed. */
export function canonicalContent(entity: MappedEntity): string {
  const label = entity['@type'];
  const fields: string[] = [];
  for (const property of Object.keys(entity).sort()) {
    const value = entity[property];
    if (value === undefined || aside.has(property) || propertyOf(label, property)?.volatile === true) continue;
    fields.push(`${JSON.stringify(property)}:${Array.isArray(value) ? canonicalSet(value) : canonicalJson(value)}`);
  }
  const witnesses = [
    ...new Set(entity.evidence.filter((one) => !isVolatile(label, one)).map(canonicalEvidence)),
  ].sort();
  return `{${fields.join(',')},"evidence":[${witnesses.join(',')}]}`;
}

/** Counters have evidence too; it must not make a new account. */
function isVolatile(label: string, evidence: Evidence): boolean {
  return propertyOf(label, evidence.property)?.volatile === true;
}

function canonicalEvidence(evidence: Evidence): string {
  const { property, value, method, confidence, literal } = evidence;
  return JSON.stringify(
    literal === undefined ? [property, value, method, confidence] : [property, value, method, confidence, literal],
  );
}

/** Lists of an entity are sets: no property declared so far has an order. */
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
