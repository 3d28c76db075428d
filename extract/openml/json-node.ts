import { rangeAt } from '../../src/core/locate.ts';
import { encodePointer } from '../../src/core/json-pointer.ts';
import { toWellFormed } from '../well-formed.ts';
import type { OmlNode, OmlText } from './document.ts';
import { controlCharacters } from './mend-xml.ts';

type Step = string | number;

/** A value of a JSON answer. */
export function jsonNode(value: unknown, path: readonly Step[], bytes: Buffer): OmlNode {
  return new JsonNode(value, new Way(path, undefined, ''), bytes);
}

/** Of several the first that is one. */
export function firstText(nodes: readonly OmlNode[]): OmlText | undefined {
  for (const node of nodes) {
    const text = node.own();
    if (text !== undefined) return text;
  }
  return undefined;
}

/** How a value was reached; put together only when its place is asked for. */
class Way {
  readonly #start: readonly Step[];
  readonly #parent: Way | undefined;
  readonly #step: Step;

  constructor(start: readonly Step[], parent: Way | undefined, step: Step) {
    this.#start = start;
    this.#parent = parent;
    this.#step = step;
  }

  to(step: Step): Way {
    return new Way(this.#start, this, step);
  }

  get pointer(): string {
    return encodePointer(this.#steps());
  }

  #steps(): readonly Step[] {
    return this.#parent === undefined ? this.#start : [...this.#parent.#steps(), this.#step];
  }
}

class JsonNode implements OmlNode {
  readonly #value: unknown;
  readonly #way: Way;
  readonly #bytes: Buffer;

  constructor(value: unknown, way: Way, bytes: Buffer) {
    this.#value = value;
    this.#way = way;
    this.#bytes = bytes;
  }

  get pointer(): string {
    return this.#way.pointer;
  }

  one(name: string): OmlNode | undefined {
    return this.many(name)[0];
  }

  many(name: string): readonly OmlNode[] {
    const held = memberOf(this.#value, name);
    if (isEmpty(held)) return none;
    const way = this.#way.to(name);
    if (!Array.isArray(held)) return [new JsonNode(held, way, this.#bytes)];
    return held.flatMap((item: unknown, index) =>
      isEmpty(item) ? [] : [new JsonNode(item, way.to(index), this.#bytes)],
    );
  }

  text(name: string): OmlText | undefined {
    const held = memberOf(this.#value, name);
    if (isEmpty(held)) return undefined;
    if (Array.isArray(held)) return firstText(this.many(name));
    return new JsonNode(held, this.#way.to(name), this.#bytes).own();
  }

  own(): OmlText | undefined {
    const value = this.#value;
    if (isObject(value)) return this.text('value');
    const text = textOf(value, this.#way, this.#bytes);
    return text === undefined || text === '' ? undefined : { value: text, pointer: this.pointer };
  }

  has(name: string): boolean {
    return isObject(this.#value) && Object.hasOwn(this.#value, name);
  }
}

const none: readonly OmlNode[] = [];

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}

function textOf(value: unknown, way: Way, bytes: Buffer): string | undefined {
  if (typeof value === 'string') return toWellFormed(value).replace(controlCharacters, '\uFFFD').trim();
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  return isExact(value) ? String(value) : (digitsAt(way, bytes) ?? String(value));
}

/** Beyond 2^53 digits are lost in parsing; what is too large for a number is none any more. */
function isExact(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function digitsAt(way: Way, bytes: Buffer): string | undefined {
  const range = rangeAt(bytes, way.pointer);
  return range === undefined ? undefined : bytes.toString('utf8', range.offset, range.offset + range.length);
}
