import { encodePointer } from '../../src/core/json-pointer.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { cardDataFields, type CardFields } from './card-fields.ts';
import { EntityBuilder, type Value, type Witness } from '../entity-builder.ts';
import { type Found, isObject, type JsonObject, textOf } from '../found.ts';
import { IssueList } from '../issue-list.ts';
import { hubPageUrl } from './hub-urls.ts';
import type { RepoType } from './repo-reference.ts';

export { type Found, isObject, type JsonObject } from '../found.ts';

/** A record of a repository while it is mapped: total reading of its parts, its entity, its issues. */
export class HubRecord {
  readonly kind: RepoType;
  readonly id: string;
  readonly root: JsonObject;
  /** The author's front matter; empty when there is none or it is no object. */
  readonly card: CardFields;
  /** `undefined` holds the place of a tag that is no string. */
  readonly tagTexts: readonly (string | undefined)[];
  readonly entity: EntityBuilder;
  readonly issues: IssueList;
  /** Texts of plain tags that have said their part; the others are keywords. */
  readonly spent = new Set<string>();
  readonly #bytes: Buffer;

  /** `card`: when it is not the record's `cardData`. */
  constructor(
    kind: RepoType,
    id: string,
    root: JsonObject,
    bytes: Buffer,
    entity: EntityBuilder,
    issues: IssueList,
    card?: CardFields,
  ) {
    this.kind = kind;
    this.id = id;
    this.root = root;
    this.entity = entity;
    this.issues = issues;
    this.#bytes = bytes;
    this.card = card ?? cardDataFields(this.object('cardData'), issues);
    this.tagTexts = this.#readTags();
  }

  /** Its page for people. */
  get page(): string {
    return hubPageUrl(this.kind, this.id);
  }

  /** Adds a value; one that contradicts a value held is an issue. */
  say(property: string, value: Value, witness: Witness): void {
    if (this.entity.add(property, value, witness)) return;
    this.issues.secondValue(property, witness.pointer, witness.literal ?? value);
  }

  /** A member that must be an object; absent and null are nothing. */
  object(key: string): JsonObject | undefined {
    const value = this.root[key];
    if (value === undefined || value === null) return undefined;
    if (isObject(value)) return value;
    this.issues.wrongShape('an object', `/${key}`, value);
    return undefined;
  }

  /** A member of the record, or of `within`, that must be a text; absent, null and empty are nothing. */
  text(key: string, within?: 'config'): Found<string> | undefined {
    const pointer = within === undefined ? `/${key}` : `/${within}/${key}`;
    const value = (within === undefined ? this.root : this.#part(within))[key];
    if (value === undefined || value === null || value === '') return undefined;
    const text = this.textOf(value, pointer);
    return text === undefined ? undefined : { value: text, pointer };
  }

  /** One string or a list of them; every other thing is an issue. */
  texts(value: unknown, pointer: string): readonly Found<string>[] {
    if (!Array.isArray(value)) {
      const text = this.textOf(value, pointer);
      return text === undefined ? [] : [{ value: text, pointer }];
    }
    const found: Found<string>[] = [];
    for (let i = 0; i < value.length; i++) {
      const text = this.textOf(value[i], `${pointer}/${i}`);
      if (text !== undefined) found.push({ value: text, pointer: `${pointer}/${i}` });
    }
    return found;
  }

  /** The value as well-formed text; an issue when it is none. */
  textOf(value: unknown, pointer: string): string | undefined {
    return textOf(value, pointer, this.issues);
  }

  /** The text at a pointer, as received. */
  source(pointer: string): string | undefined {
    const range = rangeAt(this.#bytes, pointer);
    return range === undefined ? undefined : this.#bytes.toString('utf8', range.offset, range.offset + range.length);
  }

  #part(within: 'config'): JsonObject {
    const value = this.root[within];
    return isObject(value) ? value : {};
  }

  #readTags(): readonly (string | undefined)[] {
    const value = this.root['tags'];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return Array.from(value, (tag: unknown, i) => this.textOf(tag, `/tags/${i}`));
    this.issues.wrongShape('a list', '/tags', value);
    return [];
  }
}

/** Pointer of a key that the source chose. */
export function keyPointer(...tokens: readonly string[]): string {
  return encodePointer(tokens);
}
