import { type ArtifactName, publicFileUrl } from './artifact-urls.ts';

/** What a link in a description leads to. */
export type Link =
  | { readonly kind: 'file'; readonly path: string; readonly url: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'unusable' };

const unusable: Link = { kind: 'unusable' };
const longest = 2048;

/**
 * A link as its artifact means it: a web address stays as it is; what has no scheme is a file of the artifact, from its root.
 * A link that leaves the artifact, or that no file can be called by, is unusable.
 */
export function readLink(text: string, name: ArtifactName): Link {
  const stated = text.trim();
  if (stated === '' || stated.length > longest || /[\p{Cc}\p{Cs}]/u.test(stated)) return unusable;
  if (/^https?:\/\//i.test(stated)) return URL.canParse(stated) ? { kind: 'web', url: stated } : unusable;
  if (/^[a-z][a-z\d+.-]*:/i.test(stated)) return unusable;
  const path = plainPath(stated);
  return path === undefined ? unusable : { kind: 'file', path, url: publicFileUrl(name, path) };
}

/** Without `.` and `..`, with `/` alone between its parts; undefined for what is no path inside. */
function plainPath(stated: string): string | undefined {
  const kept: string[] = [];
  for (const part of stated.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.length === 0 || stated.startsWith('/') || stated.endsWith('/') ? undefined : kept.join('/');
}
