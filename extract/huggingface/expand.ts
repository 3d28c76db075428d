/**
 * The fields asked for, of list and detail alike, so that a model is described equally however it was reached.
 * The Hub answers with only these, `_id` and `id`. Its set of allowed names has changed several times, so a refusal is
 * repaired and not fatal.
 */
export const wantedFields: readonly string[] = [
  'author',
  'baseModels',
  'cardData',
  'config',
  'createdAt',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'evalResults',
  'gated',
  'gguf',
  'inference',
  'lastModified',
  'library_name',
  'likes',
  'mask_token',
  'model-index',
  'pipeline_tag',
  'private',
  'safetensors',
  'sha',
  'siblings',
  'spaces',
  'tags',
  'transformersInfo',
  'trendingScore',
];

const expandPair = /([?&])expand(?:%5B%5D|\[\])?=([^&#]*)/gi;

function fieldsOf(url: string): string[] {
  return [...url.matchAll(expandPair)].map((match) => match[2] ?? '');
}

/** The same URL without these fields; everything else, cursors included, stays byte for byte. */
export function withoutFields(url: string, refused: ReadonlySet<string>): string {
  const [address = '', ...rest] = url.split('?');
  if (rest.length === 0) return url;
  const kept = rest
    .join('?')
    .split('&')
    .filter((pair) => !fieldsOf(`?${pair}`).some((field) => refused.has(field)));
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}

/** The same URL asking for these fields instead of those it names. */
export function withFields(url: string, fields: readonly string[]): string {
  const bare = withoutFields(url, new Set(fieldsOf(url)));
  const query = fields.map((field) => `expand=${encodeURIComponent(field)}`).join('&');
  return `${bare}${bare.includes('?') ? '&' : '?'}${query}`;
}

/**
 * The fields of `url` that this 400 refuses: those absent from its `expected one of "a"|"b"…`, else those it names.
 * Empty when the answer is about something else.
 */
export function refusedFields(url: string, error: string): readonly string[] {
  const asked = fieldsOf(url);
  const [before = '', allowed] = error.split(/expected one of/i, 2);
  if (allowed !== undefined) {
    const names = quotedNames(allowed);
    // A list with none of our names speaks of another parameter, such as `sort`.
    const refused = asked.filter((field) => !names.has(field));
    return refused.length === asked.length ? [] : refused;
  }
  const named = quotedNames(before);
  return asked.filter((field) => named.has(field));
}

function quotedNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/["'`]([\w-]+)["'`]/g)].map((match) => match[1] ?? ''));
}
