import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Transport } from '../../../src/core/http/types.ts';
import { type HyphaArtifact, someArtifacts } from './artifacts.ts';

export * from './artifacts.ts';

export interface HyphaReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HyphaOptions {
  /** A list comes as a bare array, whatever was asked. */
  readonly arrays?: boolean;
  /** A file leads to another address with a signature, whatever was asked. */
  readonly redirects?: boolean;
  /** Asked first. */
  readonly instead?: (url: URL) => HyphaReply | undefined;
}

const workspace = 'bioimage-io';
const json = (value: unknown, status = 200): HyphaReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const missing = (what: string): HyphaReply => json({ detail: `${what} does not exist.` }, 404);

/** A small artifact manager with the manners and the traps of the real one. */
export class ScriptedHypha {
  readonly requests: URL[] = [];
  artifacts: readonly HyphaArtifact[];
  options: HyphaOptions;

  constructor(artifacts: readonly HyphaArtifact[] = someArtifacts, options: HyphaOptions = {}) {
    this.artifacts = artifacts;
    this.options = options;
  }

  /** Paths that were asked for, without their query. */
  get paths(): readonly string[] {
    return this.requests.map(({ pathname }) => pathname);
  }

  reply(href: string): HyphaReply {
    const url = new URL(href);
    this.requests.push(url);
    const scripted = this.options.instead?.(url);
    if (scripted !== undefined) return scripted;
    const [, space, artifacts, alias = '', kind, ...rest] = url.pathname.split('/').map(decodeURIComponent);
    if (space === 's3') return this.#signed(url);
    if (space !== workspace || artifacts !== 'artifacts') return missing(`Workspace ${space}`);
    if (alias === 'bioimage.io' && kind === 'children') return this.#children(url);
    const tested = /^test-report-(.+)$/.exec(alias)?.[1];
    const found = this.artifacts.find((one) => one.alias === (tested ?? alias));
    if (found === undefined) return missing(`Artifact with ID '${workspace}/${alias}'`);
    if (tested !== undefined) return found.testReport === undefined ? missing(alias) : json(found.testReport);
    if (kind === undefined) return this.#artifact(found, url);
    return kind === 'files' ? this.#files(found, rest.join('/'), url) : missing(kind);
  }

  /** Without the network. */
  transport(): Transport {
    return {
      send: async ({ url }) => {
        const { status, headers, body } = this.reply(url);
        const bytes = Buffer.from(body);
        return { status, headers: { 'content-length': String(bytes.length), ...headers }, body: chunks(bytes) };
      },
      close: async () => undefined,
    };
  }

  #children(url: URL): HyphaReply {
    const query = url.searchParams;
    const filters = JSON.parse(query.get('filters') ?? '{}') as Readonly<Record<string, unknown>>;
    const since = Array.isArray(filters['last_modified']) ? Number(filters['last_modified'][0]) : 0;
    const wanted = this.artifacts
      .filter((one) => one.isStaged !== true || query.get('stage') === 'all')
      .filter((one) => filters['type'] === undefined || filters['type'] === one.type)
      .filter((one) => modifiedOf(one) >= since);
    if (query.get('order_by') === 'last_modified>') wanted.sort((a, b) => modifiedOf(b) - modifiedOf(a));
    const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 100)];
    const items = wanted.slice(offset, offset + limit).map((one) => this.#envelope(one, one.isBare !== true));
    const isPage = query.get('pagination') === 'true' && this.options.arrays !== true;
    return json(isPage ? { items, total: wanted.length, offset, limit } : items);
  }

  #artifact(found: HyphaArtifact, url: URL): HyphaReply {
    const version = url.searchParams.get('version');
    if (version === null) return json(this.#envelope(found, true));
    const old = found.earlier?.[Number(version.slice(1))];
    return old === undefined
      ? missing(`Version '${version}'`)
      : json({ ...this.#envelope(found, true), manifest: old });
  }

  #envelope(one: HyphaArtifact, isWhole: boolean): Readonly<Record<string, unknown>> {
    const { alias, type, manifest, config = {}, earlier = [] } = one;
    const labels = [...earlier, manifest].map((_, n) => ({
      version: `v${n}`,
      comment: `Number ${n}`,
      created_at: 1_690_000_000 + n,
    }));
    return {
      id: `${workspace}/${alias}`,
      type,
      workspace,
      parent_id: `${workspace}/bioimage.io`,
      alias,
      ...(isWhole ? { manifest } : {}),
      staging: one.isStaged === true ? [] : null,
      download_count: 12.5,
      view_count: 40,
      created_at: 1_690_000_000,
      created_by: 'user-1',
      last_modified: modifiedOf(one),
      versions: one.isStaged === true ? [] : labels,
      config,
      _id: `id-of-${alias.replaceAll(':', '-')}`,
    };
  }

  #files({ alias, files = {} }: HyphaArtifact, path: string, url: URL): HyphaReply {
    if (path === '' || path.endsWith('/')) return json(listing(files, path));
    const content = files[path];
    if (content === undefined) return missing(`File ${path}`);
    if (this.options.redirects === true || url.searchParams.get('use_proxy') !== 'true') {
      const to = `${url.origin}/s3/${encodeURIComponent(alias)}/${path}?X-Amz-Signature=secret`;
      return { status: 307, headers: { location: to }, body: '' };
    }
    return { status: 200, headers: { 'content-type': 'text/markdown' }, body: content };
  }

  #signed(url: URL): HyphaReply {
    const [, , alias = '', ...path] = url.pathname.split('/').map(decodeURIComponent);
    const content = this.artifacts.find((one) => one.alias === alias)?.files?.[path.join('/')];
    if (content === undefined || !url.searchParams.has('X-Amz-Signature')) return missing('NoSuchKey');
    return { status: 200, headers: { 'content-type': 'binary/octet-stream' }, body: content };
  }
}

function modifiedOf({ modified = 1_690_000_000 }: HyphaArtifact): number {
  return modified;
}

/** Files and folders right below a directory. */
function listing(files: Readonly<Record<string, string>>, directory: string): readonly object[] {
  const inside = Object.entries(files).filter(([path]) => path.startsWith(directory));
  const folders = new Set<string>();
  const rows: object[] = [];
  for (const [path, content] of inside) {
    const [name = '', ...more] = path.slice(directory.length).split('/');
    if (more.length === 0) rows.push({ type: 'file', name, size: Buffer.byteLength(content), last_modified: 1 });
    else folders.add(name);
  }
  return [...rows, ...[...folders].map((name) => ({ type: 'directory', name }))];
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export interface RunningHypha {
  readonly url: string;
  close(): Promise<void>;
}

/** On a free port of the loopback interface. */
export async function startHypha(hypha: ScriptedHypha): Promise<RunningHypha> {
  const server: Server = createServer((request, response) => {
    const { status, headers, body } = hypha.reply(`http://${request.headers.host}${request.url}`);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
