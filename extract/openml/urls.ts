export type Form = 'json' | 'xml';

/** The steps of an address below the API: `['run', '1']`. */
export type ApiPath = readonly (string | number)[];

/** Lists of numbers keep their commas, as the server's own clients write them. */
function encoded(step: string | number): string {
  return encodeURIComponent(step).replaceAll('%2C', ',');
}

export function apiUrl(base: string, form: Form, path: ApiPath): string {
  return `${base}/api/v1/${form}/${path.map(encoded).join('/')}`;
}

export function croissantUrl(base: string, dataset: string): string {
  return `${base}/croissant/dataset/${encoded(dataset)}`;
}

/** The JSON behind a page of the website. */
export function websiteUrl(base: string, index: string, id: string): string {
  return `${base}/es/${index}/_doc/${encoded(id)}`;
}

/** What an address is about, whatever its form: `run/1`, `data/features/61`, `croissant/dataset/61`. */
export function subjectOf(base: string, url: string): string | undefined {
  if (!url.startsWith(`${base}/`)) return undefined;
  const path = url.slice(base.length + 1).split(/[?#]/, 1)[0] ?? '';
  return path.replace(/^api\/v1\/(?:json|xml)\//, '');
}
