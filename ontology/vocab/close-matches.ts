import { mintTerm } from '../iri.ts';
import { onFirstUse, readTable } from './table.ts';

/** Name of the table, as `why` shows it. */
export const closeMatchVocabulary = 'terms that mean nearly the same, a table shipped with Stemma';

/** Scheme of `mintTerm`: kinds of tasks of MLST. */
export const mlstTaskScheme = 'mlst-task';
/** The taxonomy; a term of it is this, `/` and its local name. */
export const mlstTaskSet = 'http://w3id.org/mlso/vocab/ml_task_type';

const mlstLabels = onFirstUse(() => new Map(readTable('mlst-tasks').map(([code = '', label = '']) => [code, label])));

export function mlstLabelOf(code: string): string | undefined {
  return mlstLabels().get(code);
}

const byTerm = onFirstUse(() => {
  const matches = new Map<string, string[]>();
  const add = (from: string, to: string): void => void matches.set(from, [...(matches.get(from) ?? []), to].sort());
  for (const [one = '', other = ''] of readTable('close-matches')) {
    const [a, b] = [termOf(one), termOf(other)];
    add(a, b);
    add(b, a);
  }
  return matches;
});

function termOf(text: string): string {
  const slash = text.indexOf('/');
  return mintTerm(text.slice(0, slash), text.slice(slash + 1));
}

/** Terms of other schemes that mean nearly the same as this one, by code point; none for what the table does not hold. */
export function closeMatchesOf(iri: string): readonly string[] {
  return byTerm().get(iri) ?? [];
}

/** Both directions of every pair of the table. */
export function closeMatches(): ReadonlyMap<string, readonly string[]> {
  return byTerm();
}
