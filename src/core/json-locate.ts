import { arrayIndex, decodePointer } from './json-pointer.ts';
import { type ByteRange, skipMark, skipSpace, valueEnd } from './json-scan.ts';

/** A container walked to its closing bracket: where that ends, and the child asked for. */
interface Walk {
  readonly end: number;
  readonly child: ByteRange | undefined;
}

/**
 * The bytes of the value an RFC 6901 pointer names in a JSON text, without parsing it. Of a key that stands twice the last
 * one counts, as in `JSON.parse`. Undefined when nothing stands there, the pointer is none, or the text is malformed.
 */
export function elementAt(bytes: Buffer, pointer: string): ByteRange | undefined {
  const tokens = decodePointer(pointer);
  if (tokens === undefined) return undefined;
  const start = skipMark(bytes);
  const first = tokens[0];
  const end = bytes.length;
  const walk = first === undefined ? wholeValue(bytes, start) : walkContainer(bytes, start, end, first);
  if (walk === undefined || skipSpace(bytes, walk.end, end) !== end) return undefined;
  let found = walk.child;
  for (let i = 1; i < tokens.length && found !== undefined; i++) {
    found = walkContainer(bytes, found.offset, found.offset + found.length, tokens[i] as string)?.child;
  }
  return found;
}

function wholeValue(bytes: Buffer, start: number): Walk | undefined {
  const end = valueEnd(bytes, start);
  return end < 0 ? undefined : { end, child: { offset: start, length: end - start } };
}

function walkContainer(bytes: Buffer, start: number, limit: number, token: string): Walk | undefined {
  if (start >= limit) return undefined;
  if (bytes[start] === 0x7b) return walkObject(bytes, start + 1, limit, token);
  if (bytes[start] === 0x5b) return walkArray(bytes, start + 1, limit, arrayIndex(token));
  return undefined;
}

function walkArray(bytes: Buffer, from: number, limit: number, wanted: number | undefined): Walk | undefined {
  let child: ByteRange | undefined;
  let i = skipSpace(bytes, from, limit);
  if (bytes[i] === 0x5d) return { end: i + 1, child };
  for (let index = 0; ; index++) {
    const end = valueEnd(bytes, i, limit);
    if (end < 0) return undefined;
    if (index === wanted) child = { offset: i, length: end - i };
    i = skipSpace(bytes, end, limit);
    if (i >= limit) return undefined;
    if (bytes[i] === 0x5d) return { end: i + 1, child };
    if (bytes[i] !== 0x2c) return undefined;
    i = skipSpace(bytes, i + 1, limit);
  }
}

function walkObject(bytes: Buffer, from: number, limit: number, token: string): Walk | undefined {
  const isWanted = keyMatcher(bytes, token);
  let child: ByteRange | undefined;
  let i = skipSpace(bytes, from, limit);
  if (bytes[i] === 0x7d) return { end: i + 1, child };
  for (;;) {
    const keyEnd = i < limit && bytes[i] === 0x22 ? valueEnd(bytes, i, limit) : -1;
    if (keyEnd < 0) return undefined;
    const colon = skipSpace(bytes, keyEnd, limit);
    if (colon >= limit || bytes[colon] !== 0x3a) return undefined;
    const value = skipSpace(bytes, colon + 1, limit);
    const end = valueEnd(bytes, value, limit);
    if (end < 0) return undefined;
    if (isWanted(i, keyEnd)) child = { offset: value, length: end - value };
    i = skipSpace(bytes, end, limit);
    if (i >= limit) return undefined;
    if (bytes[i] === 0x7d) return { end: i + 1, child };
    if (bytes[i] !== 0x2c) return undefined;
    i = skipSpace(bytes, i + 1, limit);
  }
}

/** Whether the well-formed JSON string at `start`…`end`, quotes included, spells the token. */
function keyMatcher(bytes: Buffer, token: string): (start: number, end: number) => boolean {
  const wanted = Buffer.from(token);
  // A lone surrogate has no UTF-8 form: only an escaped key can spell it.
  const hasBytes = wanted.toString() === token;
  return (start, end) => {
    let i = start + 1;
    let same = hasBytes;
    for (; i < end - 1; i++) {
      const c = bytes[i];
      if (c === 0x5c) return JSON.parse(bytes.toString('utf8', start, end)) === token;
      if (same && c !== wanted[i - start - 1]) same = false;
    }
    return same && end - start - 2 === wanted.length;
  };
}
