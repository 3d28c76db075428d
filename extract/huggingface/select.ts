import type { HubSettings } from './settings.ts';

/** What to take from the list. The order is always descending. */
export interface ListSelection {
  readonly sort: 'createdAt' | 'lastModified';
  /** Rows wanted; undefined = to the end. */
  readonly most: number | undefined;
  /** Milliseconds since 1970: stop behind the page where rows become older. */
  readonly since: number | undefined;
  /** Milliseconds since 1970: begin with the page where rows are no longer later. */
  readonly until: number | undefined;
}

const usualNumberOfModels = 50;

/**
 * The part of the list the settings ask for; undefined when only the id file is wanted.
 * `--all` walks by creation date because that never changes: a row cannot move across the cursor.
 */
export function selectFromList(
  settings: Pick<HubSettings, 'numModels' | 'updateRecent' | 'all' | 'since' | 'until'>,
): ListSelection | undefined {
  const { numModels, updateRecent, all, since, until } = settings;
  if (since !== undefined) {
    const most = all ? undefined : numModels;
    return most === 0 ? undefined : { sort: 'lastModified', most, since, until };
  }
  if (all) return { sort: 'createdAt', most: undefined, since: undefined, until };
  const most = numModels ?? usualNumberOfModels;
  if (most === 0) return undefined;
  return { sort: updateRecent ? 'lastModified' : 'createdAt', most, since: undefined, until };
}
