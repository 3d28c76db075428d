import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';
import { parseDuration } from '../../src/core/quantity.ts';
import type { Manners } from '../source.ts';
import { ai4lifeSettings, defaultBaseUrl, defaultParentId } from './settings-table.ts';

/** What the extractor works with, parsed. */
export interface Ai4lifeSettings {
  /** Of each kind; undefined = all. */
  readonly most: number | undefined;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  readonly staged: boolean;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly workspace: string;
  /** Alias of the collection in its workspace. */
  readonly collection: string;
  readonly threads: number;
  readonly pageSize: number;
  /** Milliseconds. */
  readonly maxAge: number;
}

const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
const wholeNumber = (least: number, most: number) => z.number().int().min(least).max(most);
const dayMs = 86_400_000;

const schema = z.object({
  numModels: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  all: orNothing(z.boolean()),
  since: orNothing(z.string()),
  staged: orNothing(z.boolean()),
  baseUrl: orNothing(z.string()),
  parentId: orNothing(z.string()),
  threads: orNothing(wholeNumber(1, 64)),
  spacing: orNothing(z.union([z.number(), z.string()])),
  pageSize: orNothing(wholeNumber(1, 1000)),
  maxAge: orNothing(wholeNumber(0, 36_500)),
});

function refuse(name: string, why: string): never {
  const row = ai4lifeSettings.find((setting) => setting.name === name);
  const shown = row?.env[0] ?? (row?.flag === undefined ? name : `--${row.flag}`);
  throw new StemmaError('STEMMA_CONFIG', `${shown} cannot be used: ${why}`, row === undefined ? {} : { hint: row.doc });
}

function parse(given: Readonly<Record<string, unknown>>): z.infer<typeof schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(String(issue?.path[0] ?? ''), issue?.message ?? 'wrong value');
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable =
    url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === '';
  return isUsable
    ? `${url.origin}${url.pathname.replace(/\/+$/, '')}`
    : refuse('baseUrl', `it is no http(s) address without user, query and fragment, such as ${defaultBaseUrl}`);
}

/** @throws StemmaError STEMMA_CONFIG naming the setting */
export function readSettings(given: Readonly<Record<string, unknown>>): Ai4lifeSettings {
  const settings = parse(given);
  const all = settings.all ?? false;
  const [workspace, collection, ...more] = (settings.parentId ?? defaultParentId).split('/');
  if (workspace === undefined || workspace === '' || collection === undefined || collection === '' || more.length > 0)
    return refuse('parentId', `it is not workspace/alias, such as ${defaultParentId}`);
  const since = all || settings.since === undefined ? undefined : Date.parse(settings.since);
  if (since !== undefined && Number.isNaN(since)) return refuse('since', 'it is no date');
  return {
    most: all ? undefined : settings.numModels,
    since,
    staged: settings.staged ?? false,
    baseUrl: addressOf(settings.baseUrl ?? defaultBaseUrl),
    workspace,
    collection,
    threads: settings.threads ?? 2,
    pageSize: settings.pageSize ?? 100,
    maxAge: (settings.maxAge ?? 7) * dayMs,
  };
}

const usualSpacingSeconds = 0.5;

/** How the server is to be treated: slowly, unless it is somebody's own. */
export function mannersOf(given: Readonly<Record<string, unknown>>): Manners {
  const { baseUrl, threads } = readSettings(given);
  const { spacing } = parse(given);
  const stated = spacing === undefined ? undefined : parseDuration(String(spacing));
  if (spacing !== undefined && stated === undefined) return refuse('spacing', 'it is no duration such as 500ms');
  const seconds = stated ?? (baseUrl === defaultBaseUrl ? usualSpacingSeconds : 0);
  const manners = { concurrency: threads, breaker: { after: 5, pauseMs: 10_000, longestPauseMs: 60_000 } };
  return seconds === 0 ? manners : { ...manners, pace: seconds * 1000 };
}
