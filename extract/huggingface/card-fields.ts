import { confidenceOf } from '../../ontology/evidence.ts';
import { encodePointer } from '../../src/core/json-pointer.ts';
import { type Found, type JsonObject, textOf } from '../found.ts';
import type { IssueList } from '../issue-list.ts';

/** Keys and positions from the top of the front matter to a value. */
export type CardPath = readonly (string | number)[];

/**
 * The front matter of a model card, read alike wherever it comes from: `cardData`, which is the Hub's parse of it, with JSON
 * Pointers; or the card itself, with byte ranges.
 */
export class CardFields {
  readonly values: JsonObject;
  readonly #pointerOf: (path: CardPath) => string;
  readonly #issues: IssueList;
  readonly #isDoubtful: boolean;
  readonly #found = new Map<string, CardField | undefined>();

  /** `isDoubtful`: read from something broken, and therefore less sure. */
  constructor(
    values: JsonObject,
    pointerOf: (path: CardPath) => string,
    issues: IssueList,
    { isDoubtful = false }: { readonly isDoubtful?: boolean } = {},
  ) {
    this.values = values;
    this.#pointerOf = pointerOf;
    this.#issues = issues;
    this.#isDoubtful = isDoubtful;
  }

  /** Where the value at this path stands; of a path that leads nowhere the nearest place above. */
  pointer(...path: CardPath): string {
    return this.#pointerOf(path);
  }

  /** A field by its right name, else by a known misspelling, which is then said once. Absent and null are nothing. */
  field(key: string): CardField | undefined {
    if (this.#found.has(key)) return this.#found.get(key);
    const right = this.#fieldUnder(key);
    const field = right !== undefined && this.#isDoubtful ? doubted(right, key) : (right ?? this.#misspelt(key));
    this.#found.set(key, field);
    return field;
  }

  /** A field that must be a text; empty is nothing. */
  text(key: string): Found<string> | undefined {
    const field = this.field(key);
    return field === undefined || field.value === '' ? undefined : this.#text(field, field.value, [field.key]);
  }

  /** Texts of a field that may be one string or a list. Every other thing is an issue. */
  texts(key: string): readonly Found<string>[] {
    const field = this.field(key);
    if (field === undefined) return [];
    const { value } = field;
    if (!Array.isArray(value)) {
      const found = this.#text(field, value, [field.key]);
      return found === undefined ? [] : [found];
    }
    const all: Found<string>[] = [];
    for (let i = 0; i < value.length; i++) {
      const found = this.#text(field, value[i], [field.key, i]);
      if (found !== undefined) all.push(found);
    }
    return all;
  }

  #text({ confidence }: CardField, value: unknown, path: CardPath): Found<string> | undefined {
    const pointer = this.#pointerOf(path);
    const text = textOf(value, pointer, this.#issues);
    if (text === undefined) return undefined;
    return confidence === undefined ? { value: text, pointer } : { value: text, pointer, confidence };
  }

  #fieldUnder(key: string): CardField | undefined {
    const value = Object.hasOwn(this.values, key) ? this.values[key] : undefined;
    return value === undefined || value === null ? undefined : { key, value };
  }

  #misspelt(key: string): CardField | undefined {
    for (const other of misspellings[key] ?? []) {
      const field = this.#fieldUnder(other);
      if (field === undefined) continue;
      this.#issues.inform('misspelt-key', `read as ${key}`, this.#pointerOf([other]), other);
      return doubted(field, key);
    }
    return undefined;
  }
}

/** No surer than a pattern found in prose. */
function doubted(field: CardField, key: string): CardField {
  return { ...field, confidence: confidenceOf('readme-regex', key) };
}

export interface CardField {
  /** As the author spells it. */
  readonly key: string;
  readonly value: unknown;
  /** Only of a misspelt key or a broken card. */
  readonly confidence?: number;
}

/** Keys of the metadata of a card that somebody reads, right and wrong. */
export function isCardKey(key: string): boolean {
  return cardKeys.has(key) || key in misspellings || Object.values(misspellings).some((all) => all.includes(key));
}

/** https://github.com/huggingface/hub-docs/blob/main/modelcard.md, and keys of former days. */
const cardKeys: ReadonlySet<string> = new Set(
  (
    'base_model base_model_relation co2_eq_emissions extra_gated_prompt inference instance_prompt license_link license_name mask_token ' +
    'metrics new_version thumbnail widget'
  ).split(' '),
);

/** Wrong spellings found in real cards. Not of `base_model`: lineage is not guessed from a key that may mean something else. */
const misspellings: Readonly<Record<string, readonly string[]>> = {
  license: ['licence', 'liscence', 'licenses'],
  language: ['languages', 'lang'],
  tags: ['tag'],
  datasets: ['dataset', 'Datasets'],
  pipeline_tag: ['pipeline-tag'],
  library_name: ['library'],
  'model-index': ['model_index'],
};

/** `cardData` of a record of the Hub. */
export function cardDataFields(cardData: JsonObject | undefined, issues: IssueList): CardFields {
  return new CardFields(cardData ?? {}, (path) => `/cardData${encodePointer(path)}`, issues);
}
