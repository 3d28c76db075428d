import { onFirstUse, readTable } from './table.ts';

/** What an old id stands for, and why. `moved`: the repository is there now. `successor`: its maintainers say to use that one. */
export interface DatasetAlias {
  readonly id: string;
  readonly basis: 'moved' | 'successor';
}

const byOldId = onFirstUse(
  () =>
    new Map<string, DatasetAlias>(
      readTable('hub-dataset-aliases').map(([old = '', id = '', basis]) => [
        old,
        { id, basis: basis === 's' ? 'successor' : 'moved' },
      ]),
    ),
);

/**
 * The id that stands today for an old one without a namespace: `squad` → `rajpurkar/squad`. Undefined for every other id.
 * A redirect of the Hub knows better: this is for what it no longer redirects.
 */
export function canonicalDataset(hubId: string): DatasetAlias | undefined {
  return byOldId().get(hubId);
}

/** All old ids, by code point. */
export function datasetAliases(): ReadonlyMap<string, DatasetAlias> {
  return byOldId();
}
