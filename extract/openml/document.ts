import { readXml, xmlLimits } from '../xml.ts';
import { jsonNode } from './json-node.ts';
import { createMending, type MendingNote } from './mend-xml.ts';
import { localName, xmlNode } from './xml-node.ts';

/** A text and the place of what says it. */
export interface OmlText {
  readonly value: string;
  readonly pointer: string;
}

/**
 * A part of an answer of OpenML, the same whether the answer is JSON or XML. Children and attributes are members alike; the
 * text of an element that has attributes is its member `value`. What is empty (`[]`, `null`, an element without content) is as
 * good as absent, except to `has`.
 */
export interface OmlNode {
  /** RFC 6901 in a JSON record, `bytes=a-b` of the element in an XML one. */
  readonly pointer: string;
  /** The text of a member, trimmed; of several the first. Numbers and truth values of JSON as their text. */
  text(name: string): OmlText | undefined;
  /** A member; of several the first. */
  one(name: string): OmlNode | undefined;
  /** All members of a name, be it none, one or many. */
  many(name: string): readonly OmlNode[];
  /** The text of the node itself. */
  own(): OmlText | undefined;
  /** Whether there is such a member, be it empty. */
  has(name: string): boolean;
}

/** A whole answer. */
export interface OmlDocument {
  readonly root: OmlNode;
  /** What was done to it so that it could be read. */
  readonly notes: ReadonlySet<MendingNote>;
}

/** Why an answer was not read. */
export interface UnreadDocument {
  readonly problem: string;
}

/**
 * An answer whose root is called so (`run`, `runs`, `data_set_description` …): `value` as parsed from JSON, or a string for an
 * XML document, which is read from `bytes`. Total: what cannot be read, or is something else, gives the reason.
 */
export function openDocument(value: unknown, bytes: Buffer, root: string): OmlDocument | UnreadDocument {
  const notes = new Set<MendingNote>();
  if (typeof value === 'string') {
    const element = readXml(bytes, xmlLimits, createMending(notes));
    if ('problem' in element) return element;
    const name = localName(element.name);
    return name === root ? { root: xmlNode(element), notes } : { problem: otherRoot(name, root) };
  }
  const found = memberOf(value, root);
  if (found === undefined) return { problem: otherRoot(firstKey(value), root) };
  if (hasEscapedControl(bytes)) notes.add('control-character');
  return { root: jsonNode(found, [root], bytes), notes };
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function firstKey(value: unknown): string {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (Object.keys(value)[0] ?? '') : '';
}

function otherRoot(found: string, wanted: string): string {
  return found === '' ? `the answer is no "${wanted}"` : `the answer is "${found.slice(0, 80)}" and no "${wanted}"`;
}

/** `\u0000` and the like, which are characters that no text may hold. */
function hasEscapedControl(bytes: Buffer): boolean {
  if (!bytes.includes('\\u00')) return false;
  return /(?<!\\)(?:\\\\)*\\u00(?:0[0-8bcef]|1[\da-f])/i.test(bytes.toString('latin1'));
}
