import * as z from 'zod';
import { usualBreaker } from '../../src/core/http/circuit-breaker.ts';
import { parseDuration } from '../../src/core/quantity.ts';
import { dayMs, orNothing, parseSettings, plainAddress, refuseSetting, wholeNumber } from '../setting-values.ts';
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
  return refuseSetting(ai4lifeSettings, name, why);
}

function parse(given: Readonly<Record<string, unknown>>): z.infer<typeof schema> {
  return parseSettings(schema, ai4lifeSettings, given);
}

function addressOf(text: string): string {
  return (
    plainAddress(text) ??
    refuse('baseUrl', `it is no http(s) address without user, query and fragment, such as ${defaultBaseUrl}`)
  );
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
  const manners = { concurrency: threads, breaker: usualBreaker };
  return seconds === 0 ? manners : { ...manners, pace: seconds * 1000 };
}
