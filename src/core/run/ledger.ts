import { checkedText, type CheckedLine, parseChecked, soundLines } from './checked-line.ts';
import { readManifest } from './manifest.ts';
import { isDataFileName, ledgerPath, missedPath, type RunPlace } from './run-paths.ts';
import { type LedgerLine, type Miss, missKinds } from './types.ts';

/** The text of a ledger line, without newline. */
export function ledgerText(line: LedgerLine): string {
  return checkedText(line);
}

/** A ledger line whose checksum and shape are right; else undefined. */
export function parseLedgerLine(bytes: Buffer): LedgerLine | undefined {
  const value = parseChecked(bytes);
  return isLedgerLine(value) ? value : undefined;
}

/** The text of a line of `missed.ndjson`, without newline. */
export function missText(miss: Miss): string {
  return checkedText(miss);
}

export function parseMiss(bytes: Buffer): Miss | undefined {
  const value = parseChecked(bytes);
  return isMiss(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isLedgerLine(value: unknown): value is LedgerLine {
  if (!isRecord(value)) return false;
  const counts = [
    value['seq'],
    value['status'],
    value['attempts'],
    value['bytes'],
    value['offset'],
    value['length'],
    value['records'],
  ];
  const texts = [value['resource'], value['url'], value['fetchedAt'], value['mediaType']];
  const wrap = value['wrap'];
  return (
    counts.every(isCount) &&
    texts.every((text) => typeof text === 'string') &&
    isRecord(value['headers']) &&
    typeof value['sha256'] === 'string' &&
    typeof value['file'] === 'string' &&
    isDataFileName(value['file']) &&
    Array.isArray(wrap) &&
    wrap.length === 2 &&
    wrap.every((text) => typeof text === 'string')
  );
}

function isMiss(value: unknown): value is Miss {
  if (!isRecord(value)) return false;
  const texts = [value['resource'], value['id'], value['at']];
  return texts.every((text) => typeof text === 'string') && missKinds.some((kind) => kind === value['kind']);
}

/** What a resumed run keeps of `requests.ndjson`: lines in sequence from `firstSeq`. Throws STEMMA_RUN when the middle is damaged. */
export function soundLedgerLines(place: RunPlace, firstSeq: number): AsyncGenerator<CheckedLine<LedgerLine>> {
  return soundLines({
    path: ledgerPath(place),
    parse: (bytes, index) => {
      const line = parseLedgerLine(bytes);
      return line?.seq === firstSeq + index ? line : undefined;
    },
    isLater: (value, index) => isLedgerLine(value) && value.seq >= firstSeq + index,
  });
}

/** What a resumed run keeps of `missed.ndjson`. */
export function soundMisses(place: RunPlace): AsyncGenerator<CheckedLine<Miss>> {
  return soundLines({ path: missedPath(place), parse: parseMiss, isLater: isMiss });
}

/**
 * The responses of a run, in the order of the ledger; of an unfinished run those that are known to be on disk.
 * Throws STEMMA_RUN when there is no such run, its format is another, or a line before the last is damaged.
 */
export async function* readLedger(dataDir: string, source: string, run: string): AsyncGenerator<LedgerLine> {
  const place = { dataDir, source, run };
  const { firstSeq } = await readManifest(dataDir, source, run);
  for await (const line of soundLedgerLines(place, firstSeq)) yield line.value;
}

/** The ledger line with this `seq`; undefined when the run has none. Reads the ledger up to it. */
export async function findLedgerLine(
  dataDir: string,
  source: string,
  run: string,
  seq: number,
): Promise<LedgerLine | undefined> {
  for await (const line of readLedger(dataDir, source, run)) if (line.seq === seq) return line;
  return undefined;
}

/** What could not be had, in the order it was found out. */
export async function* readMisses(dataDir: string, source: string, run: string): AsyncGenerator<Miss> {
  await readManifest(dataDir, source, run);
  for await (const line of soundMisses({ dataDir, source, run })) yield line.value;
}
