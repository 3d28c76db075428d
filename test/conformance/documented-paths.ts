/**
 * Paths of the requests that a README documents, each in a code span: `GET /api/models/{id}[/revision/{rev}]?expand=…`. A word
 * in braces stands for one part or, where a hub's ids hold slashes, more; what stands in brackets may be left out.
 * @returns whether a path is one of them, behind whatever path the server's own address carries
 */
export function documentedPaths(readme: string): (path: string) => boolean {
  const spans = [...readme.matchAll(/`(?:GET|POST) (\/[^`\s]*)/g)].map(([, span]) => span ?? '');
  const patterns = spans.map((span) => new RegExp(`${sourceOf(span.replace(/\?.*$/, ''))}$`));
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function sourceOf(span: string): string {
  return span
    .replaceAll(/[.+^$()*\\|]/g, '\\$&')
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?')
    .replaceAll(/\{[^}]*\}/g, '.+')
    .replaceAll('…', '.*');
}
