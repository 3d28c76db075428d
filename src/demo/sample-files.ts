import { createHash } from 'node:crypto';
import { moved, refusal, repoNotFound, type Reply } from './reply.ts';
import { sampleFile, type SampleRecord } from './sample.ts';

type Headers = Readonly<Record<string, string>>;

const kept = /\.safetensors$/;

/** `/{id}/resolve/{revision}/{path}`: one hop to where the bytes are, as on the Hub; weights on a host of their own. */
export function resolveReply(
  model: SampleRecord | undefined,
  { revision, path, headers, filesHost }: { revision: string; path: string; headers: Headers; filesHost: string },
): Reply {
  if (model === undefined) return repoNotFound;
  if (model.isGated)
    return refusal(401, `Access to model ${model.id} is restricted. You must be authenticated.`, 'GatedRepo');
  const bytes = sampleFile(model.id, path);
  if (bytes === undefined) return refusal(404, 'Entry not found', 'EntryNotFound');
  const about = headersOf(bytes);
  if (headers['if-none-match'] === about['etag']) return { status: 304, headers: about, body: '' };
  const place = `/api/resolve-cache/models/${model.id}/${model.sha ?? revision}/${path}`;
  return kept.test(path) ? moved(302, `${filesHost}${place}`, about) : moved(307, place, about);
}

/** The second hop: `/api/resolve-cache/models/{owner}/{name}/{revision}/{path}`, whole or by range. */
export function cachedReply(pathname: string, headers: Headers): Reply {
  const [owner = '', name = '', , ...path] = pathname.split('/').map(decodeURIComponent);
  const bytes = sampleFile(`${owner}/${name}`, path.join('/'));
  if (bytes === undefined) return refusal(404, 'Entry not found', 'EntryNotFound');
  const about = { ...headersOf(bytes), 'content-type': 'application/octet-stream' };
  if (headers['if-none-match'] === about.etag) return { status: 304, headers: about, body: '' };
  const range = /^bytes=(\d+)-(\d+)$/.exec(headers['range'] ?? '');
  if (range === null) return { status: 200, headers: about, body: bytes };
  const first = Number(range[1]);
  const end = Math.min(Number(range[2]) + 1, bytes.length);
  if (first >= end) return refusal(416, 'Requested Range Not Satisfiable', 'RangeNotSatisfiable');
  const part = { ...about, 'content-range': `bytes ${first}-${end - 1}/${bytes.length}` };
  return { status: 206, headers: part, body: bytes.subarray(first, end) };
}

function headersOf(bytes: Buffer): { readonly etag: string } & Headers {
  return { etag: `"${createHash('sha1').update(bytes).digest('hex')}"`, 'accept-ranges': 'bytes' };
}
