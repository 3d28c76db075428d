import type { XmlMending } from '../xml.ts';
import { htmlEntities } from './html-entities.ts';

/** What was done to a document so that it could be read. */
export type MendingNote = 'not-utf8' | 'bare-ampersand' | 'unknown-entity' | 'control-character';

/** Stand for what XML does not allow, one byte each. They do not occur themselves: control characters are replaced first. */
const ampersand = '\u0001';
const replacement = '\u0002';
const mended = new RegExp(`[${ampersand}${replacement}]`, 'g');
/** Control characters of ASCII, which neither XML nor what is made of it may hold. */
export const controlCharacters = /(?![\t\n\r\x7F-\x9F])\p{Cc}/gu;
/** An ampersand and the reference it opens, when it opens one. */
const references = /&(?:(#[xX][\da-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z\d]{0,31});)?/g;
const xmlEntities: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * Reads what OpenML writes where it does not escape: bare `&`, entities of HTML, control characters, texts in Latin-1 or cut
 * inside a character. Nothing is left out: what cannot be told stays as text or is U+FFFD. `notes` tells what was met.
 */
export function createMending(notes: Set<MendingNote>): XmlMending {
  return {
    entities: htmlEntities,
    decode(bytes) {
      notes.add('not-utf8');
      const start = hasMark(bytes) ? 3 : 0;
      const { sequences, broken } = surveyUtf8(bytes, start);
      if (sequences === 0) {
        return { text: ' '.repeat(start) + latin1Text(bytes.subarray(start)), isByteEach: true };
      }
      const cleaned = Buffer.from(bytes);
      for (const at of broken) cleaned[at] = replacement.charCodeAt(0);
      return { text: cleaned.toString('utf8'), isByteEach: false };
    },
    mend(text) {
      const clean = text.replace(controlCharacters, (found) => {
        if (found !== replacement || !notes.has('not-utf8')) notes.add('control-character');
        return replacement;
      });
      return clean.replace(references, (whole, reference: string | undefined) => {
        if (reference !== undefined && isKnown(reference)) return whole;
        notes.add(reference === undefined ? 'bare-ampersand' : 'unknown-entity');
        return ampersand + whole.slice(1);
      });
    },
    restore: (text) => text.replace(mended, (found) => (found === ampersand ? '&' : '\uFFFD')),
  };
}

function isKnown(reference: string): boolean {
  if (!reference.startsWith('#')) return xmlEntities.has(reference) || reference in htmlEntities;
  const code = /^#x/i.test(reference) ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  const isControl = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
  return !isControl && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** What Windows writes where Latin-1 has control characters, from 0x80 on. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function latin1Text(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9F]/g, (found) => windows[found.charCodeAt(0) - 0x80] ?? found);
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** How many characters beyond ASCII the bytes hold as UTF-8, and where bytes stand that belong to none. */
function surveyUtf8(bytes: Buffer, start: number): { readonly sequences: number; readonly broken: readonly number[] } {
  const broken: number[] = [];
  let sequences = 0;
  for (let at = start; at < bytes.length;) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const isWhole = lead < 0x80 || isCharacter(bytes, at, length);
    if (!isWhole) broken.push(at);
    else if (length > 1) sequences += 1;
    at += isWhole ? length : 1;
  }
  return { sequences, broken };
}

function isCharacter(bytes: Buffer, at: number, length: number): boolean {
  const [lead = 0, second = 0] = [bytes[at], bytes[at + 1]];
  if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) return false;
  for (let i = at + 1; i < at + length; i += 1) if (((bytes[i] as number) & 0xc0) !== 0x80) return false;
  // Spelled longer than needed, half of a pair, or beyond Unicode.
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second < 0xa0;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second < 0x90;
}
