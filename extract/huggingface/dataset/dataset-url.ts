/** The Hub id a detail or Croissant URL asks for; undefined for any other. */
export function askedDatasetId(url: string): string | undefined {
  const path = /\/api\/datasets\/([^?#]+)/.exec(url)?.[1]?.replace(/\/(?:croissant|revision\/[^/]+)$/, '');
  if (path === undefined) return undefined;
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

/** One dataset; the Hub wants `expand` repeated for each field. */
export function datasetUrl(endpoint: string, id: string, fields: readonly string[] = []): string {
  const query = fields.map((field) => `expand=${encodeURIComponent(field)}`).join('&');
  const url = `${endpoint}/api/datasets/${encodeId(id)}`;
  return query === '' ? url : `${url}?${query}`;
}

/** Its Croissant document. */
export function croissantUrl(endpoint: string, id: string): string {
  return `${endpoint}/api/datasets/${encodeId(id)}/croissant`;
}

function encodeId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}
