import { stat } from 'node:fs/promises';
import { entityFrame } from '../../../graph/entity-frame.ts';
import { isRedirect } from '../../../graph/redirects.ts';
import { countersOf } from '../../../graph/rows.ts';
import { parseEntity } from '../../../graph/run-index.ts';
import { readPresence } from '../../../graph/presence/presence-file.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { StemmaError } from '../../core/errors.ts';
import { readLineBatches } from '../../core/ndjson.ts';
import { entitiesPath } from '../../core/run/run-paths.ts';
import type { Partitions } from './partitions.ts';

export type Side = 'a' | 'b';

/** One account of a run, without what it says: where that stands. */
export interface AccountMark {
  readonly side: Side;
  readonly uri: string;
  readonly label: string;
  readonly source: string;
  readonly resource: string;
  readonly seq: number;
  readonly elementOffset: number;
  readonly offset: number;
  readonly length: number;
  readonly hash: string;
  /** Where it leads, if it only says so. */
  readonly leadsTo?: string;
  readonly sourceId?: string;
  readonly counters?: Readonly<Record<string, number>>;
}

/** That a thing was listed, or is gone, or told of no more by a resource. */
export interface PresenceMark {
  readonly side: Side;
  readonly uri: string;
  readonly source: string;
  readonly resource: string;
  readonly state: 'listed' | 'gone' | 'silent';
  readonly sourceId?: string;
}

export type Mark = AccountMark | PresenceMark;

/** @throws StemmaError STEMMA_RUN when the run is not mapped */
export async function entitiesBytes(dataDir: string, run: string): Promise<number> {
  const found = await stat(entitiesPath(dataDir, run)).catch(() => undefined);
  if (found !== undefined) return found.size;
  throw new StemmaError('STEMMA_RUN', `run ${run} is not mapped yet`, { hint: `stemma map ${run}` });
}

/** What a run tells and saw, put aside by thing. */
export async function markRun(
  { dataDir, run, side, signal }: { dataDir: string; run: string; side: Side; signal: AbortSignal | undefined },
  into: Partitions,
): Promise<void> {
  const path = entitiesPath(dataDir, run);
  for await (const batch of readLineBatches(path)) {
    throwIfAborted(signal);
    for (const { line, offset, length } of batch) {
      const mark = accountMark(line, path, { side, offset, length });
      await into.add(mark.uri, mark);
    }
  }
  for await (const line of readPresence(dataDir, run)) {
    const { '@id': uri, source, resource } = line;
    const state = line.seen ? 'listed' : line.whole ? 'gone' : 'silent';
    const sourceId = line.seen && line.sourceId !== undefined ? { sourceId: line.sourceId } : {};
    const mark: PresenceMark = { side, uri, source, resource, state, ...sourceId };
    await into.add(uri, mark);
  }
}

function accountMark(bytes: Buffer, path: string, place: Pick<AccountMark, 'side' | 'offset' | 'length'>): AccountMark {
  const line = entityFrame(bytes) ?? parseEntity(bytes, path, place.offset);
  const { source, resource, record, offset: elementOffset } = line.origin;
  const [leadsTo] = isRedirect(line) ? [line['redirectsTo']].flat().map(String).toSorted() : [];
  const sourceId = line['sourceId'];
  const counted = countersOf(line['@type']).flatMap((name): [string, number][] =>
    typeof line[name] === 'number' ? [[name, line[name]]] : [],
  );
  return {
    ...place,
    uri: line['@id'],
    label: line['@type'],
    source,
    resource,
    seq: Number(record.slice(record.lastIndexOf('/') + 1)),
    elementOffset,
    hash: line.contentHash,
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(typeof sourceId === 'string' ? { sourceId } : {}),
    ...(counted.length === 0 ? {} : { counters: Object.fromEntries(counted) }),
  };
}
