import { crc32 } from 'node:zlib';
import { onDisk, systemCodeOf } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import { type NdjsonLine, readLines } from '../ndjson.ts';

/**
 * Lines that carry a CRC-32 of themselves as their last member, `"crc":"0a1b2c3d"`: a torn, overwritten or flipped line is
 * recognised on its own, before a run is complete and its files have hashes.
 */

const tailPattern = /^,"crc":"([0-9a-f]{8})"}$/;
const tailLength = ',"crc":"00000000"}'.length;

/** `document` must have at least one member. */
export function checkedText(document: object): string {
  const text = JSON.stringify(document);
  return `${text.slice(0, -1)},"crc":"${hex(crc32(text))}"}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/** The document of a line whose checksum is right, without the checksum; else undefined. */
export function parseChecked(line: Buffer): unknown {
  const cut = line.length - tailLength;
  const crc = cut < 2 ? undefined : tailPattern.exec(line.toString('latin1', cut))?.[1];
  if (crc === undefined || hex(crc32('}', crc32(line.subarray(0, cut)))) !== crc) return undefined;
  try {
    return JSON.parse(`${line.toString('utf8', 0, cut)}}`) as unknown;
  } catch {
    return undefined;
  }
}

export interface CheckedLine<T> extends NdjsonLine {
  readonly value: T;
}

/** How a file's lines are read: `undefined` for a line that cannot stand at this index. */
export interface LineReader<T> {
  readonly path: string;
  parse(line: Buffer, index: number): T | undefined;
  /** Whether a sound line behind a bad one means that the middle is damaged, and not only the tail torn. */
  isLater(value: unknown, index: number): boolean;
}

/**
 * The sound lines from the start. What a crash leaves at the end (a torn line, garbage, zeros, a repeated line) ends the
 * sequence; a bad line with sound ones behind it throws STEMMA_RUN. A file that does not exist has no lines.
 */
export async function* soundLines<T>(reader: LineReader<T>): AsyncGenerator<CheckedLine<T>> {
  let index = 0;
  let hasBadLine = false;
  for await (const line of linesOf(reader.path)) {
    if (hasBadLine) {
      const later = parseChecked(line.line);
      if (later !== undefined && reader.isLater(later, index)) throw damaged(reader.path, index + 1);
      continue;
    }
    const value = reader.parse(line.line, index);
    if (value === undefined) {
      hasBadLine = true;
      if (reader.isLater(parseChecked(line.line), index)) throw damaged(reader.path, index + 1);
      continue;
    }
    index += 1;
    yield { ...line, value };
  }
}

function damaged(path: string, lineNumber: number): StemmaError {
  return new StemmaError('STEMMA_RUN', `line ${lineNumber} of ${path} is damaged`, {
    hint: 'stemma verify names every damaged record; restore the file from a backup or extract again',
    context: { path, line: lineNumber },
  });
}

/** Lines of a file, none when it does not exist. */
export async function* linesOf(path: string): AsyncGenerator<NdjsonLine> {
  try {
    yield* readLines(path);
  } catch (error) {
    const cause = error instanceof StemmaError ? error.cause : error;
    if (systemCodeOf(cause) !== 'ENOENT') await onDisk('read', path, () => Promise.reject(error));
  }
}
