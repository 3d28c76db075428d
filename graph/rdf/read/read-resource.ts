import type { ReadTerm } from './read-statement.ts';

/** One statement about a thing, or about a cell of one of its lists. */
export interface ReadFact {
  readonly predicate: string;
  readonly object: ReadTerm;
  /** Of which list, and which of its cells. */
  readonly cell?: { readonly property: string; readonly index: number };
}

/** IRIs, or a plain text for what is none, that a resource names by a property. */
export function irisOf(facts: readonly ReadFact[], predicate: string): readonly string[] {
  return facts.flatMap(({ predicate: one, object, cell }) =>
    one === predicate && cell === undefined && 'iri' in object ? [object.iri] : [],
  );
}

export function textOf(facts: readonly ReadFact[], predicate: string): string | undefined {
  const found = facts.find(({ predicate: one, object }) => one === predicate && 'text' in object)?.object;
  return found !== undefined && 'text' in found ? found.text : undefined;
}

/** How a term is shown to a user. */
export function shownTerm(term: ReadTerm): string {
  if ('iri' in term) return term.iri;
  if ('blank' in term) return term.blank;
  const text = JSON.stringify(term.text.length > 80 ? `${term.text.slice(0, 80)}…` : term.text);
  if (term.language !== undefined) return `${text}@${term.language}`;
  return term.datatype === undefined ? text : `${text}^^${term.datatype}`;
}
