import type { SettingDefinition } from '../source.ts';

export const defaultEndpoint = 'https://huggingface.co';

/** Which models. */
const selection: readonly SettingDefinition[] = [
  {
    name: 'numModels',
    env: ['HF_NUM_MODELS', 'HUGGINGFACE_MAX_MODELS'],
    flag: 'limit',
    kind: 'integer',
    doc: 'models to take from the list: 50, or no bound with --since, when not given; 0 = only the id file',
  },
  {
    name: 'updateRecent',
    env: ['HF_UPDATE_RECENT'],
    flag: 'update-recent',
    kind: 'boolean',
    default: true,
    doc: 'with a number of models: true takes the last modified, false the newest',
  },
  { name: 'all', env: [], flag: 'all', kind: 'boolean', default: false, doc: 'take every model, in order of creation' },
  {
    name: 'since',
    env: [],
    flag: 'since',
    kind: 'date',
    words: ['last'],
    doc: 'take the models modified since this date (UTC), or since the last run of this kind was begun; the page on which it is passed is kept whole',
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
    name: 'until',
    env: [],
    flag: 'until',
    kind: 'date',
    doc: 'take nothing modified (with --all: created) after this date (UTC), a day meaning its end; the page on which it is passed is kept whole',
  },
  {
    name: 'reconcile',
    env: [],
    flag: 'reconcile',
    kind: 'boolean',
    default: false,
    doc: 'walk the ids of all models too: finds what was removed, renamed or newly gated without a change that --since would see',
  },
  {
    name: 'modelsFile',
    env: ['HF_MODELS_FILE_PATH'],
    flag: 'models-file',
    kind: 'path',
    isInput: true,
    doc: 'file of models to take one by one: an id or URL a line, with @revision if wanted; # starts a comment',
  },
];

/** Which of the list; the Hub's own filters, all of which must fit. */
const filters: readonly SettingDefinition[] = [
  { name: 'author', env: [], flag: 'author', kind: 'string', doc: 'only models of this user or organization' },
  {
    name: 'filter',
    env: [],
    flag: 'filter',
    kind: 'list',
    doc: 'only models with this tag of the Hub; may be repeated',
  },
  { name: 'search', env: [], flag: 'search', kind: 'string', doc: 'only models with this in their id' },
  { name: 'task', env: [], flag: 'task', kind: 'string', doc: 'only models for this task: text-generation' },
  { name: 'library', env: [], flag: 'library', kind: 'string', doc: 'only models of this library: transformers' },
  { name: 'language', env: [], flag: 'language', kind: 'string', doc: 'only models for this language: en' },
  {
    name: 'licenseTag',
    env: [],
    flag: 'license-tag',
    kind: 'string',
    doc: 'only models under this licence, as the Hub writes it: mit',
  },
];

const access: readonly SettingDefinition[] = [
  {
    name: 'endpoint',
    env: ['HF_ENDPOINT'],
    flag: 'hf-endpoint',
    kind: 'url',
    default: defaultEndpoint,
    doc: 'address of the Hub or of a mirror; may carry a path',
  },
  {
    name: 'token',
    env: ['HF_TOKEN', 'HUGGINGFACE_API_TOKEN', 'HUGGINGFACE_HUB_TOKEN', 'HUGGING_FACE_HUB_TOKEN'],
    kind: 'string',
    secret: true,
    doc: 'read token of the Hub; optional, raises the rate limit; sent to the endpoint only',
  },
  {
    name: 'quota',
    env: ['HF_QUOTA'],
    flag: 'quota',
    kind: 'share',
    doc: 'use no more than this share of each window of a rate limit, and leave the rest to others: 50%',
  },
  {
    name: 'threads',
    env: ['HF_THREADS'],
    flag: 'threads',
    kind: 'integer',
    default: 4,
    doc: 'models, cards and files asked for one by one that may be under way at once',
  },
  {
    name: 'enrichmentThreads',
    env: ['HF_ENRICHMENT_THREADS'],
    flag: 'enrichment-threads',
    kind: 'integer',
    default: 4,
    doc: 'the same for what models refer to: base models, datasets, accounts',
  },
];

/** What models refer to. */
const enrichment: readonly SettingDefinition[] = [
  {
    name: 'baseModelIterations',
    env: ['HF_BASE_MODEL_ITERATIONS'],
    flag: 'base-model-iterations',
    kind: 'integer',
    words: ['all'],
    default: 1,
    doc: 'steps up to base models outside the selection: 0 none, 1 the direct ones, all to the end',
  },
  {
    name: 'budget',
    env: [],
    flag: 'budget',
    kind: 'integer',
    doc: 'base models outside the selection to ask for at most; no bound when not given',
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
    name: 'arxivBaseUrl',
    env: ['ARXIV_BASE_URL'],
    flag: 'arxiv-base-url',
    kind: 'url',
    default: 'https://export.arxiv.org',
    doc: 'address of arXiv; may carry a path',
  },
  {
    name: 'arxivSpacing',
    env: ['ARXIV_SPACING'],
    flag: 'arxiv-spacing',
    kind: 'duration',
    default: '3s',
    doc: 'time between two requests to arXiv, which asks for three seconds',
  },
  {
    name: 'leaderboard',
    env: ['HF_LEADERBOARD'],
    flag: 'leaderboard',
    kind: 'path',
    doc: 'file with the rows of the Open LLM Leaderboard 2 as JSON; without it the stage hf_leaderboard asks the datasets server',
  },
  {
    name: 'datasetsServer',
    env: ['HF_DATASETS_SERVER'],
    kind: 'url',
    default: 'https://datasets-server.huggingface.co',
    doc: 'address of the server that gives rows of datasets',
  },
];

export const huggingfaceSettings: readonly SettingDefinition[] = [...selection, ...filters, ...access, ...enrichment];
