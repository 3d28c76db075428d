import type { RelationshipValue, Value } from './store.ts';

type Open = { -readonly [key in keyof RelationshipValue]: RelationshipValue[key] };

/** Engines name the ends of a relationship by their own keys of nodes; in an answer they are named by IRI, once all of it is read. */
export class AnswerEnds {
  readonly #uris = new Map<string, string>();
  readonly #open: { readonly value: Open; readonly start: string; readonly end: string }[] = [];

  node(key: string, properties: Readonly<Record<string, Value>>): void {
    if (typeof properties['uri'] === 'string') this.#uris.set(key, properties['uri']);
  }

  relationship(
    type: string,
    [start, end]: readonly [string, string],
    properties: Open['properties'],
  ): RelationshipValue {
    const value: Open = { kind: 'relationship', type, from: null, to: null, properties };
    this.#open.push({ value, start, end });
    return value;
  }

  settle(): void {
    for (const { value, start, end } of this.#open.splice(0)) {
      value.from = this.#uris.get(start) ?? null;
      value.to = this.#uris.get(end) ?? null;
    }
  }
}
