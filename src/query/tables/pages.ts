import { uriPages } from '../uri-pages.ts';
import type { TableContext } from './table.ts';

/** IRIs of the nodes of these classes in code point order, a page at a time. */
export function pagesOf(
  { store, pageSize, signal }: TableContext,
  labels: readonly string[],
): AsyncIterable<readonly string[]> {
  const [only] = labels;
  const which =
    labels.length === 1 ? { label: only } : { where: [`(${labels.map((label) => `n:${label}`).join(' OR ')})`] };
  return uriPages(store, { ...which, pageSize, signal });
}
