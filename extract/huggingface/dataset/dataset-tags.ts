import type { Tag } from '../tag-grammar.ts';

/** Prefixes that the Hub writes before the first `:` of a dataset's tag. */
const prefixes = [
  'task_categories',
  'task_ids',
  'language',
  'license',
  'size_categories',
  'multilinguality',
  'source_datasets',
  'annotations_creators',
  'language_creators',
  'format',
  'modality',
  'library',
  'benchmark',
  'arxiv',
  'doi',
  'region',
] as const;
export type DatasetTagPrefix = (typeof prefixes)[number];

/** Tags of a dataset by what they say. Tags of no known prefix are plain words, a `:` in them or not. */
export interface DatasetTags {
  readonly plain: readonly Tag[];
  of(prefix: DatasetTagPrefix): readonly Tag[];
}

/** `undefined` holds the place of an element that is no string. */
export function parseDatasetTags(tags: readonly (string | undefined)[]): DatasetTags {
  const plain: Tag[] = [];
  const byPrefix = new Map<string, Tag[]>(prefixes.map((prefix) => [prefix, []]));
  for (const [index, tag] of tags.entries()) {
    if (tag === undefined) continue;
    const colon = tag.indexOf(':');
    const found = colon === -1 ? undefined : byPrefix.get(tag.slice(0, colon));
    if (found === undefined) plain.push({ index, text: tag });
    else found.push({ index, text: tag.slice(colon + 1) });
  }
  return { plain, of: (prefix) => byPrefix.get(prefix) ?? [] };
}
