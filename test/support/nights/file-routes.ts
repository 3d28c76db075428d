import type { HeldFile } from './model-row.ts';
import { moved, refusal, type Ask, type Reply } from './reply.ts';

/** A repository with its files, found by name. */
export interface Repo {
  readonly id: string;
  readonly sha: string;
  readonly gated: boolean;
  readonly files: readonly HeldFile[];
}

/** Larger pieces of weights are never sent: whoever asks for them wants the weights. */
export const mostOfAFile = 32 * 1024 * 1024;

function isHeldRevision(repo: Repo, revision: string): boolean {
  return ['main', 'HEAD', repo.sha].includes(revision);
}

function fileHeaders(repo: Repo, file: HeldFile): Record<string, string> {
  return {
    etag: `"${file.oid}"`,
    'x-repo-commit': repo.sha,
    'x-linked-size': String(file.size),
    'x-linked-etag': `"${file.oid}"`,
    'accept-ranges': 'bytes',
  };
}

function bytesOf(file: HeldFile, from: number, to: number): Buffer {
  const head = file.head.subarray(from, to);
  return Buffer.concat([head, Buffer.alloc(Math.max(0, to - from - head.length))]);
}

/** The file itself, or the part asked for; `whole` says that somebody wanted all of a large one. */
export function sendFile(ask: Ask, file: HeldFile, headers: Readonly<Record<string, string>>): Reply {
  const type = { 'content-type': file.lfs ? 'application/octet-stream' : 'text/plain; charset=utf-8' };
  const range = /^bytes=(\d*)-(\d*)$/.exec(String(ask.headers['range'] ?? ''));
  if (range === null) {
    if (file.size > mostOfAFile) return refusal(500, 'whole weights');
    return { status: 200, body: bytesOf(file, 0, file.size), headers: { ...headers, ...type } };
  }
  const [, first = '', last = ''] = range;
  const from = first === '' ? Math.max(0, file.size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? file.size : Math.min(Number(last) + 1, file.size);
  if (from >= file.size || to <= from) {
    return { ...refusal(416, 'Requested Range Not Satisfiable'), headers: { 'content-range': `bytes */${file.size}` } };
  }
  if (to - from > mostOfAFile) return refusal(500, 'whole weights');
  return {
    status: 206,
    body: bytesOf(file, from, to),
    headers: { ...headers, ...type, 'content-range': `bytes ${from}-${to - 1}/${file.size}` },
  };
}

/** `/{id}/resolve/{revision}/{path}`: 304, a relative 307 to the cache, or a 302 to the host of large files. */
export function resolveReply(ask: Ask, repo: Repo, kind: string, revision: string, path: string, cdn: string): Reply {
  if (repo.gated) {
    const message = `Access to ${kind.slice(0, -1)} ${repo.id} is restricted. You must have access to it.`;
    return refusal(ask.hasToken ? 403 : 401, message, 'GatedRepo');
  }
  if (!isHeldRevision(repo, revision)) return refusal(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
  const file = repo.files.find((candidate) => candidate.path === path);
  if (file === undefined) return refusal(404, 'Entry not found', 'EntryNotFound');
  const headers = fileHeaders(repo, file);
  const match = String(ask.headers['if-none-match'] ?? '');
  if (match.includes(headers['etag'] ?? '\0')) return { status: 304, headers };
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const place = `/api/resolve-cache/${kind}/${repo.id}/${repo.sha}/${encoded}`;
  if (!file.lfs) {
    const reply = moved(ask.prefix + place);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }
  const location = `${cdn}${place}`;
  return { status: 302, body: `Found. Redirecting to ${location}`, headers: { ...headers, location } };
}

/** The second hop. */
export function cacheReply(ask: Ask, repo: Repo, sha: string, path: string): Reply {
  const file = sha === repo.sha ? repo.files.find((candidate) => candidate.path === path) : undefined;
  if (file === undefined) return refusal(404, 'Entry not found', 'EntryNotFound');
  const headers = fileHeaders(repo, file);
  const match = String(ask.headers['if-none-match'] ?? '');
  if (match.includes(headers['etag'] ?? '\0')) return { status: 304, headers };
  return sendFile(ask, file, headers);
}

/** `/tree/{revision}[/{folder}]`: files and, unless `recursive`, folders of one level; paged by a Link cursor. */
export function treeReply(ask: Ask, repo: Repo, revision: string, folder: string): Reply {
  if (!isHeldRevision(repo, revision)) return refusal(404, `Invalid rev id: ${revision}`, 'RevisionNotFound');
  const query = ask.url.searchParams;
  const prefix = folder === '' ? '' : `${folder}/`;
  const below = repo.files.filter(({ path }) => path.startsWith(prefix));
  const isDeep = query.get('recursive') === 'true';
  const rows = below.flatMap((file) => {
    const parts = file.path.slice(prefix.length).split('/');
    return isDeep || parts.length === 1
      ? [fileRow(file)]
      : [{ type: 'directory', oid: repo.sha, size: 0, path: prefix + parts[0] }];
  });
  const unique = [...new Map(rows.map((row) => [row.path, row])).values()];
  if (unique.length === 0 && folder !== '') return refusal(404, 'Entry not found', 'EntryNotFound');
  const limit = Number(query.get('limit') ?? 1000) || 1000;
  const from = Number(Buffer.from(query.get('cursor') ?? '', 'base64').toString('utf8')) || 0;
  const page = unique.slice(from, from + limit);
  if (from + limit >= unique.length) return { status: 200, body: page };
  const following = new URLSearchParams(query);
  following.set('cursor', Buffer.from(String(from + limit)).toString('base64'));
  return { status: 200, body: page, headers: { link: `<${ask.base}${ask.path}?${following.toString()}>; rel="next"` } };
}

function fileRow({ path, size, oid, lfs }: HeldFile): { path: string } & Record<string, unknown> {
  const pointer = lfs ? { lfs: { oid, size, pointerSize: 134 }, xetHash: oid } : {};
  return { type: 'file', oid: oid.slice(0, 40), size, path, ...pointer };
}
