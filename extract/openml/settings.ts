import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';
import { parseDuration } from '../../src/core/quantity.ts';
import { usualBreaker } from '../../src/core/http/circuit-breaker.ts';
import { dayMs, orNothing, parseSettings, plainAddress, wholeNumber } from '../setting-values.ts';
import type { Manners } from '../source.ts';
import { defaultBaseUrl, openmlSettings } from './settings-table.ts';

/** What the server's own filters of the list of runs are given. */
export interface RunFilters {
  readonly task: readonly string[];
  readonly flow: readonly string[];
  readonly uploader: readonly string[];
  readonly tag: string | undefined;
}

/** What the extractor works with, parsed. */
export interface OpenmlSettings {
  readonly numInstances: number | undefined;
  readonly offset: number;
  readonly all: boolean;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  readonly filters: RunFilters;
  /** Without a slash at the end and without `/api/v1`. */
  readonly baseUrl: string;
  readonly threads: number;
  readonly enrichmentThreads: number;
  /** Milliseconds. */
  readonly maxAge: number;
  readonly enableScraping: boolean;
  /** Rows asked for at once. */
  readonly pageSize: number;
}

const usualPageSize = 1000;

/** An id of the server's: anything else it refuses, and so the whole list. */
const numbers = z.array(z.string().regex(/^\d{1,15}$/, 'not a number of OpenML'));
const moment = z.string().transform((text, issues) => {
  const found = Date.parse(text);
  if (Number.isNaN(found)) issues.addIssue('not a date');
  return found;
});

/** A number, or text as people write it. */
const duration = z.union([z.number(), z.string()]).transform((given, issues) => {
  const value = parseDuration(String(given));
  if (value === undefined) issues.addIssue('not a duration');
  return value ?? 0;
});

const settingsSchema = z.object({
  numInstances: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  offset: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  all: orNothing(z.boolean()),
  since: orNothing(moment),
  overlap: orNothing(duration),
  task: orNothing(numbers),
  flow: orNothing(numbers),
  uploader: orNothing(numbers),
  tag: orNothing(z.string().regex(/^[\w.,:+ ~()-]{1,128}$/, 'not a tag that the server takes')),
  baseUrl: orNothing(z.string()),
  threads: orNothing(wholeNumber(1, 64)),
  enrichmentThreads: orNothing(wholeNumber(1, 64)),
  spacing: orNothing(duration),
  maxAge: orNothing(wholeNumber(0, 36_500)),
  enableScraping: orNothing(z.boolean()),
  pageSize: orNothing(wholeNumber(1, 10_000)),
});
type Parsed = z.infer<typeof settingsSchema>;

function parse(given: Readonly<Record<string, unknown>>): Parsed {
  return parseSettings(settingsSchema, openmlSettings, given);
}

/** What users know as the address of the API leads to the same server. */
function parseBaseUrl(text: string): string {
  const address = plainAddress(text);
  if (address !== undefined) return address.replace(/\/api\/v1(?:\/(?:json|xml))?$/, '');
  throw new StemmaError('STEMMA_CONFIG', 'OPENML_BASE_URL is not the address of an OpenML server', {
    hint: `give an http(s) address without user, query or fragment, such as ${defaultBaseUrl}`,
  });
}

/** @throws StemmaError STEMMA_CONFIG naming the setting */
export function readSettings(given: Readonly<Record<string, unknown>>): OpenmlSettings {
  const settings = parse(given);
  const { task = [], flow = [], uploader = [], tag } = settings;
  return {
    numInstances: settings.numInstances,
    offset: settings.offset ?? 0,
    all: settings.all ?? false,
    since: settings.since,
    filters: { task, flow, uploader, tag },
    baseUrl: parseBaseUrl(settings.baseUrl ?? defaultBaseUrl),
    threads: settings.threads ?? 2,
    enrichmentThreads: settings.enrichmentThreads ?? 2,
    maxAge: (settings.maxAge ?? 7) * dayMs,
    enableScraping: settings.enableScraping ?? false,
    pageSize: settings.pageSize ?? usualPageSize,
  };
}

/** Whether the list of runs is narrowed at all. */
export function isFiltered({ task, flow, uploader, tag }: RunFilters): boolean {
  return task.length + flow.length + uploader.length > 0 || tag !== undefined;
}

/** Requests that may be under way at once, unless the settings want more. */
export const usualConcurrency = 2;
const usualSpacing = 0.5;

/** A server that was jammed by its users before: few at once, a pace, and left alone when it fails. */
export function mannersOf(given: Readonly<Record<string, unknown>>): Manners {
  const { spacing = usualSpacing } = parse(given);
  const { threads, enrichmentThreads } = readSettings(given);
  return {
    concurrency: Math.max(usualConcurrency, threads, enrichmentThreads),
    pace: spacing * 1000,
    breaker: usualBreaker,
  };
}
