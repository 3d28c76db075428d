import type { GraphStore } from '../../../graph/store.ts';
import { throwIfAborted } from '../../core/abort.ts';
import type { TableContext } from './table.ts';

const keysPerStatement = 50_000;

/** IRIs of the nodes of these classes in code point order (IRIs are ASCII), a page at a time. */
export async function* uriPages(
  { store, pageSize, signal }: TableContext,
  labels: readonly string[],
): AsyncGenerator<readonly string[]> {
  let after = '';
  for (;;) {
    const uris = await readUris(store, labels, after);
    for (let start = 0; start < uris.length; start += pageSize) {
      throwIfAborted(signal);
      yield uris.slice(start, start + pageSize);
    }
    const last = uris.at(-1);
    if (last === undefined || uris.length < keysPerStatement) return;
    after = last;
  }
}

async function readUris(store: GraphStore, labels: readonly string[], after: string): Promise<string[]> {
  const [only] = labels;
  const isOne = labels.length === 1;
  const isWanted = isOne ? '' : ` AND (${labels.map((label) => `n:${label}`).join(' OR ')})`;
  const rows = await store.read<{ uri: string }>(
    `MATCH (n:${isOne ? String(only) : 'Resource'}) WHERE n.uri > $after${isWanted} RETURN n.uri AS uri ORDER BY uri LIMIT $limit`,
    { after, limit: keysPerStatement },
  );
  return rows.map((row) => row.uri);
}
