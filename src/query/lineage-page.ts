import { StemmaError } from '../core/errors.ts';
import type { LineageResult } from './lineage.ts';

export interface PageOptions {
  /** From 1. Default 1. */
  readonly page?: number;
  /** Models of a page. */
  readonly limit: number;
}

/**
 * One page of a large answer: models nearest to the root first, with the statements that lead to them. Counts stay those of the
 * whole.
 * @throws StemmaError STEMMA_USAGE for a page behind the last
 */
export function pageOf(result: LineageResult, { page = 1, limit }: PageOptions): LineageResult {
  const pages = Math.max(1, Math.ceil(result.total / limit));
  if (page > pages)
    throw new StemmaError('STEMMA_USAGE', `there is no page ${page}: ${result.total} models make ${pages} of ${limit}`);
  const others = result.nodes.filter(({ id }) => id !== result.root);
  const shown = others.slice((page - 1) * limit, page * limit);
  const depths = new Map(result.nodes.map(({ id, depth }) => [id, depth]));
  const isShown = new Set(shown.map(({ id }) => id));
  const edges = result.edges.filter(({ from, to }) => {
    const [a, b] = [depths.get(from) ?? 0, depths.get(to) ?? 0];
    return (a >= b && isShown.has(from)) || (b >= a && isShown.has(to));
  });
  return {
    ...result,
    nodes: [...result.nodes.filter(({ id }) => id === result.root), ...shown],
    edges,
    page: { number: page, limit, pages },
    next: page < pages ? page + 1 : null,
  };
}
