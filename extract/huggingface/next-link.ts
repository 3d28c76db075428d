import { StemmaError } from '../../src/core/errors.ts';

/** The target of `rel="next"` in a Link header, as written; undefined when there is none. */
export function parseNextLink(header: string | undefined): string | undefined {
  for (const [, target, parameters] of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s;,="]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]+))?)*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters ?? '');
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) return target;
  }
  return undefined;
}

/**
 * The URL of the next page, to be followed as it stands: cursors are opaque.
 * @throws StemmaError STEMMA_RESPONSE_SHAPE when it leads to another origin, where the token must not go, or nowhere
 */
export function nextPageUrl(header: string | undefined, current: string, endpoint: string): string | undefined {
  const target = parseNextLink(header);
  if (target === undefined) return undefined;
  if (!URL.canParse(target, current)) {
    throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the list names a next page that is not a URL', {
      context: { url: current },
    });
  }
  // An absolute target is kept byte for byte: writing a URL anew could change the cursor's escapes.
  const next = URL.canParse(target) ? target : new URL(target, current).href;
  const { origin } = new URL(next);
  if (origin !== new URL(endpoint).origin) {
    throw new StemmaError(
      'STEMMA_RESPONSE_SHAPE',
      `the list continues at another address, ${origin}, which is not followed`,
      {
        hint: `if you trust it, set HF_ENDPOINT=${origin}`,
        context: { url: current, next: origin },
      },
    );
  }
  if (next === current) {
    throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the list names a page as its own next page', {
      context: { url: current },
    });
  }
  return next;
}

/** The same URL with another page size; the cursor does not depend on it. */
export function withLimit(url: string, limit: number): string {
  const changed = url.replace(/([?&]limit=)[^&#]*/, `$1${limit}`);
  if (changed !== url || /[?&]limit=/.test(url)) return changed;
  return `${url}${url.includes('?') ? '&' : '?'}limit=${limit}`;
}
