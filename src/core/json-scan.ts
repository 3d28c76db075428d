/**
 * JSON as bytes: where values begin and end, without building them. As strict as `JSON.parse` on UTF-8 bytes, never recursive,
 * and linear: no input makes it loop, overflow the stack or throw.
 */

/** A byte range; `offset` counts from the start of the scanned buffer. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface ArrayScan {
  /** Bytes up to the first element: byte-order mark, white space, `[`, white space. */
  readonly prefixLength: number;
  /** Bytes after the last element: white space, `]`, white space. */
  readonly suffixLength: number;
  readonly elements: readonly ByteRange[];
}

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;
const openArray = 0x5b;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const colon = 0x3a;

const hexDigit = new Uint8Array(256);
for (const c of '0123456789abcdefABCDEF') hexDigit[c.charCodeAt(0)] = 1;
const escaped = new Uint8Array(256);
for (const c of '"\\/bfnrt') escaped[c.charCodeAt(0)] = 1;

/** Open containers by depth, 1 for an object; shared by all scans, for none of them can be interrupted by another. */
let openContainers = new Uint8Array(1024);

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] as number;
}

/** Index of the first byte at or after `from` that is not JSON white space, at most `end`. */
export function skipSpace(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const c = at(bytes, i);
    if (c > 0x20 || (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09)) return i;
    i++;
  }
  return end;
}

/** The same, past a byte-order mark at the very start of the buffer. */
export function skipMark(bytes: Uint8Array): number {
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return skipSpace(bytes, marked ? 3 : 0, bytes.length);
}

function escapeEnd(bytes: Uint8Array, from: number, end: number): number {
  if (from >= end) return -1;
  const c = at(bytes, from);
  if (escaped[c] === 1) return from + 1;
  if (c !== 0x75 || from + 5 > end) return -1;
  for (let i = from + 1; i < from + 5; i++) if (hexDigit[at(bytes, i)] === 0) return -1;
  return from + 5;
}

/** Index after the closing quote of the string whose first character is at `from`, or -1. */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const c = at(bytes, i);
    if (c === quote) return i + 1;
    if (c === backslash) {
      i = escapeEnd(bytes, i + 1, end);
      if (i < 0) return -1;
    } else if (c < 0x20) return -1;
    else i++;
  }
  return -1;
}

function digitsEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = from;
  while (i < end && at(bytes, i) >= 0x30 && at(bytes, i) <= 0x39) i++;
  return i === from ? -1 : i;
}

function numberEnd(bytes: Uint8Array, from: number, end: number): number {
  let i = at(bytes, from) === 0x2d ? from + 1 : from;
  i = i < end && at(bytes, i) === 0x30 ? i + 1 : digitsEnd(bytes, i, end);
  if (i > 0 && i < end && at(bytes, i) === 0x2e) i = digitsEnd(bytes, i + 1, end);
  if (i > 0 && i < end && (at(bytes, i) | 0x20) === 0x65) {
    const sign = i + 1 < end && (at(bytes, i + 1) === 0x2b || at(bytes, i + 1) === 0x2d);
    i = digitsEnd(bytes, i + (sign ? 2 : 1), end);
  }
  return i;
}

function wordEnd(bytes: Uint8Array, from: number, end: number, word: string): number {
  if (from + word.length > end) return -1;
  for (let i = 1; i < word.length; i++) if (at(bytes, from + i) !== word.charCodeAt(i)) return -1;
  return from + word.length;
}

/** End of a string, number, `true`, `false` or `null` at `from`, or -1. */
function scalarEnd(bytes: Uint8Array, from: number, end: number): number {
  switch (at(bytes, from)) {
    case quote:
      return stringEnd(bytes, from + 1, end);
    case 0x74:
      return wordEnd(bytes, from, end, 'true');
    case 0x66:
      return wordEnd(bytes, from, end, 'false');
    case 0x6e:
      return wordEnd(bytes, from, end, 'null');
    default:
      return numberEnd(bytes, from, end);
  }
}

