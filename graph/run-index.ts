import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { EntityLine } from '../ontology/entity.ts';
import { onDisk, systemCodeOf } from '../src/core/disk-error.ts';
import { StemmaError } from '../src/core/errors.ts';
import { readLineBatches } from '../src/core/ndjson.ts';
import { entitiesPath, insideDataDir } from '../src/core/run/run-paths.ts';

/** A line of a mapped file: one source's account of one thing, and where it stands. */
export interface Account {
  readonly line: EntityLine;
  /** Relative to the data directory. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

interface Winner {
  readonly source: string;
  readonly seq: number;
  readonly elementOffset: number;
  readonly offset: number;
  readonly length: number;
}

/** What a run says, by thing. Of several accounts by one source the one read last counts. */
export interface RunIndex {
  readonly run: string;
  readonly file: string;
  readonly sources: ReadonlySet<string>;
  /** By IRI: the accounts that count, one per source. */
  readonly winners: ReadonlyMap<string, readonly Winner[]>;
}

/** @throws StemmaError STEMMA_RUN when the run is not mapped, STEMMA_DISK */
export async function indexRun(dataDir: string, run: string): Promise<RunIndex> {
  const path = entitiesPath(dataDir, run);
  const winners = new Map<string, readonly Winner[]>();
  const sources = new Set<string>();
  try {
    for await (const batch of readLineBatches(path)) {
      for (const { line, offset, length } of batch) {
        const { iri, origin } = keysOf(line) ?? keysOfParsed(parseEntity(line, path, offset));
        const { source, record, offset: elementOffset } = origin;
        sources.add(source);
        const seq = Number(record.slice(record.lastIndexOf('/') + 1));
        keepLatest(winners, iri, { source, seq, elementOffset, offset, length });
      }
    }
  } catch (error) {
    throw isMissing(error) ? notMapped(run, error) : error;
  }
  return { run, file: `jsonld/${run}/entities.ndjson`, sources, winners };
}

interface Keys {
  readonly iri: string;
  readonly origin: EntityLine['origin'];
}

const opening = Buffer.from('{"@id":"');
const originKey = Buffer.from('"origin":{');
const [quote, backslash, closingBrace] = [0x22, 0x5c, 0x7d];

/**
 * IRI and origin straight from the bytes of a line as the mapper writes it, many times faster than reading it whole.
 * Inside JSON text a quote is escaped, so the key cannot be mistaken; an origin holds no braces.
 */
function keysOf(line: Buffer): Keys | undefined {
  if (!line.subarray(0, opening.length).equals(opening)) return undefined;
  const end = line.indexOf(quote, opening.length);
  const start = line.lastIndexOf(originKey);
  if (end < 0 || start < 0 || line.subarray(opening.length, end).includes(backslash)) return undefined;
  const from = start + originKey.length - 1;
  try {
    const origin = JSON.parse(line.toString('utf8', from, line.indexOf(closingBrace, from) + 1)) as Keys['origin'];
    return { iri: line.toString('utf8', opening.length, end), origin };
  } catch {
    return undefined;
  }
}

function keysOfParsed(entity: EntityLine): Keys {
  return { iri: entity['@id'], origin: entity.origin };
}

function isMissing(error: unknown): boolean {
  return systemCodeOf((error as Error).cause ?? error) === 'ENOENT';
}

function notMapped(run: string, cause: unknown): StemmaError {
  return new StemmaError('STEMMA_RUN', `run ${run} is not mapped yet`, { hint: `stemma map ${run}`, cause });
}

function keepLatest(winners: Map<string, readonly Winner[]>, iri: string, found: Winner): void {
  const known = winners.get(iri);
  if (known === undefined) {
    winners.set(iri, [found]);
    return;
  }
  const rival = known.find((one) => one.source === found.source);
  if (rival === undefined) winners.set(iri, [...known, found]);
  else if (isLater(found, rival)) winners.set(iri, [...known.filter((one) => one !== rival), found]);
}

/** In the order of the ledger, then of the elements; of one element's accounts the one that stands later. */
function isLater(a: Winner, b: Winner): boolean {
  return (a.seq - b.seq || a.elementOffset - b.elementOffset || a.offset - b.offset) > 0;
}

export function parseEntity(line: Buffer, path: string, offset: number): EntityLine {
  try {
    return JSON.parse(line.toString()) as EntityLine;
  } catch (cause) {
    throw new StemmaError('STEMMA_RUN', `${path} is damaged at byte ${offset}`, {
      hint: 'stemma map, to write it again',
      cause,
    });
  }
}

/** Reads single lines of mapped files, of this run and of earlier ones. */
export class AccountReader {
  readonly #dataDir: string;
  readonly #handles = new Map<string, Promise<FileHandle | undefined>>();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** `undefined` when the file is not on this machine. */
  async read(file: string, offset: number, length: number): Promise<Account | undefined> {
    const handle = await this.#open(file);
    if (handle === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    const { bytesRead } = await onDisk('read', file, () => handle.read(bytes, 0, length, offset));
    return { line: parseEntity(bytes.subarray(0, bytesRead), file, offset), file, offset, length };
  }

  async close(): Promise<void> {
    for (const opened of this.#handles.values()) await (await opened)?.close();
  }

  #open(file: string): Promise<FileHandle | undefined> {
    const known = this.#handles.get(file);
    if (known !== undefined) return known;
    const path = insideDataDir(this.#dataDir, file);
    const opened = open(path, constants.O_RDONLY).catch((error: unknown) => {
      if (systemCodeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    this.#handles.set(file, opened);
    return opened;
  }
}
