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

/**
 * A document of somebody else's as a tree, in linear time and within limits. Total. UTF-8 only; declarations of types and
 * entities (`<!DOCTYPE`) are refused unread, so that nothing can be expanded or fetched; only the five entities of XML and
 * numbers are resolved.
 */
export function readXml(bytes: Buffer, limits: XmlLimits = xmlLimits): XmlElement | XmlProblem {
  if (bytes.length > limits.bytes) return tooMuch(`is larger than ${limits.bytes} bytes`);
  if (hasDeclaration(bytes)) return { problem: 'the document declares types or entities of its own' };
  if (hasMore(bytes, '<', limits.tags)) return tooMuch(`has more than ${limits.tags} tags`);
  if (hasMore(bytes, '&', limits.references)) return tooMuch(`has more than ${limits.references} references`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return parse(text, limits) ?? { problem: 'the document is empty' };
  } catch (error) {
    return { problem: `the document is not well-formed XML: ${messageOf(error).replaceAll('\n', ', ')}` };
  }
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
function parse(text: string, limits: XmlLimits): XmlElement | undefined {
  const parser = sax.parser(true);
  // Its own table answers to `&constructor;`, too.
  parser.ENTITIES = Object.assign(Object.create(null) as object, { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" });
  const open: Open[] = [];
  const offsetOf = byteOffsets(text);
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
    attributes.set(name, value);
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
    const { name, attributes: held, children = childless, text: own, offset } = closed;
    const range = { offset, length: offsetOf(parser.position) - offset };
    const element = { name, attributes: held, children, text: own, range };
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
