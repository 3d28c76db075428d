import { readFile } from 'node:fs/promises';
import { messageOf, StemmaError } from '../../src/core/errors.ts';

/** A line of the id file that names a model. */
export interface AskedModel {
  /** Counts from 1. */
  readonly line: number;
  /** As written, trimmed, without comment. */
  readonly text: string;
  readonly id: string;
  readonly revision?: string;
}

/** A line that names no model. */
export interface UnusableLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface IdFile {
  /** In the order of the file, each model and revision once. */
  readonly models: readonly AskedModel[];
  readonly unusable: readonly UnusableLine[];
  /** Lines that ask again for what an earlier line asked for. */
  readonly repeated: number;
}

type ParsedLine = { readonly id: string; readonly revision?: string } | { readonly reason: string };

/** First segments of Hub addresses that are no model. */
const otherPages = new Set([
  'datasets',
  'spaces',
  'papers',
  'collections',
  'models',
  'docs',
  'blog',
  'posts',
  'organizations',
  'settings',
  'tasks',
  'join',
  'login',
]);
/** What may stand between a model's id and a revision in an address. */
const beforeRevision = new Set(['tree', 'blob', 'raw', 'resolve', 'commit', 'commits', 'revision']);
const hubHosts = ['huggingface.co', 'www.huggingface.co', 'hf.co', 'www.hf.co'];

function withoutPrefix(path: readonly string[]): readonly string[] {
  return path[0] === 'api' && path[1] === 'models' ? path.slice(2) : path;
}

function checkedId(segments: readonly string[]): ParsedLine {
  const isName = (part: string): boolean => part !== '' && part !== '.' && part !== '..' && !/[\s\p{Cc}]/u.test(part);
  if (segments.length === 0 || segments.length > 2) return { reason: 'a model id is name or owner/name' };
  return segments.every(isName) ? { id: segments.join('/') } : { reason: 'not a model id' };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parseAddress(path: string): ParsedLine {
  const [clean = ''] = path.split(/[?#]/);
  const segments = withoutPrefix(
    clean
      .split('/')
      .filter((part) => part !== '')
      .map(decoded),
  );
  if (otherPages.has(segments[0] ?? '')) return { reason: `an address of ${segments[0]}, not of a model` };
  // A name without owner is a legal old id, so `gpt2/tree/main` has its word at 1 and `a/b/tree/main` at 2.
  const at = [1, 2].find((position) => beforeRevision.has(segments[position] ?? '') && segments.length > position + 1);
  if (at === undefined) return parsePlain((clean.includes('@') ? segments : segments.slice(0, 2)).join('/'));
  const parsed = checkedId(segments.slice(0, at));
  return 'reason' in parsed ? parsed : { ...parsed, revision: segments[at + 1] ?? '' };
}

function parsePlain(text: string): ParsedLine {
  const at = text.indexOf('@');
  const parsed = checkedId((at < 0 ? text : text.slice(0, at)).split('/'));
  if (at < 0 || 'reason' in parsed) return parsed;
  const revision = text.slice(at + 1);
  return revision === '' || /\s/.test(revision) ? { reason: 'no revision behind @' } : { ...parsed, revision };
}

/** One line without comment and surrounding space: an id, `id@revision`, `hf:id`, or an address of the Hub or of the endpoint. */
export function parseModelLine(text: string, endpoint: string): ParsedLine {
  if (text.startsWith(`${endpoint}/`)) return parseAddress(text.slice(endpoint.length));
  const address = /^(?:(https?):\/\/)?([^/\s]+)\/(.*)$/i.exec(text);
  const [, scheme, host = '', path = ''] = address ?? [];
  if (hubHosts.includes(host.toLowerCase())) return parseAddress(path);
  if (scheme !== undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { reason: 'an address outside the Hub' };
  return parsePlain(text.replace(/^hf:/, ''));
}

/** Parses the whole text; never throws. */
export function parseIdFile(text: string, endpoint: string): IdFile {
  const models = new Map<string, AskedModel>();
  const unusable: UnusableLine[] = [];
  let repeated = 0;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    // `#` also stands in addresses, so inside a line only one behind a space starts a comment.
    const content = raw.replace(/(^|\s)#.*$/, '').trim();
    if (content === '') continue;
    const line = index + 1;
    const parsed = parseModelLine(content, endpoint);
    if ('reason' in parsed) {
      unusable.push({ line, text: content, reason: parsed.reason });
      continue;
    }
    const key = `${parsed.id}@${parsed.revision ?? ''}`;
    if (models.has(key)) repeated += 1;
    else models.set(key, { line, text: content, ...parsed });
  }
  return { models: [...models.values()], unusable, repeated };
}

/** @throws StemmaError STEMMA_CONFIG when the file cannot be read or is no UTF-8 text */
export async function readIdFile(path: string, endpoint: string): Promise<IdFile> {
  const hint = 'check --models-file or HF_MODELS_FILE_PATH: one id or URL a line, UTF-8';
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new StemmaError('STEMMA_CONFIG', `the file of models cannot be read: ${messageOf(cause)}`, {
      hint,
      context: { path },
      cause,
    });
  });
  try {
    return parseIdFile(new TextDecoder('utf-8', { fatal: true }).decode(bytes), endpoint);
  } catch (cause) {
    throw new StemmaError('STEMMA_CONFIG', 'the file of models is not UTF-8 text', { hint, context: { path }, cause });
  }
}
