import { defaultBaseUrl } from './settings-table.ts';

/** An artifact of a workspace. */
export interface ArtifactName {
  readonly workspace: string;
  readonly alias: string;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Where an artifact is asked for; below the address of the server that the settings name. */
export function artifactUrl(baseUrl: string, { workspace, alias }: ArtifactName, rest = '', query = ''): string {
  return `${baseUrl}/${encodeURIComponent(workspace)}/artifacts/${encodeURIComponent(alias)}${rest}${query}`;
}

/** Reading must not count as a view or a download. */
export const silently = 'silent=true';

/** A list of the files of a directory: `''`, or a path that ends with `/`. */
export function listingUrl(baseUrl: string, name: ArtifactName, directory: string): string {
  return artifactUrl(baseUrl, name, `/files/${encodePath(directory)}`, `?${silently}`);
}

/** The bytes of a file, by the server itself where it can. */
export function fileUrl(baseUrl: string, name: ArtifactName, path: string): string {
  return artifactUrl(baseUrl, name, `/files/${encodePath(path)}`, `?${silently}&use_proxy=true`);
}

/** Address of a file as it stands in the graph: that of the source itself, whichever server was asked. */
export function publicFileUrl(name: ArtifactName, path: string): string {
  return artifactUrl(defaultBaseUrl, name, `/files/${encodePath(path)}`);
}

/** Page for people. */
export function artifactPage(alias: string): string {
  return `https://bioimage.io/#/artifacts/${encodeURIComponent(alias)}`;
}

/** What `artifactUrl` and its kin have written, wherever the server's path ends; undefined for other addresses. */
export function artifactOfUrl(url: string): (ArtifactName & { readonly rest: string }) | undefined {
  const [, workspace, alias, rest = ''] =
    /\/([^/?#]+)\/artifacts\/([^/?#]+)(?:\/([^?#]*))?(?:[?#].*)?$/.exec(url) ?? [];
  if (workspace === undefined || alias === undefined) return undefined;
  try {
    const path = rest.split('/').map(decodeURIComponent).join('/');
    return { workspace: decodeURIComponent(workspace), alias: decodeURIComponent(alias), rest: path };
  } catch {
    return undefined;
  }
}
