import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';
import { parseDuration, parseShare } from '../../src/core/quantity.ts';
import { dayMs, orNothing, parseSettings, plainAddress, wholeNumber } from '../setting-values.ts';
import type { Manners } from '../source.ts';
import { defaultEndpoint, huggingfaceSettings } from './settings-table.ts';

const mostRowsPerPage = 1000;

/** What the Hub's own filters are given; undefined ones do not narrow. */
export interface ListFilters {
  readonly author: string | undefined;
  readonly search: string | undefined;
  readonly task: string | undefined;
  /** Tags that a model must have, all of them. */
  readonly tags: readonly string[];
}

/** Whether the list is narrowed at all. */
export function isFiltered({ author, search, task, tags }: ListFilters): boolean {
  return [author, search, task].some((value) => value !== undefined) || tags.length > 0;
}

/** What the extractor works with, parsed. */
export interface HubSettings {
  readonly numModels: number | undefined;
  readonly updateRecent: boolean;
  readonly all: boolean;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  /** Milliseconds since 1970, the last one that is wanted. */
  readonly until: number | undefined;
  readonly reconcile: boolean;
  readonly filters: ListFilters;
  readonly modelsFile: string | undefined;
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly threads: number;
  readonly enrichmentThreads: number;
  /** Infinity: to the end. */
  readonly baseModelIterations: number;
  /** Infinity: no bound. */
  readonly budget: number;
  /** Milliseconds. */
  readonly maxAge: number;
  readonly arxivBaseUrl: string;
  readonly leaderboard: string | undefined;
  readonly datasetsServer: string;
  readonly pageSize: number;
}

/** A date as a moment; a day without time as its first or its last millisecond. */
const moment = (end: 'first' | 'last') =>
  z.string().transform((text, issues) => {
    const found = Date.parse(text);
    if (Number.isNaN(found)) issues.addIssue('not a date');
    return end === 'last' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? found + dayMs - 1 : found;
  });
/** A number, or text as people write it. */
const quantity = (parse: (text: string) => number | undefined) =>
  z.union([z.number(), z.string()]).transform((given, issues) => {
    const value = parse(String(given));
    if (value === undefined) issues.addIssue('not written as it should be');
    return value ?? 0;
  });

const settingsSchema = z.object({
  numModels: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  updateRecent: orNothing(z.boolean()),
  all: orNothing(z.boolean()),
  since: orNothing(moment('first')),
  until: orNothing(moment('last')),
  overlap: orNothing(quantity(parseDuration)),
  reconcile: orNothing(z.boolean()),
  author: orNothing(z.string()),
  filter: orNothing(z.array(z.string())),
  search: orNothing(z.string()),
  task: orNothing(z.string()),
  library: orNothing(z.string()),
  language: orNothing(z.string()),
  licenseTag: orNothing(z.string()),
  modelsFile: orNothing(z.string()),
  endpoint: orNothing(z.string()),
  token: orNothing(z.string()),
  quota: orNothing(quantity(parseShare)),
  threads: orNothing(wholeNumber(1, 64)),
  enrichmentThreads: orNothing(wholeNumber(1, 64)),
  baseModelIterations: orNothing(z.union([wholeNumber(0, 1000), z.literal('all')])),
  budget: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  maxAge: orNothing(wholeNumber(0, 36_500)),
  arxivBaseUrl: orNothing(z.string()),
  arxivSpacing: orNothing(quantity(parseDuration)),
  leaderboard: orNothing(z.string()),
  datasetsServer: orNothing(z.string()),
  pageSize: orNothing(wholeNumber(1, mostRowsPerPage)),
});
type Parsed = z.infer<typeof settingsSchema>;

/** @throws StemmaError STEMMA_CONFIG naming the setting; never its value, which may be a secret */
function parseAddress(text: string, name: string, example: string): string {
  const address = plainAddress(text);
  if (address !== undefined) return address;
  throw new StemmaError(
    'STEMMA_CONFIG',
    `${name} is not the address of ${example.includes('arxiv') ? 'arXiv' : 'a Hub'}`,
    {
      hint: `give an http(s) address without user, query or fragment, such as ${example}`,
    },
  );
}

function parse(given: Readonly<Record<string, unknown>>): Parsed {
  return parseSettings(settingsSchema, huggingfaceSettings, given);
}

/** The Hub takes libraries, languages and licences as tags; a parameter of that name it would ignore in silence. */
function filtersOf({ author, filter = [], search, task, library, language, licenseTag }: Parsed): ListFilters {
  const license = licenseTag === undefined ? [] : [`license:${licenseTag}`];
  const words = [library, language].filter((word) => word !== undefined);
  return { author, search, task, tags: [...filter, ...words, ...license] };
}

/** @throws StemmaError STEMMA_CONFIG naming the setting; never its value, which may be a secret */
export function readSettings(given: Readonly<Record<string, unknown>>): HubSettings {
  const settings = parse(given);
  const iterations = settings.baseModelIterations ?? 1;
  const arxiv = 'https://export.arxiv.org';
  const rows = 'https://datasets-server.huggingface.co';
  return {
    numModels: settings.numModels,
    updateRecent: settings.updateRecent ?? true,
    all: settings.all ?? false,
    since: settings.since,
    until: settings.until,
    reconcile: settings.reconcile ?? false,
    filters: filtersOf(settings),
    modelsFile: settings.modelsFile,
    endpoint: parseAddress(settings.endpoint ?? defaultEndpoint, 'HF_ENDPOINT', defaultEndpoint),
    token: settings.token,
    threads: settings.threads ?? 4,
    enrichmentThreads: settings.enrichmentThreads ?? 4,
    baseModelIterations: iterations === 'all' ? Number.POSITIVE_INFINITY : iterations,
    budget: settings.budget ?? Number.POSITIVE_INFINITY,
    maxAge: (settings.maxAge ?? 7) * dayMs,
    arxivBaseUrl: parseAddress(settings.arxivBaseUrl ?? arxiv, 'ARXIV_BASE_URL', arxiv),
    leaderboard: settings.leaderboard,
    datasetsServer: parseAddress(settings.datasetsServer ?? rows, 'HF_DATASETS_SERVER', rows),
    pageSize: settings.pageSize ?? mostRowsPerPage,
  };
}

/** The Hub these settings are about, as `readSettings` gives it; undefined when they name none. */
export function endpointOf({ endpoint }: Readonly<Record<string, unknown>>): string | undefined {
  if (endpoint === undefined) return defaultEndpoint;
  return typeof endpoint === 'string' && URL.canParse(endpoint) ? endpoint.replace(/\/+$/, '') : undefined;
}

/** Requests to the Hub that may be under way at once, whatever the settings say. */
export const usualConcurrency = 8;

/** How the hosts are to be treated: our share of the quota, and arXiv's wish for one request in three seconds. */
export function mannersOf(given: Readonly<Record<string, unknown>>): Manners {
  const { quota, arxivSpacing = 3 } = parse(given);
  const { arxivBaseUrl, threads, enrichmentThreads } = readSettings(given);
  return {
    concurrency: Math.max(usualConcurrency, threads, enrichmentThreads),
    spacing: { [arxivBaseUrl]: arxivSpacing * 1000 },
    ...(quota === undefined ? {} : { quotaShare: quota }),
  };
}
