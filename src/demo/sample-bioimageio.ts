import { jsonReply, type Reply } from './reply.ts';

/** `/bioimage-io/artifacts/…` in the form of Hypha: the list in pages, and artifacts one by one. */
export function bioimageioReply(url: URL, artifacts: ReadonlyMap<string, string>): Reply {
  const [, alias = '', kind] =
    /^\/bioimage-io\/artifacts\/([^/]+)(?:\/([^/]+).*)?$/.exec(decodeURIComponent(url.pathname)) ?? [];
  if (alias === 'bioimage.io' && kind === 'children') return page(url, [...artifacts.values()]);
  const found = kind === undefined ? artifacts.get(alias) : undefined;
  return found === undefined ? missing(alias) : jsonReply(found);
}

function page(url: URL, all: readonly string[]): Reply {
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const limit = Number(url.searchParams.get('limit') ?? 100);
  const items = all.slice(offset, offset + limit).join(',');
  return jsonReply(`{"items":[${items}],"total":${all.length},"offset":${offset},"limit":${limit}}`);
}

function missing(alias: string): Reply {
  return { status: 404, body: JSON.stringify({ detail: `Artifact with ID 'bioimage-io/${alias}' does not exist.` }) };
}
