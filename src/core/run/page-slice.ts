import { arrayElements, skipSpace, valueEnd } from '../json-scan.ts';

/** Bytes of the rows of a page, and how many there are. */
export interface PageSlice {
  readonly start: number;
  readonly end: number;
  readonly rows: number;
}

/** What the members of a page's envelope are called. */
const envelope: ReadonlySet<string> = new Set(['items', 'total', 'offset', 'limit']);
const [comma, colon, openArray, openObject, closeObject] = [0x2c, 0x3a, 0x5b, 0x7b, 0x7d];

/**
 * The rows of a page that is an object: `items` beside `total`, `offset` and `limit`, which are numbers, and nothing else.
 * Undefined for every other object. `start` is where the object begins.
 */
export function pageSlice(body: Buffer, start: number): PageSlice | undefined {
  if (body[start] !== openObject) return undefined;
  let found: PageSlice | undefined;
  let isCounted = false;
  let at = start;
  do {
    const key = skipSpace(body, at + 1, body.length);
    const keyEnd = valueEnd(body, key);
    const name = keyEnd < 0 ? '' : body.toString('latin1', key + 1, keyEnd - 1);
    const mark = skipSpace(body, keyEnd, body.length);
    if (keyEnd < 0 || !envelope.has(name) || body[mark] !== colon) return undefined;
    const value = skipSpace(body, mark + 1, body.length);
    const end = valueEnd(body, value);
    if (end < 0) return undefined;
    if (name === 'items') {
      if (found !== undefined) return undefined;
      found = rowsOf(body, value, end);
      if (found === undefined) return undefined;
    } else if (!/^\d+$/.test(body.toString('latin1', value, Math.min(end, value + 20)))) return undefined;
    isCounted ||= name === 'total';
    at = skipSpace(body, end, body.length);
  } while (body[at] === comma);
  const isWhole = body[at] === closeObject && skipSpace(body, at + 1, body.length) === body.length;
  return isWhole && isCounted ? found : undefined;
}

function rowsOf(body: Buffer, start: number, end: number): PageSlice | undefined {
  if (body[start] !== openArray) return undefined;
  const scan = arrayElements(body.subarray(start, end));
  if (scan === undefined) return undefined;
  return { start: start + scan.prefixLength, end: end - scan.suffixLength, rows: scan.elements.length };
}
