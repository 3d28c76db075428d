import type { Transport } from '../core/http/types.ts';
import { jsonReply, moved, refusal, repoNotFound, type Reply } from './reply.ts';
import { readSample, type Sample, type SampleRecord } from './sample.ts';
import { cachedReply, resolveReply } from './sample-files.ts';
import { bioimageioReply } from './sample-bioimageio.ts';
import { openmlReply } from './sample-openml.ts';
import { papersReply } from './sample-papers.ts';

/** Where the demo's replies say they come from: names that can never be a server. */
export const demoEndpoint = 'https://sample.stemma.invalid';
export const demoArxiv = 'https://arxiv.sample.stemma.invalid';
export const demoOpenml = 'https://openml.sample.stemma.invalid';
export const demoBioimageio = 'https://bioimageio.sample.stemma.invalid';
const filesHost = 'https://files.sample.stemma.invalid';

type Headers = Readonly<Record<string, string>>;

/**
 * Answers like the Hub, arXiv, OpenML and BioImage.IO, from the bundled sample: the list with keyset paging, models, datasets and their Croissant
 * documents, files (one hop away, by range if asked so), vocabularies and papers; renames (307), gates (401 GatedRepo), files
 * that are not there (404) and repositories that are not (401). It opens no socket.
 */
export function demoTransport(): Transport {
  const sample = readSample();
  return {
    async send({ url, headers }) {
      const reply = answer(new URL(url), lowerCased(headers), sample);
      return {
        status: reply.status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers },
        body: bytesOf(reply.body),
      };
    },
    async close() {},
  };
}

function answer(url: URL, headers: Headers, sample: Sample): Reply {
  const path = url.pathname;
  if (url.origin === demoArxiv) return papersReply(url, sample.papers);
  if (url.origin === demoOpenml) return openmlReply(url, sample);
  if (url.origin === demoBioimageio) return bioimageioReply(url, sample.bioimageio);
  if (path === '/api/models') return listPage(url, sample.listed);
  if (path === '/api/tasks') return jsonReply(sample.tasks);
  if (path === '/api/models-tags-by-type') return jsonReply(sample.tags);
  const cached = /^\/api\/resolve-cache\/models\/(.+)$/.exec(path)?.[1];
  if (cached !== undefined) return cachedReply(cached, headers);
  const model = /^\/api\/models\/(.+)$/.exec(path)?.[1];
  if (model !== undefined) return record(url, '/api/models', model, sample.models, sample.renames.models);
  const dataset = /^\/api\/datasets\/(.+)$/.exec(path)?.[1];
  if (dataset !== undefined) return datasetReply(url, dataset, sample);
  const file = /^\/(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(path)?.slice(1).map(decodeURIComponent);
  if (file !== undefined) return fileReply(url, file, headers, sample);
  return refusal(404, 'Not Found', 'EntryNotFound');
}

function datasetReply(url: URL, rest: string, { datasets, croissants, renames }: Sample): Reply {
  const described = /^(.+)\/croissant$/.exec(rest)?.[1];
  if (described === undefined) return record(url, '/api/datasets', rest, datasets, renames.datasets);
  const id = decodeURIComponent(described);
  if (!datasets.has(id)) return repoNotFound;
  const document = croissants.get(id);
  return document === undefined
    ? refusal(404, 'The Croissant format is not available for this dataset.', 'EntryNotFound')
    : { status: 200, headers: { 'content-type': 'application/ld+json; charset=utf-8' }, body: document };
}

function fileReply(url: URL, [id = '', revision = '', path = '']: string[], headers: Headers, sample: Sample): Reply {
  const renamed = sample.renames.models.get(id);
  if (renamed !== undefined) return moved(307, url.pathname.replace(`/${id}/`, `/${renamed}/`));
  return resolveReply(sample.models.get(id), { revision, path, headers, filesHost });
}

/** One model or dataset by the rest of its address, at whatever revision. */
function record(
  url: URL,
  folder: string,
  rest: string,
  records: ReadonlyMap<string, SampleRecord>,
  renames: ReadonlyMap<string, string>,
): Reply {
  const id = decodeURIComponent(rest.replace(/\/revision\/.*$/, ''));
  const renamed = renames.get(id);
  if (renamed !== undefined) return moved(307, `${folder}/${renamed}${url.search}`);
  const found = records.get(id);
  return found === undefined ? repoNotFound : jsonReply(found.text);
}

/** Newest first, like the Hub; the cursor is the position of the next row. */
function listPage(url: URL, listed: readonly SampleRecord[]): Reply {
  const rows =
    url.searchParams.get('sort') === 'lastModified'
      ? [...listed].sort((a, b) => (a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : 0))
      : listed;
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const end = start + Number(url.searchParams.get('limit') ?? 1000);
  const texts = rows.slice(start, end).map(({ text }) => text);
  const page = jsonReply(`[${texts.join(',')}]`);
  if (end >= rows.length) return page;
  const next = new URL(url);
  next.searchParams.set('cursor', String(end));
  return { ...page, headers: { link: `<${next.href}>; rel="next"` } };
}

function lowerCased(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function* bytesOf(body: string | Buffer): AsyncGenerator<Uint8Array> {
  if (body.length > 0) yield Buffer.from(body);
}
