import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A value and where it stands. */
export interface YamlValue {
  readonly value: unknown;
  /** UTF-16 units from the start of the text. */
  readonly start: number;
  /** Behind the last unit; never before `start`. */
  readonly end: number;
  /** By key or position; of lists and mappings. */
  readonly parts?: ReadonlyMap<string | number, YamlValue>;
}

export interface YamlNote {
  readonly code:
    | 'duplicate-key'
    | 'yaml-alias'
    | 'yaml-key'
    | 'yaml-merge-key'
    | 'yaml-tag'
    | 'yaml-too-deep'
    | 'yaml-too-large';
  readonly message: string;
  readonly offset: number;
}

/** Past so many one more tells nothing. */
const mostNotes = 100;

/** A value with all that is in it, what stands behind aliases included. */
interface Weighed extends YamlValue {
  readonly weight: number;
}

/** Nodes of the parser as plain values, within limits. Aliases are shared, not copied. */
export class YamlValues {
  readonly notes: YamlNote[] = [];
  readonly #words: ReadonlySet<string>;
  readonly #deepest: number;
  readonly #most: number;
  /** None: still being read, so that an alias to it would be a circle. */
  readonly #anchors = new Map<string, Weighed | undefined>();
  #count = 0;
  #isFull = false;

  constructor(words: ReadonlySet<string>, limits: { readonly depth: number; readonly values: number }) {
    this.#words = words;
    this.#deepest = limits.depth;
    this.#most = limits.values;
  }

  read(node: ParsedNode): YamlValue {
    return this.#node(node, 0, false);
  }

  #node(node: ParsedNode, depth: number, isWord: boolean): Weighed {
    const place = { start: node.range[0], end: Math.max(node.range[0], node.range[1]) };
    if (isAlias(node)) return { ...this.#alias(node, place.start), ...place };
    const { anchor } = node;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const found = { ...this.#content(node, depth, isWord), ...place };
    if (anchor !== undefined) this.#anchors.set(anchor, found);
    return found;
  }

  #content(node: Exclude<ParsedNode, Alias.Parsed>, depth: number, isWord: boolean): Bare {
    this.#count += 1;
    if (isScalar(node)) return { value: isWord ? wordOf(node) : node.value, weight: 1 };
    if (depth >= this.#deepest)
      return this.#nothing('yaml-too-deep', `more than ${this.#deepest} levels`, node.range[0]);
    if (isMap(node)) return this.#map(node, depth);
    return isSeq(node) ? this.#list(node, depth, isWord) : { value: null, weight: 1 };
  }

  #list(node: YAMLSeq.Parsed, depth: number, isWord: boolean): Bare {
    const list: unknown[] = [];
    const parts = new Map<number, YamlValue>();
    let weight = 1;
    for (const item of node.items) {
      if (item === null || !('range' in item)) continue;
      const part = this.#node(item, depth + 1, isWord);
      weight += part.weight;
      parts.set(list.length, part);
      list.push(part.value);
    }
    return { value: list, parts, weight };
  }

  #map(node: YAMLMap.Parsed, depth: number): Bare {
    // No prototype: a key may be called `__proto__`.
    const object = Object.create(null) as Record<string, unknown>;
    const parts = new Map<string, YamlValue>();
    let weight = 1;
    for (const { key: keyNode, value } of node.items) {
      const offset = keyNode.range[0];
      const key = this.#key(keyNode);
      if (key === undefined) continue;
      if (parts.has(key)) this.#note('duplicate-key', 'stated more than once: the last counts', offset);
      const part =
        value === null
          ? { value: null, start: offset, end: keyNode.range[1], weight: 1 }
          : this.#node(value, depth + 1, depth === 0 && this.#words.has(key));
      weight += part.weight;
      object[key] = part.value;
      parts.set(key, part);
    }
    return { value: object, parts, weight };
  }

  #key(node: ParsedNode): string | undefined {
    const [offset] = node.range;
    if (!isScalar(node)) {
      this.#note('yaml-key', 'a key that is no scalar is left out', offset);
      return undefined;
    }
    const key = wordOf(node) ?? '';
    if (key !== '<<') return key;
    this.#note('yaml-merge-key', 'merge keys are not followed', offset);
    return undefined;
  }

  #alias(node: Alias.Parsed, offset: number): Bare {
    const target = this.#anchors.get(node.source);
    if (target === undefined) return this.#nothing('yaml-alias', 'no value before it has this anchor', offset);
    this.#count += target.weight;
    if (this.#count > this.#most) {
      if (this.#isFull) return { value: null, weight: 1 };
      this.#isFull = true;
      const message = `more than ${this.#most} values, those behind aliases counted: no further alias is followed`;
      return this.#nothing('yaml-too-large', message, offset);
    }
    const { value, parts, weight } = target;
    return parts === undefined ? { value, weight } : { value, parts, weight };
  }

  #nothing(code: YamlNote['code'], message: string, offset: number): Bare {
    this.#note(code, message, offset);
    return { value: null, weight: 1 };
  }

  #note(code: YamlNote['code'], message: string, offset: number): void {
    if (this.notes.length < mostNotes) this.notes.push({ code, message, offset });
  }
}

type Bare = Omit<Weighed, 'start' | 'end'>;

/** The scalar as written, unless it says nothing. */
function wordOf(node: Scalar.Parsed): string | null {
  const { value, source } = node;
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : source;
}

/** The value at a path, or the nearest one above it. */
export function placeOf(root: YamlValue, path: readonly (string | number)[]): YamlValue {
  let place = root;
  for (const step of path) {
    const part = place.parts?.get(step);
    if (part === undefined) return place;
    place = part;
  }
  return place;
}
