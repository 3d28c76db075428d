import type { GraphStore } from '../../graph/store.ts';
import { throwIfAborted } from '../core/abort.ts';

export interface UriPages {
  /** Class of the nodes `n`. Default: any. */
  readonly label?: string | undefined;
  /** What holds of them besides, in Cypher: `NOT n:RawRecord`. */
  readonly where?: readonly string[];
  /** Nodes of a page. */
  readonly pageSize: number;
  readonly signal?: AbortSignal | undefined;
}

const urisPerStatement = 50_000;

/** IRIs of nodes in code point order (IRIs are ASCII), a page at a time. */
export async function* uriPages(
  store: GraphStore,
  { label = 'Resource', where = [], pageSize, signal }: UriPages,
): AsyncGenerator<readonly string[]> {
  const conditions = ['n.uri > $after', ...where].join(' AND ');
  const statement = `MATCH (n:${label}) WHERE ${conditions} RETURN n.uri AS uri ORDER BY uri LIMIT $limit`;
  let after = '';
  for (;;) {
    const rows = await store.read<{ uri: string }>(statement, { after, limit: urisPerStatement });
    for (let start = 0; start < rows.length; start += pageSize) {
      throwIfAborted(signal);
      yield rows.slice(start, start + pageSize).map((row) => row.uri);
    }
    const last = rows.at(-1)?.uri;
    if (last === undefined || rows.length < urisPerStatement) return;
    after = last;
  }
}
