import type { ListFilters } from './settings.ts';

/** `a/b` stays two segments, everything else of an id is escaped. */
function encodeId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

function expandQuery(fields: readonly string[]): string {
  // Repeated on purpose: the Hub answers 400 to a list with commas.
  return fields.map((field) => `expand=${encodeURIComponent(field)}`).join('&');
}

export interface ListQuery {
  readonly sort: string;
  readonly limit: number;
  readonly fields: readonly string[];
  readonly filters?: ListFilters;
}

/** First page of the list; later ones come from the Link header. */
export function modelsUrl(endpoint: string, { sort, limit, fields, filters }: ListQuery): string {
  const narrowed = filters === undefined ? '' : filterQuery(filters);
  return `${endpoint}/api/models?sort=${sort}&limit=${limit}${narrowed}&${expandQuery(fields)}`;
}

function filterQuery({ author, search, task, tags }: ListFilters): string {
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['author', author],
    ['search', search],
    ['pipeline_tag', task],
    ...tags.map((tag) => ['filter', tag] as const),
  ];
  return pairs.map(([name, value]) => (value === undefined ? '' : `&${name}=${encodeURIComponent(value)}`)).join('');
}

/** One model; a revision is one segment, so its slashes are escaped. */
export function modelUrl(endpoint: string, id: string, revision?: string, fields: readonly string[] = []): string {
  const path = `${endpoint}/api/models/${encodeId(id)}`;
  const whole = revision === undefined ? path : `${path}/revision/${encodeURIComponent(revision)}`;
  return fields.length === 0 ? whole : `${whole}?${expandQuery(fields)}`;
}

/** The Hub id a detail URL asks for; undefined for a list URL or any other. */
export function askedModelId(url: string): string | undefined {
  const match = /\/api\/models\/([^?#]+)/.exec(url);
  const path = match?.[1]?.replace(/\/revision\/[^/]+$/, '');
  if (path === undefined) return undefined;
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
