/** Edges of the longest chain; the recordings hold no cycle. */
export function longestChain(edges: Iterable<readonly [child: string, parent: string]>): number {
  const parents = new Map<string, string[]>();
  for (const [child, parent] of edges) parents.set(child, [...(parents.get(child) ?? []), parent]);
  const lengths = new Map<string, number>();
  const measure = (child: string): number => {
    const known = lengths.get(child);
    if (known !== undefined) return known;
    const length = Math.max(0, ...(parents.get(child) ?? []).map((parent) => 1 + measure(parent)));
    lengths.set(child, length);
    return length;
  };
  return Math.max(...[...parents.keys()].map(measure));
}
