import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountReader } from '../../../graph/account-reader.ts';
import { partKey } from '../../../graph/account-part.ts';
import { settledAccounts } from '../../../graph/redirects.ts';
import { isLater } from '../../../graph/renamed-within.ts';
import { type Account, parseEntity } from '../../../graph/run-index.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { identify } from '../../../ontology/iri.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { readLineBatches } from '../../core/ndjson.ts';
import { entitiesPath } from '../../core/run/run-paths.ts';
import { Partitions } from '../run-diff/partitions.ts';
import { entitiesBytes } from '../run-diff/read-run.ts';

/** What a run tells of one thing: its accounts that count, one per source and resource. */
export interface RunThing {
  readonly uri: string;
  readonly accounts: readonly EntityLine[];
}

export interface RunThings {
  /** Classes that the run gives to things whose IRI says another: labels by IRI. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** A window at a time. */
  readonly windows: AsyncIterable<readonly RunThing[]>;
  /** Removes what was put aside. */
  close(): Promise<void>;
}

interface Mark {
  readonly uri: string;
  readonly part: string;
  readonly seq: number;
  readonly elementOffset: number;
  readonly offset: number;
  readonly length: number;
}

const [defaultPartBytes, mostParts, thingsAtOnce] = [512 * 1024 * 1024, 64, 500];

/**
 * All things a run tells of, each with all its accounts, from the run folder alone. Memory holds the places of one part of
 * the run and the accounts of some hundred things.
 * @throws StemmaError STEMMA_RUN when the run is not mapped, STEMMA_CANCELLED
 */
export async function runThings(
  dataDir: string,
  run: string,
  { signal, partBytes = defaultPartBytes }: { readonly signal?: AbortSignal; readonly partBytes?: number } = {},
): Promise<RunThings> {
  const parts = Math.min(mostParts, 1 + Math.floor((await entitiesBytes(dataDir, run)) / partBytes));
  const folder = await mkdtemp(join(tmpdir(), 'stemma-validate-'));
  const marks = new Partitions(folder, 'things', parts);
  const close = async (): Promise<void> => {
    await marks.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const labels = await markThings(entitiesPath(dataDir, run), marks, signal);
    return { labels, windows: windowsOf(marks, dataDir, `jsonld/${run}/entities.ndjson`, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function markThings(
  path: string,
  marks: Partitions,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const labels = new Map<string, Set<string>>();
  for await (const batch of readLineBatches(path)) {
    throwIfAborted(signal);
    for (const { line, offset, length } of batch) {
      const { '@id': uri, '@type': label, origin } = parseEntity(line, path, offset);
      if (identify(uri)?.label !== label) labels.set(uri, new Set([...(labels.get(uri) ?? []), label]));
      const seq = Number(origin.record.slice(origin.record.lastIndexOf('/') + 1));
      const mark: Mark = { uri, part: partKey(origin), seq, elementOffset: origin.offset, offset, length };
      await marks.add(uri, mark);
    }
  }
  await marks.flush();
  return labels;
}

async function* windowsOf(
  marks: Partitions,
  dataDir: string,
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly RunThing[]> {
  const reader = new AccountReader(dataDir);
  try {
    for (let part = 0; part < marks.count; part += 1) {
      const things = [...latestByThing(await marks.take<Mark>(part)).values()];
      for (let start = 0; start < things.length; start += thingsAtOnce) {
        throwIfAborted(signal);
        yield await readThings(reader, file, things.slice(start, start + thingsAtOnce));
      }
    }
  } finally {
    await reader.close();
  }
}

/** By thing: of several accounts of one part the one read last. */
function latestByThing(marks: readonly Mark[]): ReadonlyMap<string, readonly Mark[]> {
  const byThing = new Map<string, Mark[]>();
  for (const mark of marks) {
    const held = byThing.get(mark.uri);
    const at = held?.findIndex(({ part }) => part === mark.part) ?? -1;
    const rival = held?.[at];
    if (held === undefined) byThing.set(mark.uri, [mark]);
    else if (rival === undefined) held.push(mark);
    else if (isLater(mark, rival)) held[at] = mark;
  }
  return byThing;
}

async function readThings(
  reader: AccountReader,
  file: string,
  things: readonly (readonly Mark[])[],
): Promise<readonly RunThing[]> {
  const places = things.flat().map(({ offset, length }) => ({ file, offset, length }));
  const read = await reader.readAll(places);
  let next = 0;
  return things.flatMap((marks) => {
    const accounts = read
      .slice(next, next + marks.length)
      .filter((account): account is Account => account !== undefined);
    next += marks.length;
    const lines = settledAccounts(accounts).map(({ line }) => line);
    const [first] = lines;
    return first === undefined ? [] : [{ uri: first['@id'], accounts: lines }];
  });
}
