import { encodePointer } from '../src/core/json-pointer.ts';

export type Step = string | number;

/** A value in a record, and the way to it: what is read below it knows where it stands, in JSON or in text. */
export class Place {
  readonly value: unknown;
  /** From where reading began. */
  readonly path: readonly Step[];
  readonly #pointerOf: (path: readonly Step[]) => string;

  constructor(value: unknown, pointerOf: (path: readonly Step[]) => string, path: readonly Step[] = []) {
    this.value = value;
    this.path = path;
    this.#pointerOf = pointerOf;
  }

  get pointer(): string {
    return this.#pointerOf(this.path);
  }

  /** Nothing stands here, or null does. */
  get isEmpty(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** A member or an element; of anything else, and of what is inherited, nothing. */
  at(step: Step): Place {
    const { value } = this;
    const held =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<Step, unknown>)[step]
        : undefined;
    return new Place(held, this.#pointerOf, [...this.path, step]);
  }

  /** The elements of a list; none of anything else. */
  elements(): readonly Place[] {
    const { value } = this;
    return Array.isArray(value) ? Array.from(value, (_, i) => this.at(i)) : [];
  }

  /** The members of an object; none of anything else. */
  members(): readonly (readonly [key: string, place: Place])[] {
    const { value } = this;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.keys(value).map((key) => [key, this.at(key)] as const);
  }
}

/** A member of a JSON record and what is below it. */
export function placeAt(root: Readonly<Record<string, unknown>>, key: string): Place {
  const start = encodePointer([key]);
  return new Place(Object.hasOwn(root, key) ? root[key] : undefined, (path) => start + encodePointer(path));
}
