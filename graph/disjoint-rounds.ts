/** The ends of a relationship. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/**
 * Cuts relationships into rounds of groups such that no node occurs in two groups of a round: the groups of a round can be
 * written side by side without waiting for each other's locks, so no deadlock can arise. Every node belongs to one of 2 ×
 * `writers` classes by its URI; a group holds the relationships between two classes, a round pairs the classes as a
 * tournament pairs its players. One writer: one round of one group.
 */
export function disjointRounds<T extends Ends>(
  rows: readonly T[],
  writers: number,
): readonly (readonly (readonly T[])[])[] {
  if (writers <= 1) return rows.length === 0 ? [] : [[rows]];
  const classes = 2 * writers;
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const key = groupKey(classOf(row.from, classes), classOf(row.to, classes), classes);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return pairings(classes)
    .map((pairs) =>
      pairs.map(([a, b]) => groups.get(groupKey(a, b, classes)) ?? []).filter((group) => group.length > 0),
    )
    .filter((round) => round.length > 0);
}

function groupKey(a: number, b: number, classes: number): number {
  return Math.min(a, b) * classes + Math.max(a, b);
}

/** FNV-1a over the text's UTF-16 units. */
function classOf(uri: string, classes: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < uri.length; index += 1) hash = Math.imul(hash ^ uri.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % classes;
}

/** Each class with itself, then every two classes once, in rounds where no class occurs twice (the circle method). */
function pairings(classes: number): readonly (readonly (readonly [number, number])[])[] {
  const rounds: [number, number][][] = [Array.from({ length: classes }, (_, index) => [index, index])];
  for (let turn = 0; turn < classes - 1; turn += 1) {
    const seat = (place: number): number => (place === 0 ? 0 : 1 + ((turn + place - 1) % (classes - 1)));
    rounds.push(Array.from({ length: classes / 2 }, (_, place) => [seat(place), seat(classes - 1 - place)]));
  }
  return rounds;
}
