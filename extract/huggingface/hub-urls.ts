import type { RepoType } from './repo-reference.ts';

export const hubOrigin = 'https://huggingface.co';

/** Pages for people. They are addresses, not names: the IRIs of nodes come from `ontology/iri.ts`. */
export function hubPageUrl(kind: RepoType, id: string): string {
  return `${hubOrigin}/${kind === 'dataset' ? 'datasets/' : ''}${encodePath(id)}`;
}

/** A file of a repository, on its main branch, as a page for people. */
export function hubFileUrl(kind: RepoType, id: string, path: string): string {
  return `${hubPageUrl(kind, id)}/blob/main/${encodePath(path)}`;
}

/** The same as bytes. */
export function hubBytesUrl(kind: RepoType, id: string, path: string): string {
  return `${hubPageUrl(kind, id)}/resolve/main/${encodePath(path)}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
