/**
 * One path segment of an IRI: `encodeURIComponent`, made total and safe.
 *
 * - No Unicode normalisation: ids are compared byte for byte, and normalising would make two ids one.
 * - A lone surrogate, which `encodeURIComponent` rejects, is written as its three WTF-8 bytes (`%ED%A0%80`). No
 *   well-formed string is written so, hence the way back is unambiguous.
 * - A segment that is `.` or `..` gets a leading `~`: URL software would otherwise walk up the path, also for `%2E`.
 */
export function encodeSegment(text: string): string {
  const encoded = plain.test(text) ? text : encodeAny(text);
  return dots.test(encoded) ? `~${encoded}` : encoded;
}

/** The inverse of `encodeSegment`; `undefined` for anything `encodeSegment` does not write. */
export function decodeSegment(segment: string): string | undefined {
  const body = segment.charCodeAt(0) === tilde && dots.test(segment) ? segment.slice(1) : segment;
  if (body === segment && (body === '.' || body === '..')) return undefined;
  if (plain.test(body)) return body;
  const text = decodeAny(body);
  return text !== undefined && encodeAny(text) === body ? text : undefined;
}

/** Segments joined by `/`, each encoded. */
export function encodePath(path: string): string {
  return path.includes('/') ? path.split('/').map(encodeSegment).join('/') : encodeSegment(path);
}

export function decodePath(path: string): string | undefined {
  if (!path.includes('/')) return decodeSegment(path);
  const decoded: string[] = [];
  for (const segment of path.split('/')) {
    const text = decodeSegment(segment);
    if (text === undefined) return undefined;
    decoded.push(text);
  }
  return decoded.join('/');
}

const tilde = 0x7e;
const plain = /^[A-Za-z0-9\-_.!~*'()]*$/;
const dots = /^~*\.{1,2}$/;
const loneSurrogates = /\p{Cs}/gu;
const wtf8Surrogate = /%ED%([AB][0-9A-F])%([89AB][0-9A-F])/g;

/** `encodeURIComponent`, total. */
export function encodeAny(text: string): string {
  if (text.search(loneSurrogates) === -1) return encodeURIComponent(text);
  let encoded = '';
  let from = 0;
  for (const match of text.matchAll(loneSurrogates)) {
    encoded += encodeURIComponent(text.slice(from, match.index)) + wtf8(match[0].charCodeAt(0));
    from = match.index + 1;
  }
  return encoded + encodeURIComponent(text.slice(from));
}

function wtf8(unit: number): string {
  const bytes = [0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase()}`).join('');
}

/** The inverse of `encodeAny`, forgiving about needless escapes; `undefined` when it is no encoding at all. */
export function decodeAny(text: string): string | undefined {
  let decoded = '';
  let from = 0;
  try {
    for (const match of text.matchAll(wtf8Surrogate)) {
      const unit = 0xd000 | ((hex(match[1]) & 0x3f) << 6) | (hex(match[2]) & 0x3f);
      decoded += decodeURIComponent(text.slice(from, match.index)) + String.fromCharCode(unit);
      from = match.index + match[0].length;
    }
    return decoded + decodeURIComponent(text.slice(from));
  } catch {
    return undefined;
  }
}

function hex(text: string | undefined): number {
  return Number.parseInt(text ?? '0', 16);
}