/** From before a member's key to its value's first byte, or -1. */
function memberValue(bytes: Uint8Array, from: number, end: number): number {
  const key = skipSpace(bytes, from, end);
  if (key >= end || at(bytes, key) !== quote) return -1;
  const afterKey = stringEnd(bytes, key + 1, end);
  if (afterKey < 0) return -1;
  const mark = skipSpace(bytes, afterKey, end);
  return mark < end && at(bytes, mark) === colon ? skipSpace(bytes, mark + 1, end) : -1;
}

function push(depth: number, isObject: boolean): void {
  if (depth === openContainers.length) {
    const larger = new Uint8Array(depth * 4);
    larger.set(openContainers);
    openContainers = larger;
  }
  openContainers[depth] = isObject ? 1 : 0;
}

/**
 * Index after the JSON value whose first byte is at `from` (no white space before it), or -1 when no complete,
 * well-formed value stands there. What follows the value is not looked at.
 */
export function valueEnd(bytes: Uint8Array, from: number, end: number = bytes.length): number {
  let depth = 0;
  let i = from;
  for (;;) {
    if (i < 0 || i >= end) return -1;
    const c = at(bytes, i);
    if (c === openObject || c === openArray) {
      const isObject = c === openObject;
      const inner = skipSpace(bytes, i + 1, end);
      if (inner >= end) return -1;
      if (at(bytes, inner) !== c + 2) {
        push(depth++, isObject);
        i = isObject ? memberValue(bytes, inner, end) : inner;
        continue;
      }
      i = inner + 1;
    } else {
      i = scalarEnd(bytes, i, end);
      if (i < 0) return -1;
    }
    for (;;) {
      if (depth === 0) return i;
      i = skipSpace(bytes, i, end);
      if (i >= end) return -1;
      const inObject = openContainers[depth - 1] === 1;
      const next = at(bytes, i);
      if (next === comma) {
        i = inObject ? memberValue(bytes, i + 1, end) : skipSpace(bytes, i + 1, end);
        break;
      }
      if (next !== (inObject ? closeObject : closeArray)) return -1;
      depth--;
      i++;
    }
  }
}

/**
 * The elements of a buffer that is one JSON array, with white space and a byte-order mark allowed around it;
 * undefined when it is anything else, or not well-formed to the last byte.
 */
export function arrayElements(bytes: Uint8Array): ArrayScan | undefined {
  const end = bytes.length;
  const open = skipMark(bytes);
  if (open >= end || at(bytes, open) !== openArray) return undefined;
  const first = skipSpace(bytes, open + 1, end);
  if (first < end && at(bytes, first) === closeArray) {
    return skipSpace(bytes, first + 1, end) === end
      ? { prefixLength: first, suffixLength: end - first, elements: [] }
      : undefined;
  }
  const elements = elementsBetween(bytes, first, end);
  const last = elements?.at(-1);
  if (elements === undefined || last === undefined) return undefined;
  const lastEnd = last.offset + last.length;
  const close = skipSpace(bytes, lastEnd, end);
  if (close >= end || at(bytes, close) !== closeArray || skipSpace(bytes, close + 1, end) !== end) return undefined;
  return { prefixLength: first, suffixLength: end - lastEnd, elements };
}

/** Elements separated by commas from `from` on, as many as there are; undefined when a comma or value is not followed by what must come. */
function elementsBetween(bytes: Uint8Array, from: number, end: number): ByteRange[] | undefined {
  const elements: ByteRange[] = [];
  let i = from;
  for (;;) {
    const after = valueEnd(bytes, i, end);
    if (after < 0) return undefined;
    elements.push({ offset: i, length: after - i });
    const next = skipSpace(bytes, after, end);
    if (next >= end || at(bytes, next) !== comma) return elements;
    i = skipSpace(bytes, next + 1, end);
  }
}

/** The elements of an array's inside: what stood between its brackets. Empty for white space only; undefined when malformed. */
export function listElements(bytes: Uint8Array): readonly ByteRange[] | undefined {
  const first = skipSpace(bytes, 0, bytes.length);
  if (first === bytes.length) return [];
  const elements = elementsBetween(bytes, first, bytes.length);
  const last = elements?.at(-1);
  return last !== undefined && skipSpace(bytes, last.offset + last.length, bytes.length) === bytes.length
    ? elements
    : undefined;
}
