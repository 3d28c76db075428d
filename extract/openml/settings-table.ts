import type { SettingDefinition } from '../source.ts';

export const defaultBaseUrl = 'https://www.openml.org';

/** Which runs. */
const selection: readonly SettingDefinition[] = [
  {
    name: 'numInstances',
    env: ['OPENML_NUM_INSTANCES'],
    flag: 'limit',
    kind: 'integer',
    doc: 'runs to take from the list: 50, or no bound with --since or --all, when not given',
  },
  {
    name: 'offset',
    env: ['OPENML_OFFSET'],
    flag: 'openml-offset',
    kind: 'integer',
    default: 0,
    doc: 'rows at the beginning of the list of runs that are passed over; the list is by number, the oldest first',
  },
  {
    name: 'all',
    env: [],
    flag: 'all',
    kind: 'boolean',
    default: false,
    doc: 'the lists of flows, tasks, datasets and studies to their end, and every run unless --limit bounds them (there are over ten million)',
  },
  {
    name: 'since',
    env: [],
    flag: 'since',
    kind: 'date',
    words: ['last'],
    doc: 'take the runs uploaded since this date (UTC), or since the last run of this kind was begun',
  },
  {
    name: 'overlap',
    env: [],
    flag: 'overlap',
    kind: 'duration',
    default: '1d',
    doc: 'so much earlier than the last run was begun does --since last begin',
  },
];

/** Which of the list; the server's own filters, all of which must fit. */
const filters: readonly SettingDefinition[] = [
  { name: 'task', env: [], flag: 'openml-task', kind: 'list', doc: 'only runs of these tasks, by number: 59' },
  { name: 'flow', env: [], flag: 'openml-flow', kind: 'list', doc: 'only runs of these flows, by number' },
  { name: 'uploader', env: [], flag: 'openml-uploader', kind: 'list', doc: 'only runs of these users, by number' },
  { name: 'tag', env: [], flag: 'openml-tag', kind: 'string', doc: 'only runs with this tag' },
];

const access: readonly SettingDefinition[] = [
  {
    name: 'baseUrl',
    env: ['OPENML_BASE_URL'],
    flag: 'openml-base-url',
    kind: 'url',
    default: defaultBaseUrl,
    doc: 'address of OpenML; may carry a path, and may end in /api/v1',
  },
  {
    name: 'threads',
    env: ['OPENML_THREADS'],
    flag: 'threads',
    kind: 'integer',
    default: 2,
    doc: 'runs asked for one by one that may be under way at once',
  },
  {
    name: 'enrichmentThreads',
    env: ['OPENML_ENRICHMENT_THREADS'],
    flag: 'enrichment-threads',
    kind: 'integer',
    default: 2,
    doc: 'the same for what runs refer to: flows, tasks, datasets, setups',
  },
  {
    name: 'spacing',
    env: ['OPENML_SPACING'],
    flag: 'openml-spacing',
    kind: 'duration',
    default: '500ms',
    doc: 'time between the beginnings of two requests, whatever the threads',
  },
  {
    name: 'maxAge',
    env: [],
    flag: 'max-age',
    kind: 'integer',
    default: 7,
    doc: 'days for which an answer of an earlier run is good enough not to be asked for again',
  },
  {
    name: 'enableScraping',
    env: ['OPENML_ENABLE_SCRAPING'],
    flag: 'openml-scraping',
    kind: 'boolean',
    default: false,
    doc: 'also what only the website shows, downloads and likes, from the JSON behind it; no page is read',
  },
];

export const openmlSettings: readonly SettingDefinition[] = [...selection, ...filters, ...access];
