import { pick, readExpand } from './expand.ts';
import type { Row } from './model-row.ts';
import { refusal, type Ask, type Reply } from './reply.ts';

export interface ListKind {
  readonly expand: readonly string[];
  readonly sorts: readonly string[];
  /** Keys of a row when nothing is asked for, and with `full=true`. */
  readonly plain: readonly string[];
  readonly full: readonly string[];
  /** Rows of a page at most. */
  readonly most: number;
}

export const modelSorts = ['createdAt', 'lastModified', 'downloads', 'likes', 'trendingScore'];
export const datasetSorts = modelSorts;
/** The largest of a code point: behind every key, so that rows without one come last in descending order. */
const bottom = '';

/** Numbers as texts that sort like them. */
function sortText(value: unknown): string {
  if (typeof value === 'number') return String(value).padStart(20, '0');
  return typeof value === 'string' ? value : bottom;
}

function matches(row: Row, query: URLSearchParams): boolean {
  const tags = Array.isArray(row['tags']) ? row['tags'] : [];
  const words = query.getAll('search');
  const author = query.get('author');
  const task = query.get('pipeline_tag');
  const gated = query.get('gated');
  return (
    query.getAll('filter').every((tag) => tags.includes(tag)) &&
    words.every((word) => row.id.toLowerCase().includes(word.toLowerCase())) &&
    (author === null || row['author'] === author) &&
    (task === null || row['pipeline_tag'] === task) &&
    (gated === null || (row['gated'] !== false) === (gated === 'true'))
  );
}

/** Newest or highest first; the cursor holds sort key and `_id` of the last row, so that nothing is a snapshot. */
export function listReply(ask: Ask, rows: readonly Row[], kind: ListKind): Reply {
  const query = ask.url.searchParams;
  const keys = readExpand(query, kind.expand);
  if ('status' in keys) return keys;
  const sort = query.get('sort') ?? 'trendingScore';
  if (!kind.sorts.includes(sort)) {
    return refusal(400, `Invalid option: expected one of ${kind.sorts.map((key) => `"${key}"`).join('|')} at sort`);
  }
  const limit = Math.max(1, Math.min(Number(query.get('limit') ?? kind.most) || kind.most, kind.most));
  const keyOf = (row: Row): string => `${sortText(row[sort])}\n${row._id}`;
  const cursor = query.get('cursor');
  const after = cursor === null ? undefined : Buffer.from(cursor, 'base64').toString('utf8');
  const rest = rows
    .filter((row) => matches(row, query))
    .map((row) => [keyOf(row), row] as const)
    .filter(([key]) => after === undefined || key < after)
    .toSorted(([a], [b]) => (a < b ? 1 : -1));
  const page = rest.slice(0, limit);
  const last = page.at(-1)?.[0];
  const isFull = query.get('full') === 'true';
  const shown =
    keys.length > 0 ? keys : [...(isFull ? kind.full : kind.plain), ...(sort === 'lastModified' ? [sort] : [])];
  const body = page.map(([, row]) => ({ ...pick(row, shown), ...(keys.length > 0 ? {} : { modelId: row.id }) }));
  if (rest.length === page.length || last === undefined) return { status: 200, body };
  const following = new URLSearchParams(query);
  following.set('cursor', Buffer.from(last).toString('base64'));
  return { status: 200, body, headers: { link: `<${ask.base}${ask.path}?${following.toString()}>; rel="next"` } };
}
