import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisk } from './disk-error.ts';

export interface SortOptions {
  /** Bytes of lines held at a time; more goes to sorted files in the system's temporary folder. Default 64 MB. */
  readonly bytesInMemory?: number;
}

const bytesPerRead = 1 << 17;
const bytesPerChunk = 1 << 18;

/**
 * Lines in the order of their UTF-8 bytes (as `LC_ALL=C sort -u` gives them), each once, in chunks of whole lines. Memory is
 * bounded however many there are.
 */
export async function* sortedLines(
  batches: AsyncIterable<readonly string[]>,
  options: SortOptions = {},
): AsyncGenerator<Buffer> {
  const sorter = new LineSorter(options);
  try {
    for await (const batch of batches) await sorter.add(batch);
    yield* sorter.sorted();
  } finally {
    await sorter.discard();
  }
}

/** The same for lines that come beside something else. Lines are held as one character a byte, so that the order of strings is that of bytes. */
export class LineSorter {
  readonly #bytesInMemory: number;
  readonly #files: string[] = [];
  #folder: string | undefined;
  #held: string[] = [];
  #bytes = 0;

  constructor({ bytesInMemory = 64 * 1024 * 1024 }: SortOptions = {}) {
    this.#bytesInMemory = bytesInMemory;
  }

  async add(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const text = bytesAsCharacters(line);
      this.#held.push(text);
      this.#bytes += text.length + 1;
    }
    if (this.#bytes < this.#bytesInMemory) return;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'stemma-sort-'));
    this.#files.push(await spill(join(this.#folder, String(this.#files.length)), this.#held));
    [this.#held, this.#bytes] = [[], 0];
  }

  /** Once, after the last line; discards what was held. */
  async *sorted(): AsyncGenerator<Buffer> {
    try {
      this.#held.sort();
      if (this.#folder === undefined) yield* chunksOf(this.#held);
      else yield* mergedChunks([...this.#files.map(linesOfFile), linesOf(this.#held)]);
    } finally {
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    const folder = this.#folder;
    [this.#folder, this.#held] = [undefined, []];
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

function bytesAsCharacters(line: string): string {
  return Buffer.byteLength(line) === line.length ? line : Buffer.from(line).toString('latin1');
}

async function spill(file: string, lines: string[]): Promise<string> {
  lines.sort();
  await onDisk('write', file, () => writeFile(file, chunksOf(lines)));
  return file;
}

function* chunksOf(lines: readonly string[]): Generator<Buffer> {
  const chunk = new Chunk();
  for (const line of lines) {
    const full = chunk.add(line);
    if (full !== undefined) yield full;
  }
  yield chunk.take();
}

/** Gathers lines, leaving out those that come twice. */
class Chunk {
  #lines: string[] = [];
  #bytes = 0;
  #last: string | undefined;

  add(line: string): Buffer | undefined {
    if (line === this.#last) return undefined;
    this.#last = line;
    this.#lines.push(line);
    this.#bytes += line.length + 1;
    return this.#bytes < bytesPerChunk ? undefined : this.take();
  }

  take(): Buffer {
    const text = this.#lines.length === 0 ? '' : `${this.#lines.join('\n')}\n`;
    [this.#lines, this.#bytes] = [[], 0];
    return Buffer.from(text, 'latin1');
  }
}

/** Sorted lines, some at a time. */
type Run = AsyncGenerator<readonly string[]>;

async function* linesOf(lines: readonly string[]): Run {
  if (lines.length > 0) yield lines;
}

async function* linesOfFile(file: string): Run {
  const handle = await onDisk('read', file, () => open(file, 'r'));
  try {
    const buffer = Buffer.allocUnsafe(bytesPerRead);
    let rest = '';
    for (;;) {
      const { bytesRead } = await onDisk('read', file, () => handle.read(buffer, 0, bytesPerRead));
      if (bytesRead === 0) return;
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) yield lines;
    }
  } finally {
    await handle.close();
  }
}

interface Head {
  lines: readonly string[];
  at: number;
  readonly run: Run;
}

async function* mergedChunks(runs: readonly Run[]): AsyncGenerator<Buffer> {
  const heap: Head[] = [];
  try {
    for (const run of runs) {
      const { value } = await run.next();
      if (value !== undefined) heap.push({ lines: value as readonly string[], at: 0, run });
    }
    heap.sort((a, b) => (lineOf(a) < lineOf(b) ? -1 : 1));
    const chunk = new Chunk();
    for (let least = heap[0]; least !== undefined; least = heap[0]) {
      const full = chunk.add(lineOf(least));
      if (full !== undefined) yield full;
      least.at += 1;
      if (least.at === least.lines.length) {
        const { value } = await least.run.next();
        if (value === undefined) removeLeast(heap);
        else [least.lines, least.at] = [value as readonly string[], 0];
      }
      sink(heap);
    }
    yield chunk.take();
  } finally {
    for (const run of runs) await run.return(undefined);
  }
}

function lineOf({ lines, at }: Head): string {
  return lines[at] ?? '';
}

function removeLeast(heap: Head[]): void {
  const last = heap.pop();
  if (last !== undefined && heap.length > 0) heap[0] = last;
}

/** Puts the first where it belongs; the rest is in order. */
function sink(heap: Head[]): void {
  const moved = heap[0];
  if (moved === undefined) return;
  const line = lineOf(moved);
  let hole = 0;
  for (;;) {
    const left = heap[hole * 2 + 1];
    const right = heap[hole * 2 + 2];
    const useRight = left !== undefined && right !== undefined && lineOf(right) < lineOf(left);
    const child = useRight ? right : left;
    if (child === undefined || lineOf(child) >= line) break;
    heap[hole] = child;
    hole = hole * 2 + (useRight ? 2 : 1);
  }
  heap[hole] = moved;
}
