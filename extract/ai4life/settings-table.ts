import type { SettingDefinition } from '../source.ts';

export const defaultBaseUrl = 'https://hypha.aicell.io';
export const defaultParentId = 'bioimage-io/bioimage.io';

export const ai4lifeSettings: readonly SettingDefinition[] = [
  {
    name: 'numModels',
    env: ['AI4LIFE_NUM_MODELS'],
    flag: 'limit',
    kind: 'integer',
    doc: 'models to take, and as many data sets, applications and notebooks, the last modified; all when not given',
  },
  {
    name: 'all',
    env: [],
    flag: 'all',
    kind: 'boolean',
    default: false,
    doc: 'take everything, whatever is said of a number or a date; what neither bounds is whole anyway',
  },
  {
    name: 'since',
    env: [],
    flag: 'since',
    kind: 'date',
    words: ['last'],
    doc: 'take what was modified since this date (UTC), or since the last run over the collection was begun',
  },
  {
    name: 'overlap',
    env: [],
    flag: 'overlap',
    kind: 'duration',
    default: '1h',
    doc: 'so much earlier than the last run was begun does --since last begin',
  },
  {
    name: 'staged',
    env: ['AI4LIFE_STAGED'],
    flag: 'staged',
    kind: 'boolean',
    default: false,
    doc: 'take what is staged and not committed yet too, as far as anybody may see it',
  },
  {
    name: 'baseUrl',
    env: ['AI4LIFE_BASE_URL'],
    flag: 'ai4life-base-url',
    kind: 'url',
    default: defaultBaseUrl,
    doc: 'address of the Hypha server that holds the collection; may carry a path',
  },
  {
    name: 'parentId',
    env: ['AI4LIFE_PARENT_ID'],
    flag: 'ai4life-parent-id',
    kind: 'string',
    default: defaultParentId,
    doc: 'the collection: workspace/alias',
  },
  {
    name: 'threads',
    env: ['AI4LIFE_THREADS'],
    flag: 'threads',
    kind: 'integer',
    default: 2,
    doc: 'requests to the server that may be under way at once, where none are spaced',
  },
  {
    name: 'spacing',
    env: ['AI4LIFE_SPACING'],
    flag: 'ai4life-spacing',
    kind: 'duration',
    doc: 'time between two requests; 500ms at the usual address, none at another, when not given',
  },
  {
    name: 'pageSize',
    env: ['AI4LIFE_PAGE_SIZE'],
    kind: 'integer',
    default: 100,
    doc: 'records of one page of the list',
  },
  {
    name: 'maxAge',
    env: [],
    flag: 'max-age',
    kind: 'integer',
    default: 7,
    doc: 'days for which an answer that a file is not there is good enough not to be asked for again',
  },
];
