import { isUtf8 } from 'node:buffer';
import { type ArrayScan, arrayElements, skipMark, skipSpace, valueEnd } from '../json-scan.ts';
import { pageSlice } from './page-slice.ts';

/** Where a body goes and which part of it is stored; body = wrap[0] + slice + wrap[1]. */
export interface BodySlice {
  readonly extension: 'json' | 'xml' | 'bin';
  /** In the body. */
  readonly start: number;
  readonly end: number;
  readonly wrap: readonly [string, string];
  /** Elements in the slice: of an array its length; of an object, or of another whole document of a 2xx answer, 1; else 0. */
  readonly records: number;
}

/** A wrap is white space and a bracket; one longer than this is kept with its body instead of in the ledger. */
const longestWrap = 1024;

/** The part of a Content-Type before its parameters, lower case; `application/octet-stream` when there is none. */
export function mediaTypeOf(contentType: string | undefined): string {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? 'application/octet-stream' : type;
}

function isXmlType(mediaType: string): boolean {
  const isMarkupPage = mediaType === 'application/xhtml+xml' || mediaType === 'image/svg+xml';
  return /^(?:application|text)\/xml$|\+xml$/.test(mediaType) && !isMarkupPage;
}

/** What may hold JSON: any value when the answer says JSON, an object or array when it says nothing certain. */
function mayBeJson(mediaType: string, firstByte: number | undefined): boolean {
  if (/^(?:application|text)\/json$|\+json$/.test(mediaType)) return true;
  const isVague = mediaType === 'application/octet-stream' || mediaType === 'text/plain';
  return isVague && (firstByte === 0x5b || firstByte === 0x7b);
}

/**
 * Decides how a body is stored: valid JSON of a 2xx answer in the JSON file, an array without its brackets, a page that is an
 * object (`{"items": […], "total": …}`) without its envelope; XML as it is;
 * everything else (cards, error pages, broken JSON, invalid UTF-8) as it is in the `.bin` file.
 */
export function sliceBody(body: Buffer, status: number, mediaType: string): BodySlice {
  const asItIs: BodySlice = { extension: 'bin', start: 0, end: body.length, wrap: ['', ''], records: 0 };
  if (status < 200 || status > 299 || body.length === 0) return asItIs;
  const document: BodySlice = { ...asItIs, records: 1 };
  if (isXmlType(mediaType)) return { ...document, extension: 'xml' };
  const first = skipMark(body);
  if (!mayBeJson(mediaType, body[first]) || !isUtf8(body)) return document;
  const slice = body[first] === 0x5b ? arraySlice(body) : (rowsSlice(body, first) ?? valueSlice(body, first));
  const isWrapShort = slice !== undefined && slice.start <= longestWrap && body.length - slice.end <= longestWrap;
  return isWrapShort ? slice : document;
}

function arraySlice(body: Buffer): BodySlice | undefined {
  const scan: ArrayScan | undefined = arrayElements(body);
  return scan === undefined
    ? undefined
    : cut(body, scan.prefixLength, body.length - scan.suffixLength, scan.elements.length);
}

function rowsSlice(body: Buffer, first: number): BodySlice | undefined {
  const page = pageSlice(body, first);
  return page === undefined ? undefined : cut(body, page.start, page.end, page.rows);
}

function valueSlice(body: Buffer, start: number): BodySlice | undefined {
  const end = valueEnd(body, start);
  if (end < 0 || skipSpace(body, end, body.length) !== body.length) return undefined;
  return cut(body, start, end, body[start] === 0x7b ? 1 : 0);
}

function cut(body: Buffer, start: number, end: number, records: number): BodySlice {
  return {
    extension: 'json',
    start,
    end,
    wrap: [body.toString('utf8', 0, start), body.toString('utf8', end)],
    records,
  };
}

/** Whether the slice is the inside of a received array, or of that of a page (its elements are records), and not one value. */
export function isArraySlice(wrap: readonly [string, string]): boolean {
  return wrap[0].includes('[');
}
