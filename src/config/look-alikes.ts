/** Prefixes under which an unknown name is probably a slip. */
const watched = ['HF_', 'OPENML_', 'AI4LIFE_', 'STEMMA_', 'NEO4J_'];

/** Edits between two words: insertions, deletions, substitutions and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** The candidate nearest to `word`, when it is near enough to be what was meant. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 4)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

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
