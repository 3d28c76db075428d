import { nearest } from '../core/nearest.ts';

export { editDistance, nearest } from '../core/nearest.ts';

/** Prefixes under which an unknown name is probably a slip. */
const watched = ['HF_', 'OPENML_', 'AI4LIFE_', 'STEMMA_', 'NEO4J_'];

/**
 * Names in the environment that look like one of ours but are not: `[name, the nearest known name]`.
 * A foreign name with a shared prefix (other tools use `HF_*` and `NEO4J_*`) is reported only when it is near to one of ours.
 */
export function lookAlikes(
  names: Iterable<string>,
  known: ReadonlySet<string>,
  prefixes = watched,
): [string, string | undefined][] {
  const found: [string, string | undefined][] = [];
  for (const name of names) {
    const prefix = prefixes.find((candidate) => name.startsWith(candidate));
    if (prefix === undefined || known.has(name)) continue;
    const near = nearest(name, known);
    if (near !== undefined || prefix === 'STEMMA_') found.push([name, near]);
  }
  return found.sort(([a], [b]) => (a < b ? -1 : 1));
}
