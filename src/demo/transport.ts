import { readFileSync } from 'node:fs';
import type { Transport } from '../core/http/types.ts';
import { packageFile } from '../core/package-files.ts';

/** Where the demo's replies say they come from: a name that can never be a server. */
export const demoEndpoint = 'https://sample.stemma.invalid';

const renames: ReadonlyMap<string, string> = new Map([
  ['bert-base-uncased', 'google-bert/bert-base-uncased'],
  ['t5-small', 'google-t5/t5-small'],
  ['meta-llama/Meta-Llama-3.1-8B-Instruct', 'meta-llama/Llama-3.1-8B-Instruct'],
]);

interface SampleRow {
  readonly text: string;
  readonly id: string;
  readonly lastModified: string;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Answers like the Hub's API, from the bundled sample: the list with keyset paging, details, renames (307) and
 * removed models (401 RepoNotFound). It opens no socket.
 */
export function demoTransport(): Transport {
  const listed = readSample('models.ndjson');
  const details = new Map([...listed, ...readSample('details.ndjson')].map((row) => [row.id, row.text]));
  return {
    async send({ url }) {
      const reply = answer(new URL(url), listed, details);
      return {
        status: reply.status,
        headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers },
        body: bytesOf(reply.body),
      };
    },
    async close() {},
  };
}

function answer(url: URL, listed: readonly SampleRow[], details: ReadonlyMap<string, string>): Reply {
  if (url.pathname === '/api/models') return listPage(url, listed);
  const id = decodeURIComponent(url.pathname.replace('/api/models/', '').replace(/\/revision\/.*$/, ''));
  const renamed = renames.get(id);
  if (renamed !== undefined) {
    const location = `/api/models/${renamed}${url.search}`;
    return {
      status: 307,
      headers: { location, 'content-type': 'text/plain' },
      body: `Temporary Redirect. Redirecting to ${location}`,
    };
  }
  const body = details.get(id);
  if (body !== undefined) return { status: 200, body };
  return {
    status: 401,
    headers: { 'x-error-code': 'RepoNotFound', 'x-error-message': 'Invalid username or password.' },
    body: '{"error":"Invalid username or password."}',
  };
}

/** Newest first, like the Hub; the cursor is the position of the next row. */
function listPage(url: URL, listed: readonly SampleRow[]): Reply {
  const rows =
    url.searchParams.get('sort') === 'lastModified'
      ? [...listed].sort((a, b) => (a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : 0))
      : listed;
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const end = start + Number(url.searchParams.get('limit') ?? 1000);
  const body = `[${rows
    .slice(start, end)
    .map((row) => row.text)
    .join(',')}]`;
  if (end >= rows.length) return { status: 200, body };
  const next = new URL(url);
  next.searchParams.set('cursor', String(end));
  return { status: 200, headers: { link: `<${next.href}>; rel="next"` }, body };
}

function readSample(file: string): SampleRow[] {
  return readFileSync(packageFile(`src/demo/sample/${file}`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((text) => {
      const { id, lastModified } = JSON.parse(text) as { id: string; lastModified?: string };
      return { text, id, lastModified: lastModified ?? '' };
    });
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
