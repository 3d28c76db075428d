import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';
import type { SettingDefinition } from '../source.ts';

const defaultEndpoint = 'https://huggingface.co';
const mostRowsPerPage = 1000;

export const huggingfaceSettings: readonly SettingDefinition[] = [
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
    doc: 'take the models modified since this date (UTC); the page on which it is passed is kept whole',
  },
  {
    name: 'until',
    env: [],
    flag: 'until',
    kind: 'date',
    doc: 'take nothing modified (with --all: created) after this date (UTC), a day meaning its end; the page on which it is passed is kept whole',
  },
  {
    name: 'modelsFile',
    env: ['HF_MODELS_FILE_PATH'],
    flag: 'models-file',
    kind: 'path',
    isInput: true,
    doc: 'file of models to take one by one: an id or URL a line, with @revision if wanted; # starts a comment',
  },
  {
    name: 'endpoint',
    env: ['HF_ENDPOINT'],
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
    name: 'threads',
    env: ['HF_THREADS'],
    flag: 'threads',
    kind: 'integer',
    default: 4,
    doc: 'models asked for one by one that may be under way at once',
  },
  {
    name: 'enrichmentThreads',
    env: ['HF_ENRICHMENT_THREADS'],
    kind: 'integer',
    default: 4,
    doc: 'accepted so that existing settings keep working; requests at once of the enrichment stage, which does not exist yet',
  },
  {
    name: 'baseModelIterations',
    env: ['HF_BASE_MODEL_ITERATIONS'],
    kind: 'integer',
    default: 1,
    doc: 'accepted so that existing settings keep working, without effect yet: base models outside the selection are kept as references and not fetched',
  },
];

/** What the extractor works with, parsed. */
export interface HubSettings {
  readonly numModels: number | undefined;
  readonly updateRecent: boolean;
  readonly all: boolean;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
  /** Milliseconds since 1970, the last one that is wanted. */
  readonly until: number | undefined;
  readonly modelsFile: string | undefined;
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly threads: number;
  readonly pageSize: number;
}

const orNothing = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional());
const wholeNumber = (least: number, most: number) => z.number().int().min(least).max(most);

const dayMs = 86_400_000;
/** A date as a moment; a day without time as its first or its last millisecond. */
const moment = (end: 'first' | 'last') =>
  z.string().transform((text, issues) => {
    const found = Date.parse(text);
    if (Number.isNaN(found)) issues.addIssue('not a date');
    return end === 'last' && /^\d{4}-\d{2}-\d{2}$/.test(text) ? found + dayMs - 1 : found;
  });

const settingsSchema = z.object({
  numModels: orNothing(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
  updateRecent: orNothing(z.boolean()),
  all: orNothing(z.boolean()),
  since: orNothing(moment('first')),
  until: orNothing(moment('last')),
  modelsFile: orNothing(z.string()),
  endpoint: orNothing(z.string()),
  token: orNothing(z.string()),
  threads: orNothing(wholeNumber(1, 64)),
  pageSize: orNothing(wholeNumber(1, mostRowsPerPage)),
});

/** The endpoint without a slash at the end; query and fragment make no sense in it. */
function parseEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === '';
  if (isUsable) return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  throw new StemmaError('STEMMA_CONFIG', 'HF_ENDPOINT is not the address of a Hub', {
    hint: `give an http(s) address without user, query or fragment, such as ${defaultEndpoint}`,
  });
}

/** @throws StemmaError STEMMA_CONFIG naming the setting; never its value, which may be a secret */
export function readSettings(given: Readonly<Record<string, unknown>>): HubSettings {
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? '');
    const row = huggingfaceSettings.find((setting) => setting.name === name);
    const shown = row?.env[0] ?? (row?.flag === undefined ? name : `--${row.flag}`);
    throw new StemmaError(
      'STEMMA_CONFIG',
      `${shown} cannot be used: ${issue?.message ?? 'wrong value'}`,
      row === undefined ? {} : { hint: row.doc },
    );
  }
  const settings = parsed.data;
  return {
    numModels: settings.numModels,
    updateRecent: settings.updateRecent ?? true,
    all: settings.all ?? false,
    since: settings.since,
    until: settings.until,
    modelsFile: settings.modelsFile,
    endpoint: parseEndpoint(settings.endpoint ?? defaultEndpoint),
    token: settings.token,
    threads: settings.threads ?? 4,
    pageSize: settings.pageSize ?? mostRowsPerPage,
  };
}
