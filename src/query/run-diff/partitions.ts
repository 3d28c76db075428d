import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from '../../core/disk-error.ts';
import { readLines } from '../../core/ndjson.ts';

const flushAt = 16 * 1024 * 1024;

/** Lines put aside on disk by a key, so that lines of one key are read back together and memory holds one part at a time. */
export class Partitions {
  readonly #folder: string;
  readonly #name: string;
  readonly #lines: string[][];
  readonly #handles = new Map<number, FileHandle>();
  #held = 0;

  constructor(folder: string, name: string, count: number) {
    this.#folder = folder;
    this.#name = name;
    this.#lines = Array.from({ length: count }, () => []);
  }

  get count(): number {
    return this.#lines.length;
  }

  async add(key: string, value: unknown): Promise<void> {
    const line = JSON.stringify(value);
    this.#lines[hashOf(key) % this.#lines.length]?.push(line);
    this.#held += line.length;
    if (this.#held >= flushAt) await this.flush();
  }

  async flush(): Promise<void> {
    for (const [index, lines] of this.#lines.entries()) {
      if (lines.length === 0) continue;
      const handle = this.#handles.get(index) ?? (await open(this.#path(index), 'a'));
      this.#handles.set(index, handle);
      await onDisk('write', this.#path(index), () => handle.appendFile(`${lines.join('\n')}\n`));
      this.#lines[index] = [];
    }
    this.#held = 0;
  }

  /** The lines of one part, in the order they were added; the part is removed. After `flush`. */
  async take<T>(index: number): Promise<T[]> {
    const handle = this.#handles.get(index);
    if (handle === undefined) return [];
    await handle.close();
    this.#handles.delete(index);
    const found: T[] = [];
    for await (const { line } of readLines(this.#path(index))) found.push(JSON.parse(line.toString()) as T);
    await rm(this.#path(index));
    return found;
  }

  async close(): Promise<void> {
    for (const handle of this.#handles.values()) await handle.close();
    this.#handles.clear();
  }

  #path(index: number): string {
    return join(this.#folder, `${this.#name}-${index}.ndjson`);
  }
}

/** FNV-1a over UTF-16 units: spreads keys, no more. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
