import { fetchEach, type Write } from '../../fetch-each.ts';
import { isObject } from '../../found.ts';
import { writeFailure, writeMiss } from '../../misses.ts';
import { listingUrl } from '../artifact-urls.ts';
import { ask } from '../client.ts';
import { type FileLink, fileLinksOf } from '../file-links.ts';
import { readLink } from '../link.ts';
import { filesResource } from '../resources.ts';
import { parseJson } from '../responses.ts';
import type { CrawlTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import { type ArtifactRow, artifactsOf, nameText } from './rows.ts';

/** The server tells of so many files of a directory at most: past it, what is not listed may be there all the same. */
const mostRows = 1000;

interface Listing {
  readonly row: ArtifactRow;
  /** `''`, or a path that ends with `/`. */
  readonly directory: string;
  readonly url: string;
  /** Links to files that should be in it, by path. */
  readonly wanted: ReadonlyMap<string, FileLink>;
}

/** Linked files that are not there, by `workspace/alias/path`, and whether that was seen in this run or in one before. */
export type AbsentFiles = ReadonlyMap<string, 'now' | 'before'>;

/**
 * Lists the files of each artifact that was modified since it was listed last: the root, and each directory that a link leads
 * to. A link that leads to no file is noted. No file is asked for. Gives what is not there.
 */
export async function extractFiles(task: CrawlTask): Promise<AbsentFiles> {
  const absent = new Map<string, 'now' | 'before'>();
  await fetchEach({
    items: await listings(task, absent),
    concurrency: task.settings.threads,
    signal: task.signal,
    ask: async ({ url }, signal) => {
      const answer = await ask(task.context, filesResource, url, { signal });
      return { answer, body: await answer.read() };
    },
    settle: (listing, { answer, body }, write) => {
      const names = namesIn(answer.status, body);
      if (names === undefined) return writeAbsence(task, wantedOf(listing), answer, body, write);
      write(answer.keep({ ...task.purpose, context: contextOf(listing) }));
      task.tally.add({ records: names.length, attempts: answer.attempts });
      for (const [path, link] of deadLinks(listing, names)) {
        absent.set(`${nameText(listing.row.artifact)}/${path}`, 'now');
        noteDead(task, listing, path, link, write);
      }
    },
    fail: (listing, error, write) => writeFailure(task, wantedOf(listing), listing.url, error, write),
  });
  return absent;
}

function deadLinks({ directory, wanted }: Listing, names: readonly string[]): readonly (readonly [string, FileLink])[] {
  if (names.length >= mostRows) return [];
  const held = new Set(names);
  return [...wanted].filter(([path]) => !held.has(path.slice(directory.length)));
}

function wantedOf(listing: Listing) {
  const { alias } = listing.row.artifact;
  return { resource: filesResource, id: `${alias}/${listing.directory}`, context: contextOf(listing) };
}

function contextOf({ row, directory }: Listing): Readonly<Record<string, unknown>> {
  return directory === '' ? row.context : { ...row.context, directory };
}

function noteDead(task: CrawlTask, { row, url }: Listing, path: string, link: FileLink, write: Write): void {
  const { alias, kind } = row.artifact;
  const context = { alias, kind, role: link.role, pointer: link.pointer, literal: link.text.slice(0, 500) };
  const wanted = { resource: filesResource, id: `${alias}/${path}`, context };
  writeMiss(task, wanted, { kind: 'absent', url, error: 'the artifact has no such file' }, write);
}

/** Names in a directory; undefined when the answer is no list. */
function namesIn(status: number, body: Buffer): readonly string[] | undefined {
  const value = status === 200 ? parseJson(body) : undefined;
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((row: unknown) => (isObject(row) && typeof row['name'] === 'string' ? [row['name']] : []));
}

/** Those that have to be asked for; of the others an earlier run tells what is not there. */
async function listings(task: CrawlTask, absent: Map<string, 'now' | 'before'>): Promise<readonly Listing[]> {
  const found: Listing[] = [];
  for (const row of await artifactsOf(task)) {
    for (const [directory, wanted] of linksByDirectory(row)) {
      const url = listingUrl(task.settings.baseUrl, row.artifact, directory);
      const listing: Listing = { row, directory, url, wanted };
      const known = await task.known.answer(filesResource, url, row);
      if (known === undefined) {
        found.push(listing);
        continue;
      }
      task.tally.add({ known: 1 });
      const names = namesIn(known.line.status, await known.run.body(known.line)) ?? [...wanted.keys()];
      for (const [path] of deadLinks(listing, names)) absent.set(`${nameText(row.artifact)}/${path}`, 'before');
    }
  }
  return found;
}

/** The root is among them, whether a link leads there or not. */
function linksByDirectory({ artifact }: ArtifactRow): ReadonlyMap<string, ReadonlyMap<string, FileLink>> {
  const found = new Map<string, Map<string, FileLink>>([['', new Map()]]);
  for (const link of fileLinksOf(artifact.manifest)) {
    const read = readLink(link.text, artifact);
    if (read.kind !== 'file') continue;
    const directory = read.path.slice(0, read.path.lastIndexOf('/') + 1);
    const wanted = found.get(directory) ?? new Map<string, FileLink>();
    found.set(directory, wanted);
    if (!wanted.has(read.path)) wanted.set(read.path, link);
  }
  return found;
}
