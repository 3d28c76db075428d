import { isUtf8 } from 'node:buffer';
import sax from 'sax';
import type { ByteRange } from '../src/core/json-scan.ts';
import { messageOf } from '../src/core/errors.ts';

export interface XmlElement {
  /** As written, prefix included: `arxiv:comment`. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own character data, references resolved; that of its children is theirs. */
  readonly text: string;
  /** From its `<` to behind its last `>`. */
  readonly range: ByteRange;
}

/** Why a document was not read; never a part of it. */
export interface XmlProblem {
  readonly problem: string;
  /** Beyond a limit: the same document will never be read, half of it may. */
  readonly tooMuch?: true;
}

export interface XmlLimits {
  /** Bytes of the document. */
  readonly bytes: number;
  /** Opening and closing tags together, `<` of any use. */
  readonly tags: number;
  /** `&` of any use. */
  readonly references: number;
  readonly depth: number;
  /** Of one element. */
  readonly attributes: number;
}

export const xmlLimits: XmlLimits = {
  bytes: 16 * 2 ** 20,
  tags: 40_000,
  references: 10_000,
  depth: 64,
  attributes: 64,
};

/** How a document is read that is nearly XML. What stands for something else has as many bytes as it, so that places stay. */
export interface XmlMending {
  /** The text of bytes that are not UTF-8. `isByteEach`: its characters are bytes, else their UTF-8 is as long as they were. */
  decode(bytes: Buffer): { readonly text: string; readonly isByteEach: boolean };
  /** The document before it is parsed. */
  mend(text: string): string;
  /** A text or the value of an attribute, once it is parsed. */
  restore(text: string): string;
  /** By name, besides the five of XML. */
  readonly entities: Readonly<Record<string, string>>;
}

/**
 * A document of somebody else's as a tree, in linear time and within limits. Total. UTF-8 only; declarations of types and
 * entities (`<!DOCTYPE`) are refused unread, so that nothing can be expanded or fetched; only the five entities of XML and
 * numbers are resolved. With `mending` other bytes, entities and characters are read as far as that goes.
 */
export function readXml(bytes: Buffer, limits: XmlLimits = xmlLimits, mending?: XmlMending): XmlElement | XmlProblem {
  if (bytes.length > limits.bytes) return tooMuch(`is larger than ${limits.bytes} bytes`);
  if (hasDeclaration(bytes)) return { problem: 'the document declares types or entities of its own' };
  if (hasMore(bytes, '<', limits.tags)) return tooMuch(`has more than ${limits.tags} tags`);
  if (hasMore(bytes, '&', limits.references)) return tooMuch(`has more than ${limits.references} references`);
  try {
    return parse(decode(bytes, mending), limits, mending) ?? { problem: 'the document is empty' };
  } catch (error) {
    return { problem: `the document is not well-formed XML: ${messageOf(error).replaceAll('\n', ', ')}` };
  }
}

interface Decoded {
  readonly text: string;
  /** Each character of it was one byte. */
  readonly isByteEach: boolean;
}

/** @throws when the bytes are not UTF-8 and nothing mends them */
function decode(bytes: Buffer, mending: XmlMending | undefined): Decoded {
  const { text, isByteEach } =
    mending === undefined || isUtf8(bytes)
      ? { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), isByteEach: false }
      : mending.decode(bytes);
  return { text: mending?.mend(text) ?? text, isByteEach };
}

function tooMuch(what: string): XmlProblem {
  return { problem: `the document ${what}`, tooMuch: true };
}

function hasMore(bytes: Buffer, character: string, most: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(character); at !== -1; at = bytes.indexOf(character, at + 1)) {
    count += 1;
    if (count > most) return true;
  }
  return false;
}

/** `<!` that opens neither a comment nor a CDATA section. */
function hasDeclaration(bytes: Buffer): boolean {
  for (let at = bytes.indexOf('<!'); at !== -1; at = bytes.indexOf('<!', at + 2)) {
    if (bytes[at + 2] !== 0x2d && bytes[at + 2] !== 0x5b) return true;
  }
  return false;
}

/** An element still open. */
interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  children: XmlElement[] | undefined;
  readonly offset: number;
  text: string;
}

const piece = 64 * 1024;
const none: ReadonlyMap<string, string> = new Map();
const childless: readonly XmlElement[] = [];

/** @throws at the first thing that is not well-formed or beyond a limit */
function parse(
  { text, isByteEach }: Decoded,
  limits: XmlLimits,
  mending: XmlMending | undefined,
): XmlElement | undefined {
  const parser = sax.parser(true);
  const restored = (found: string): string => mending?.restore(found) ?? found;
  // Its own table answers to `&constructor;`, too.
  parser.ENTITIES = Object.assign(Object.create(null) as object, mending?.entities, {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
  });
  const open: Open[] = [];
  const offsetOf = isByteEach ? (position: number): number => position : byteOffsets(text);
  let root: XmlElement | undefined;
  let attributes: Map<string, string> | undefined;
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentagstart = () => {
    attributes = undefined;
  };
  parser.onattribute = ({ name, value }) => {
    attributes ??= new Map();
    if (attributes.size >= limits.attributes) throw new RangeError(`more than ${limits.attributes} attributes`);
    attributes.set(name, restored(value));
  };
  parser.onopentag = ({ name }) => {
    if (open.length >= limits.depth) throw new RangeError(`more than ${limits.depth} elements inside each other`);
    if (root !== undefined) throw new SyntaxError('a second root element');
    open.push({
      name,
      attributes: attributes ?? none,
      children: undefined,
      offset: offsetOf(parser.startTagPosition - 1),
      text: '',
    });
  };
  const onText = (more: string): void => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.text += more;
  };
  parser.ontext = onText;
  parser.oncdata = onText;
  parser.onclosetag = () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const { name, attributes: held, children = childless, offset } = closed;
    const range = { offset, length: offsetOf(parser.position) - offset };
    const element = { name, attributes: held, children, text: restored(closed.text), range };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else (parent.children ??= []).push(element);
  };
  // In pieces, for it looks after the size of a name or a comment only between them.
  for (let at = 0; at < text.length; at += piece) parser.write(text.slice(at, at + piece));
  parser.close();
  return root;
}

/** Byte offsets of positions in the text, asked for in rising order. */
function byteOffsets(text: string): (position: number) => number {
  let at = 0;
  let offset = 0;
  return (position) => {
    offset += Buffer.byteLength(text.slice(at, position));
    at = position;
    return offset;
  };
}
