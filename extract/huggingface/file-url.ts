/** A file of a repository of the Hub at one revision. */
export interface RepoFile {
  readonly kind: 'model' | 'dataset';
  readonly id: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  readonly path: string;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * Where the file is fetched. What the path does not tell stands in the fragment, which is never sent: `range` (first and last
 * byte), and an old name without a namespace, which behind an endpoint with a path of its own would seem to have one.
 */
export function fileUrl(endpoint: string, file: RepoFile, range?: readonly [first: number, last: number]): string {
  const prefix = file.kind === 'dataset' ? 'datasets/' : '';
  const url = `${endpoint}/${prefix}${encodePath(file.id)}/resolve/${encodeURIComponent(file.revision)}/${encodePath(file.path)}`;
  const told = [
    ...(file.kind === 'model' && !file.id.includes('/') ? [`repo=${encodeURIComponent(file.id)}`] : []),
    ...(range === undefined ? [] : [`bytes=${range[0]}-${range[1]}`]),
  ];
  return told.length === 0 ? url : `${url}#${told.join('&')}`;
}

/** Inverse of `fileUrl`, wherever the endpoint's path ends; undefined for any other address. */
export function fileOfUrl(
  endpoint: string | undefined,
  url: string,
): (RepoFile & { readonly range?: readonly [number, number] }) | undefined {
  const path = pathOf(endpoint, url);
  const match = /^((?:[^/]+\/){1,3})resolve\/([^/]+)\/(.+)$/.exec(path ?? '');
  if (match === null) return undefined;
  const segments = (match[1] ?? '').split('/').slice(0, -1);
  const kind = segments[0] === 'datasets' ? 'dataset' : 'model';
  const bare = /#repo=([^&]+)/.exec(url)?.[1];
  const id = decodeSegments(bare === undefined ? segments.slice(kind === 'dataset' ? 1 : 0) : [bare]);
  const revision = decodeSegments([match[2] ?? '']);
  const name = decodeSegments((match[3] ?? '').split('/'));
  if (id === undefined || id === '' || revision === undefined || name === undefined) return undefined;
  const range = /[#&]bytes=(\d+)-(\d+)$/.exec(url);
  const file = { kind, id, revision, path: name } as const;
  return range === null ? file : { ...file, range: [Number(range[1]), Number(range[2])] };
}

/** What stands behind the endpoint; where that is not told, the two segments before `resolve`, or three of a dataset. */
function pathOf(endpoint: string | undefined, url: string): string | undefined {
  if (endpoint !== undefined)
    return url.startsWith(`${endpoint}/`) ? withoutTail(url.slice(endpoint.length + 1)) : undefined;
  if (!URL.canParse(url)) return undefined;
  const path = withoutTail(new URL(url).pathname.slice(1));
  const at = path.indexOf('/resolve/');
  if (at < 0) return undefined;
  const before = path.slice(0, at).split('/');
  const from = before.lastIndexOf('datasets');
  const kept = from >= 0 && from >= before.length - 3 ? before.slice(from) : before.slice(-2);
  return `${kept.join('/')}${path.slice(at)}`;
}

function withoutTail(path: string): string {
  return path.split(/[?#]/, 1)[0] ?? '';
}

function decodeSegments(segments: readonly string[]): string | undefined {
  try {
    return segments.map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
