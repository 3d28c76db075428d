import { momentOf } from '../../../src/core/clock.ts';
import type { EarlierRun } from '../../../src/core/run/earlier-runs.ts';
import type { LedgerLine, RawElement } from '../../../src/core/run/types.ts';
import { modelsResource } from '../resources.ts';
import type { HubTask } from './crawl.ts';

const head = /^\s*\{\s*(?:"_id"\s*:\s*"[^"\\]*"\s*,\s*)?"id"\s*:\s*("(?:[^"\\]|\\.)*")/;
const headLength = 400;

/** The id of a stored record. The Hub writes it first, so that nearly always nothing else has to be read. */
export function idOfElement({ bytes }: Pick<RawElement, 'bytes'>): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = head.exec(buffer.toString('utf8', 0, headLength))?.[1];
  try {
    const id: unknown = start === undefined ? idIn(JSON.parse(buffer.toString('utf8'))) : JSON.parse(start);
    return typeof id === 'string' && id !== '' ? id : undefined;
  } catch {
    return undefined;
  }
}

function idIn(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
}

/** A record of a model in an earlier run. */
export interface EarlierModel {
  readonly run: EarlierRun;
  readonly element: RawElement;
}

/**
 * Which of these models earlier runs have a young enough record of, from a list or alone; the newest one. One pass over the
 * records of the runs that are young enough, and only what is wanted is held.
 */
export async function earlierModels(
  { context, known, settings }: Pick<HubTask, 'context' | 'known' | 'settings'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, EarlierModel>> {
  const found = new Map<string, EarlierModel>();
  if (wanted.size === 0) return found;
  const isUsable = (line: LedgerLine): boolean => known.isYoung(line) && line.url.startsWith(`${settings.endpoint}/`);
  for (const run of context.earlier) {
    const ended = momentOf(run.manifest.endedAt ?? run.manifest.startedAt) ?? 0;
    if (ended < known.oldest || found.size === wanted.size) continue;
    const inThisRun = new Map<string, EarlierModel>();
    for await (const element of run.elements(modelsResource, isUsable)) {
      const id = idOfElement(element);
      if (id === undefined || !wanted.has(id) || found.has(id)) continue;
      // The buffer is that of the whole answer.
      inThisRun.set(id, { run, element: { ...element, bytes: Buffer.from(element.bytes) } });
    }
    for (const [id, model] of inThisRun) found.set(id, model);
  }
  return found;
}
