import { elementAt } from './json-locate.ts';
import type { ByteRange } from './json-scan.ts';

/**
 * Where in a stored record a value stands. In JSON by an RFC 6901 pointer; in text, XML and binary records by a byte range
 * as in RFC 9110 §14.1.2: `bytes=120-144`, first and last byte, both included.
 */
const bytesUnit = 'bytes=';

/** The pointer of a range; none for an empty one. */
export function bytesPointer({ offset, length }: ByteRange): string {
  if (length < 1) throw new RangeError('an empty range has no last byte');
  return `${bytesUnit}${offset}-${offset + length - 1}`;
}

/** The bytes a pointer names; undefined when nothing stands there or the pointer is none. */
export function rangeAt(bytes: Buffer, pointer: string): ByteRange | undefined {
  return pointer.startsWith(bytesUnit) ? readBytesPointer(pointer, bytes.length) : elementAt(bytes, pointer);
}

export function isBytesPointer(pointer: string): boolean {
  return pointer.startsWith(bytesUnit);
}

function readBytesPointer(pointer: string, size: number): ByteRange | undefined {
  const match = /^bytes=(0|[1-9]\d{0,14})-(0|[1-9]\d{0,14})$/.exec(pointer);
  if (match === null) return undefined;
  const [first, last] = [Number(match[1]), Number(match[2])];
  return first <= last && last < size ? { offset: first, length: last - first + 1 } : undefined;
}
