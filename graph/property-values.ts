import type { PropertyDefinition } from '../ontology/define.ts';
import { isoTime, momentOf } from '../src/core/clock.ts';

/**
 * Values as both engines can store them. Both would fail, or one of them store something else, for the rest:
 * nested values, nulls in lists, impossible dates, integers past 64 bits, text that is no Unicode.
 */
export type StoredValue = string | number | bigint | boolean | readonly StoredValue[];

const instant = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A moment in the one form both engines give back: UTC, seconds, a fraction of at most milliseconds without trailing
 * zeros (`2026-08-22T19:05:11.5Z`). `undefined` for anything that is no ISO 8601 date and time of the years 0001 to 9999.
 */
export function canonicalTime(text: string): string | undefined {
  const match = instant.exec(text);
  const seconds = match?.[1];
  if (match === null || seconds === undefined || !isRealTime(seconds)) return undefined;
  if (match[3] !== 'Z') return inUtc(text);
  const fraction = (match[2] ?? '').slice(0, 3).replace(/0+$/, '');
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`;
}

function isRealTime(seconds: string): boolean {
  const [year, month, day] = [Number(seconds.slice(0, 4)), Number(seconds.slice(5, 7)), Number(seconds.slice(8, 10))];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return false;
  return Number(seconds.slice(11, 13)) < 24 && Number(seconds.slice(14, 16)) < 60 && Number(seconds.slice(17, 19)) < 60;
}

function daysIn(year: number, month: number): number {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return leap ? 29 : (monthLengths[month - 1] ?? 31);
}

function inUtc(text: string): string | undefined {
  const moment = momentOf(text);
  return moment === undefined ? undefined : canonicalTime(isoTime(moment));
}

/** Half a surrogate pair becomes U+FFFD, as both engines would make of it on their own. */
export function storableText(text: string): string {
  return /\p{Surrogate}/u.test(text) ? text.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : text;
}

const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** Integers past 2^53 come as decimal strings, or as the graph gives them; past 64 bits no engine takes them. */
function storableInteger(value: unknown): number | bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (typeof value !== 'bigint' && (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value))) return undefined;
  const integer = BigInt(value);
  if (integer < int64.least || integer > int64.most) return undefined;
  return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
}

function storableScalar(value: unknown, kind: PropertyDefinition['kind']): StoredValue | undefined {
  switch (kind) {
    case 'integer':
      return storableInteger(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'dateTime':
      return typeof value === 'string' ? canonicalTime(value) : undefined;
    case 'json':
      return value === undefined ? undefined : storableText(typeof value === 'string' ? value : JSON.stringify(value));
    case 'string':
    case 'url':
    case 'reference':
      return typeof value === 'string' ? storableText(value) : undefined;
  }
}

/**
 * The value of a declared property as it is stored; `undefined` when it cannot be stored (it stays in the entity's
 * line and its raw record) and for an empty list, which counts as absent.
 */
export function storable(value: unknown, definition: PropertyDefinition): StoredValue | undefined {
  if (definition.many !== true) return storableScalar(value, definition.kind);
  if (!Array.isArray(value)) return undefined;
  const list: StoredValue[] = [];
  for (const item of value) {
    const stored = storableScalar(item, definition.kind);
    if (stored !== undefined) list.push(stored);
  }
  return list.length === 0 ? undefined : list;
}

/** Whether two stored values are the same; a float and an integer of the same size are. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (typeof a === 'bigint' || typeof b === 'bigint') return typeof a === typeof b ? a === b : String(a) === String(b);
  return a === b;
}

/** Whether two property maps hold the same keys and values; an absent key and null are the same. */
export function sameProperties(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) if (!sameValue(a[key] ?? null, b[key] ?? null)) return false;
  return true;
}
