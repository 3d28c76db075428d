/** JSON by RFC 8785: keys by UTF-16 units, numbers and texts as JavaScript writes them, no space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** The same of a JSON text; a text that is no JSON counts as a string. */
export function canonicalJsonOf(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return JSON.stringify(text);
  }
}
