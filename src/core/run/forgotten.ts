import { join } from 'node:path';
import { checkedText, parseChecked, linesOf } from './checked-line.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { StemmaError } from '../errors.ts';

/**
 * `<data-dir>/forgotten.ndjson`: what is to be forgotten, by name and nothing more. What later runs tell of it is not mapped.
 * Lines are checksummed as those of a ledger; one is only ever added.
 */
export interface Forgotten {
  /** The IRI of the thing, and those of its former names. */
  readonly uris: readonly string[];
  readonly id: string;
  /** Its class. */
  readonly label: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly reason?: string;
}

export function forgottenPath(dataDir: string): string {
  return join(dataDir, 'forgotten.ndjson');
}

/** In the order in which it was asked for. @throws StemmaError STEMMA_RUN when a line is damaged: nothing may come back by that */
export async function readForgotten(dataDir: string): Promise<readonly Forgotten[]> {
  const path = forgottenPath(dataDir);
  const found: Forgotten[] = [];
  for await (const { line } of linesOf(path)) {
    const value = parseChecked(line);
    if (!isForgotten(value))
      throw new StemmaError('STEMMA_RUN', `${path} is damaged: what is to stay forgotten cannot be told`, {
        hint: 'restore the file from a backup',
      });
    found.push(value);
  }
  return found;
}

function isForgotten(value: unknown): value is Forgotten {
  if (typeof value !== 'object' || value === null) return false;
  const { uris, id, label, at }: Partial<Record<keyof Forgotten, unknown>> = value;
  return Array.isArray(uris) && [id, label, at].every((text) => typeof text === 'string');
}

/** All IRIs that are forgotten. */
export async function forgottenUris(dataDir: string): Promise<ReadonlySet<string>> {
  return new Set((await readForgotten(dataDir)).flatMap(({ uris }) => uris));
}

/** Adds to the list what is not in it. Throws STEMMA_DISK. */
export async function noteForgotten(dataDir: string, forgotten: Forgotten): Promise<void> {
  const before = await readForgotten(dataDir);
  const known = new Set(before.flatMap(({ uris }) => uris));
  if (forgotten.uris.every((uri) => known.has(uri))) return;
  const lines = [...before, forgotten].map((one) => `${checkedText(one)}\n`);
  await writeFileAtomic(forgottenPath(dataDir), lines.join(''));
}
