import { CompactSet } from '../../../src/core/compact-map.ts';
import type { LedgerLine, RawElement } from '../../../src/core/run/types.ts';
import { modelsResource } from '../resources.ts';
import type { Crawl } from './crawl.ts';
import { type ModelRow, readModelRow } from './model-row.ts';

/** Steps from the selection to what an answer is about; 0 for what was selected. */
export function depthOf({ context }: Pick<LedgerLine, 'context'>): number {
  const depth = context?.['depth'];
  return typeof depth === 'number' ? depth : 0;
}

/**
 * Records at one distance from the selection. Those that a run took over from an earlier run are its selection, however far
 * from that run's they were.
 */
export function elementsAt(
  { context }: Pick<Crawl, 'context'>,
  resource: string,
  depth: number,
): AsyncIterable<RawElement> {
  const { stored } = context;
  const isThere = (line: LedgerLine): boolean => depthOf(line) === depth;
  if (depth > 0) return stored.own(resource, isThere);
  return stored.isOwn ? stored.elements(resource, isThere) : stored.elements(resource);
}

/** The models at one distance, each as it was told first at one commit. */
export async function* modelsAt(crawl: Pick<Crawl, 'context'>, depth: number): AsyncGenerator<ModelRow> {
  const seen = new CompactSet();
  for await (const element of elementsAt(crawl, modelsResource, depth)) {
    const row = readModelRow(element);
    if (row !== undefined && seen.add(`${row.id}@${row.sha ?? ''}`)) yield row;
  }
}
