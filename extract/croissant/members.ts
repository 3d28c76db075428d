import { encodePointer } from '../../src/core/json-pointer.ts';
import { isObject, type JsonObject } from '../found.ts';

/** A value of a JSON-LD document and its JSON Pointer. */
export interface Placed {
  readonly value: unknown;
  readonly pointer: string;
}

/**
 * Members of a JSON-LD object by plain name, however the document spells it: `name`, `sc:name`, `http://schema.org/name` and
 * `https://schema.org/name` are one. The context is not processed: documents of the Hub have one that never changes, and a
 * network address in it is not followed.
 */
export class Members {
  readonly pointer: string;
  readonly #byName = new Map<string, Placed>();

  constructor(object: JsonObject, pointer: string) {
    this.pointer = pointer;
    for (const key of Object.keys(object)) {
      const name = plainName(key);
      const value = object[key];
      if (value === undefined || value === null || this.#byName.has(name)) continue;
      this.#byName.set(name, { value, pointer: pointer + encodePointer([key]) });
    }
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  get(name: string): Placed | undefined {
    return this.#byName.get(name);
  }

  /** The elements of a list, or the value itself as the only one; null and absent are nothing. */
  all(name: string): readonly Placed[] {
    const held = this.get(name);
    return held === undefined ? [] : elementsOf(held);
  }

  /** Classes by plain name. */
  get types(): readonly string[] {
    return [...this.all('@type'), ...this.all('type')].flatMap(({ value }) =>
      typeof value === 'string' ? [plainName(value)] : [],
    );
  }
}

export function elementsOf({ value, pointer }: Placed): readonly Placed[] {
  if (!Array.isArray(value)) return [{ value, pointer }];
  const found: Placed[] = [];
  for (let i = 0; i < value.length; i++) {
    const element: unknown = value[i];
    if (element !== undefined && element !== null) found.push({ value: element, pointer: `${pointer}/${i}` });
  }
  return found;
}

/** Vocabularies whose terms are known by their local name; terms of others keep their prefix. */
const spellings =
  /^(?:(?:sc|schema|cr|ml|dct|dcterms):|https?:\/\/(?:www\.)?schema\.org\/|https?:\/\/mlcommons\.org\/(?:croissant|schema)\/(?:\d+\.\d+\/)?|https?:\/\/purl\.org\/dc\/terms\/)/;
const raiSpelling = /^https?:\/\/mlcommons\.org\/croissant\/RAI\//;

function plainName(key: string): string {
  if (raiSpelling.test(key)) return key.replace(raiSpelling, 'rai:');
  return key.replace(spellings, '');
}

/** The text of a JSON-LD value: a string, `{"@value": …}`, or of a map by language the English one, else the first. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  const held = value['@value'] ?? value['en'] ?? Object.values(value)[0];
  return typeof held === 'string' && value['@id'] === undefined ? held : undefined;
}

/** What a JSON-LD value refers to: a string, `{"@id": …}`, or an object with one of these members. */
export function referenceIn(value: unknown, ...members: readonly string[]): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  for (const name of ['@id', ...members]) {
    const held = value[name];
    if (typeof held === 'string' && held !== '') return held;
  }
  return undefined;
}
