import type { EntityLine } from '../ontology/entity.ts';
import { systemCodeOf } from '../src/core/disk-error.ts';
import { StemmaError } from '../src/core/errors.ts';
import { readLineBatches } from '../src/core/ndjson.ts';
import { entitiesPath } from '../src/core/run/run-paths.ts';
import { type AccountPart, isSamePart, partKey } from './account-part.ts';
import { type FormerName, isLater, RenamesWithin, sourceIdIn } from './renamed-within.ts';
import type { Position } from './renamed-within.ts';

/** A line of a mapped file: what one resource of a source tells of one thing, and where it stands. */
export interface Account {
  readonly line: EntityLine;
  /** Relative to the data directory. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Where the account of one part stands that counts. */
export interface Winner extends Position {
  readonly part: AccountPart;
  readonly length: number;
  /** It only says where the source answers for this id now. */
  readonly redirects: boolean;
}

/** What a run says, by thing. Of several accounts by one resource of a source the one read last counts. */
export interface RunIndex {
  readonly run: string;
  readonly file: string;
  readonly sources: ReadonlySet<string>;
  /** By IRI: the accounts that count, one per source and resource. */
  readonly winners: ReadonlyMap<string, readonly Winner[]>;
  /** By IRI: names that something seen later in the run has given up. What the run told under them does not count. */
  readonly former: ReadonlyMap<string, FormerName>;
}

/** @throws StemmaError STEMMA_RUN when the run is not mapped, STEMMA_DISK */
export async function indexRun(dataDir: string, run: string): Promise<RunIndex> {
  const path = entitiesPath(dataDir, run);
  const winners = new Map<string, readonly Winner[]>();
  const parts = new Map<string, AccountPart>();
  const renames = new RenamesWithin();
  try {
    for await (const batch of readLineBatches(path)) {
      for (const { line, offset, length } of batch) {
        const { iri, origin } = keysOf(line) ?? keysOfParsed(parseEntity(line, path, offset));
        const { record, offset: elementOffset } = origin;
        const seq = Number(record.slice(record.lastIndexOf('/') + 1));
        const redirects = line.includes(redirectKey);
        const winner = { part: partOf(origin, parts), seq, elementOffset, offset, length, redirects };
        keepLatest(winners, iri, winner);
        const sourceId = sourceIdIn(line);
        if (sourceId !== undefined) renames.add(iri, sourceId, winner);
      }
    }
  } catch (error) {
    throw isMissing(error) ? notMapped(run, error) : error;
  }
  const sources = new Set([...parts.values()].map((part) => part.source));
  const former = renames.formerNames((iri) => winners.get(iri) ?? []);
  for (const [iri, { source }] of former) dropDescriptions(winners, iri, source);
  return { run, file: `jsonld/${run}/entities.ndjson`, sources, winners, former };
}

/** Inside JSON text a quote is escaped, so the key cannot be mistaken. */
const redirectKey = Buffer.from('"redirectsTo":["');

function dropDescriptions(winners: Map<string, readonly Winner[]>, iri: string, source: string): void {
  const left = (winners.get(iri) ?? []).filter(({ part, redirects }) => redirects || part.source !== source);
  if (left.length === 0) winners.delete(iri);
  else winners.set(iri, left);
}

/** One object for all accounts of a part: there are millions of accounts and a few parts. */
function partOf({ source, resource }: AccountPart, known: Map<string, AccountPart>): AccountPart {
  const part = { source, resource };
  const key = partKey(part);
  const held = known.get(key);
  if (held !== undefined) return held;
  known.set(key, part);
  return part;
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
  const rival = known.find((one) => isSamePart(one.part, found.part));
  if (rival === undefined) winners.set(iri, [...known, found]);
  else if (isLater(found, rival)) winners.set(iri, [...known.filter((one) => one !== rival), found]);
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
