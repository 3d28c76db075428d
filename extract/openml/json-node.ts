import { rangeAt } from '../../src/core/locate.ts';
import { encodePointer } from '../../src/core/json-pointer.ts';
import { toWellFormed } from '../well-formed.ts';
import type { OmlNode, OmlText } from './document.ts';
import { controlCharacters } from './mend-xml.ts';

type Path = readonly (string | number)[];

/** A value of a JSON answer. */
export function jsonNode(value: unknown, path: Path, bytes: Buffer): OmlNode {
  const node: OmlNode = {
    get pointer() {
      return encodePointer(path);
    },
    one: (name) => membersOf(value, name, path, bytes)[0],
    many: (name) => membersOf(value, name, path, bytes),
    text: (name) => firstText(membersOf(value, name, path, bytes)),
    own() {
      const text = textOf(value, path, bytes);
      if (text === undefined) return isObject(value) ? node.text('value') : undefined;
      return text === '' ? undefined : { value: text, pointer: node.pointer };
    },
    has: (name) => isObject(value) && Object.hasOwn(value, name),
  };
  return node;
}

/** Of several the first that is one. */
export function firstText(nodes: readonly OmlNode[]): OmlText | undefined {
  for (const node of nodes) {
    const text = node.own();
    if (text !== undefined) return text;
  }
  return undefined;
}

function membersOf(value: unknown, name: string, path: Path, bytes: Buffer): readonly OmlNode[] {
  if (!isObject(value) || !Object.hasOwn(value, name)) return [];
  const held = value[name];
  const place = [...path, name];
  if (!Array.isArray(held)) return isEmpty(held) ? [] : [jsonNode(held, place, bytes)];
  return held.flatMap((item: unknown, index) => (isEmpty(item) ? [] : [jsonNode(item, [...place, index], bytes)]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === null || (Array.isArray(value) && value.length === 0) || (typeof value === 'string' && value.trim() === '')
  );
}

function textOf(value: unknown, path: Path, bytes: Buffer): string | undefined {
  if (typeof value === 'string') return toWellFormed(value).replace(controlCharacters, '\uFFFD').trim();
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  return isExact(value) ? String(value) : (digitsAt(path, bytes) ?? String(value));
}

/** Beyond 2^53 digits are lost in parsing; what is too large for a number is none any more. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function digitsAt(path: Path, bytes: Buffer): string | undefined {
  const range = rangeAt(bytes, encodePointer(path));
  return range === undefined ? undefined : bytes.toString('utf8', range.offset, range.offset + range.length);
}
