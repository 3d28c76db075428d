import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory, writeAt } from '../atomic-file.ts';
import { systemClock } from '../clock.ts';
import { onDisk } from '../disk-error.ts';
import { gzipParts } from '../gzip-parts.ts';
import { streamToFile } from '../stream-file.ts';
import { hashFile } from './file-hashes.ts';
import { ledgerText, soundLedgerLines } from './ledger.ts';
import { acquireLock } from './lock.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { actualPath, rawBytes, RawFile } from './raw-file.ts';
import { dataFilePath, ledgerFile, ledgerPath, lockPath, type RunPlace } from './run-paths.ts';
import { bodyOf } from './run-reader.ts';
import type { LedgerLine, Manifest, RedactedRange } from './types.ts';

/** What is to be overwritten in one answer of a run. */
export interface Redaction {
  readonly seq: number;
  /** In the uncompressed data file. */
  readonly ranges: readonly RedactedRange[];
}

/**
 * Overwrites bytes of a run for good: each range with as many of no meaning, so that nothing else moves; in a JSON file with
 * a value that can stand there. The ledger lines then carry the hash of what is left and say so, and the manifest is sealed
 * anew. Repeated it does the same again: after a kill it is completed by repeating it.
 * @throws StemmaError STEMMA_RUN while another process works on the run, STEMMA_DISK
 */
export async function redactRun(place: RunPlace, redactions: readonly Redaction[], at: string): Promise<void> {
  const lock = await acquireLock(lockPath(place), {
    what: `run ${place.run} of ${place.source}`,
    clock: systemClock,
  });
  try {
    const manifest = await readManifest(place.dataDir, place.source, place.run);
    const bySeq = new Map(redactions.map(({ seq, ranges }) => [seq, ranges]));
    const lines = await linesOf(place, manifest, bySeq);
    const byFile = new Map<string, RedactedRange[]>();
    for (const line of lines) byFile.set(line.file, [...(byFile.get(line.file) ?? []), ...(bySeq.get(line.seq) ?? [])]);
    for (const [file, ranges] of byFile) await overwrite(dataFilePath(place, file), ranges);
    await rewriteLedger(place, manifest, await redactedLines(place, lines, bySeq, at));
    if (manifest.files !== undefined) await sealAnew(place, manifest, [...byFile.keys(), ledgerFile]);
  } finally {
    await lock.release();
  }
}

async function linesOf(
  place: RunPlace,
  { firstSeq }: Manifest,
  wanted: ReadonlyMap<number, unknown>,
): Promise<readonly LedgerLine[]> {
  const lines: LedgerLine[] = [];
  for await (const { value } of soundLedgerLines(place, firstSeq)) if (wanted.has(value.seq)) lines.push(value);
  return lines;
}

/** As many bytes that say nothing. */
function paddingOf(path: string, length: number): Buffer {
  if (!path.endsWith('.json')) return Buffer.alloc(length, ' ');
  return Buffer.from(length < 2 ? '0'.repeat(length) : `"${' '.repeat(length - 2)}"`);
}

async function overwrite(path: string, ranges: readonly RedactedRange[]): Promise<void> {
  const actual = await actualPath(path);
  if (actual.isCompressed) return overwriteCompressed(path, actual.path, ranges);
  await onDisk('write', path, async () => {
    const handle = await open(path, 'r+');
    try {
      for (const [offset, length] of ranges) await writeAt(handle, paddingOf(path, length), offset);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

async function overwriteCompressed(path: string, compressed: string, ranges: readonly RedactedRange[]): Promise<void> {
  await replaceFile(compressed, gzipParts(patched(path, ranges)));
}

async function* patched(path: string, ranges: readonly RedactedRange[]): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const chunk of rawBytes(path)) {
    const bytes = Buffer.from(chunk);
    for (const [offset, length] of ranges) {
      const from = Math.max(offset, position);
      const to = Math.min(offset + length, position + bytes.length);
      if (from < to) paddingOf(path, length).copy(bytes, from - position, from - offset, to - offset);
    }
    yield bytes;
    position += chunk.length;
  }
}

async function replaceFile(path: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  await streamToFile(path, parts);
  await onDisk('flush', path, () => syncDirectory(dirname(path)));
}

/** With the hash of what is left. */
async function redactedLines(
  place: RunPlace,
  lines: readonly LedgerLine[],
  bySeq: ReadonlyMap<number, readonly RedactedRange[]>,
  at: string,
): Promise<ReadonlyMap<number, LedgerLine>> {
  const redacted = new Map<number, LedgerLine>();
  const files = new Map<string, RawFile>();
  try {
    for (const line of lines) {
      const file = files.get(line.file) ?? new RawFile(dataFilePath(place, line.file));
      files.set(line.file, file);
      const body = bodyOf(line, await file.read(line.offset, line.length));
      const sha256 = createHash('sha256').update(body).digest('hex');
      const ranges = united([...(line.redacted?.ranges ?? []), ...(bySeq.get(line.seq) ?? [])]);
      const isWhole = ranges.some(([offset, length]) => offset === line.offset && length === line.length);
      const headers = isWhole ? plainHeaders(line) : line.headers;
      redacted.set(line.seq, { ...line, headers, sha256, redacted: { at: line.redacted?.at ?? at, ranges } });
    }
  } finally {
    for (const file of files.values()) await file.close();
  }
  return redacted;
}

/** Those that tell nothing of what was answered. */
function plainHeaders({ headers }: LedgerLine): LedgerLine['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => ['content-type', 'date'].includes(name)));
}

/** In order, each once, those inside another left out. */
function united(ranges: readonly RedactedRange[]): readonly RedactedRange[] {
  const sorted = ranges.toSorted(([a, aLength], [b, bLength]) => a - b || bLength - aLength);
  const kept: RedactedRange[] = [];
  for (const [offset, length] of sorted) {
    const last = kept.at(-1);
    if (last === undefined || offset + length > last[0] + last[1]) kept.push([offset, length]);
  }
  return kept;
}

async function rewriteLedger(
  place: RunPlace,
  { firstSeq }: Manifest,
  redacted: ReadonlyMap<number, LedgerLine>,
): Promise<void> {
  async function* texts(): AsyncGenerator<string> {
    for await (const { value } of soundLedgerLines(place, firstSeq))
      yield `${ledgerText(redacted.get(value.seq) ?? value)}\n`;
  }
  await replaceFile(ledgerPath(place), texts());
}

async function sealAnew(place: RunPlace, manifest: Manifest, names: readonly string[]): Promise<void> {
  const files: Record<string, { bytes: number; sha256: string }> = { ...manifest.files };
  for (const name of names)
    files[name] = await hashFile(name === ledgerFile ? ledgerPath(place) : dataFilePath(place, name));
  await writeManifest(place.dataDir, { ...manifest, files });
}
