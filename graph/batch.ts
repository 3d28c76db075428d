import pLimit from 'p-limit';
import { throwIfAborted } from '../src/core/abort.ts';
import { isStemmaError } from '../src/core/errors.ts';
import type { GraphStore } from './store.ts';

export interface BatchLimits {
  readonly rows: number;
  readonly bytes: number;
}

/** What one statement carries at most: above it servers run out of transaction memory, below it round trips cost. */
export const statementLimits: BatchLimits = { rows: 1_000, bytes: 4 * 1024 * 1024 };

/** Rough size of a row on the wire; exact enough to keep one batch from growing out of hand. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 9;
  let size = 3;
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item);
  else for (const key in value) size += key.length + 2 + sizeOf((value as Record<string, unknown>)[key]);
  return size;
}

/** Cuts rows, in order, into batches within both limits; a row larger than the limit is a batch of its own. */
export function batchesOf<T>(rows: readonly T[], limits: BatchLimits = statementLimits): readonly (readonly T[])[] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (batch.length > 0 && (batch.length >= limits.rows || bytes + size > limits.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(row);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

/** Works on all items, at most `width` at once, and begins none after the first error or abort. */
export async function eachInParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const limit = pLimit(width);
  let failed = false;
  const begin = async (item: T): Promise<void> => {
    if (failed) return;
    try {
      throwIfAborted(signal);
      await work(item);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const results = await Promise.allSettled(items.map((item) => limit(begin, item)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * One statement for the rows; when the server lacks the memory for them, two statements for the halves.
 * `pack` makes the parameter of the rows.
 */
export async function writeRows<T>(
  store: GraphStore,
  statement: string,
  rows: readonly T[],
  pack: (rows: readonly T[]) => readonly unknown[] = (all) => all,
): Promise<void> {
  try {
    await store.write(statement, { rows: pack(rows) });
  } catch (error) {
    if (!isStemmaError(error) || error.context['reason'] !== 'memory' || rows.length < 2) throw error;
    const middle = Math.ceil(rows.length / 2);
    await writeRows(store, statement, rows.slice(0, middle), pack);
    await writeRows(store, statement, rows.slice(middle), pack);
  }
}
