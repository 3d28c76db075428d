import { decodeAny, encodeAny } from './iri-segment.ts';

/**
 * Short ids are plain text, except for what cannot be typed or stored: control characters, lone surrogates
 * and `%` itself are percent-escaped, so that the text survives files, engines and command lines unchanged.
 */
export function escapeId(text: string): string {
  return unsafe.test(text) ? text.replaceAll(unsafeAll, encodeAny) : text;
}

export function unescapeId(text: string): string | undefined {
  if (!text.includes('%')) return text;
  const decoded = decodeAny(text);
  return decoded !== undefined && escapeId(decoded) === text ? decoded : undefined;
}

/** For the parts of a short id that a `/` ends. */
export function escapeSlash(text: string): string {
  return escapeId(text).replaceAll('/', '%2F');
}

export function unescapeSlash(text: string): string | undefined {
  const plain = unescapeId(text.replaceAll('%2F', '/'));
  return plain !== undefined && escapeSlash(plain) === text ? plain : undefined;
}

const unsafe = /[%\p{Cc}\p{Cs}]/u;
const unsafeAll = /[%\p{Cc}\p{Cs}]/gu;
