import { constants } from 'node:fs';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { noFollow, syncDirectory, temporaryName, writeAt } from '../atomic-file.ts';
import { onDisk } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import { dataFilePath, isDataFileName, manifestFile, runFolder, type RunPlace } from './run-paths.ts';
import type { LedgerLine } from './types.ts';

const separator = ',\n';

interface DataFile {
  /** Bytes the ledger knows, or will know with the lines being written. */
  end: number;
  /** Whether the next slice of a JSON file is preceded by a comma. */
  hasElements: boolean;
  handle: FileHandle | undefined;
}

/** The bytes between the file's end so far and the next slice. */
export function leadOf(file: string, end: number, hasElements: boolean, sliceLength: number): string {
  if (!file.endsWith('.json')) return '';
  if (end === 0) return '[';
  return hasElements && sliceLength > 0 ? separator : '';
}

/** The data files of one run, open for appending. Where each ends follows from the ledger alone. */
export class DataFiles {
  readonly #place: RunPlace;
  readonly #files = new Map<string, DataFile>();
  /** Written to since the last `sync`. */
  readonly #unsynced = new Set<string>();
  #hasNewFile = false;

  constructor(place: RunPlace) {
    this.#place = place;
  }

  /** Takes note of a line of the ledger of the run to be resumed; in ledger order. */
  know(line: Pick<LedgerLine, 'file' | 'offset' | 'length'>): void {
    const file = this.#file(line.file);
    file.end = line.offset + line.length;
    file.hasElements ||= line.length > 0;
  }

  /** Names of the files the ledger knows. */
  names(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** Cuts every file to what the ledger knows and removes data files it does not know. Throws STEMMA_RUN when acknowledged bytes are gone. */
  async cutToLedger(): Promise<void> {
    const folder = runFolder(this.#place);
    for (const name of await onDisk('list', folder, () => readdir(folder))) {
      const isUnknown = isDataFileName(name) && !this.#files.has(name);
      const isLeftOver = name.startsWith(`${manifestFile}.`) && temporaryName.test(name);
      if (isUnknown || isLeftOver) await onDisk('remove', name, () => rm(join(folder, name), { force: true }));
    }
    for (const [name, file] of this.#files) {
      const handle = await this.#open(name, file);
      const path = dataFilePath(this.#place, name);
      const { size } = await onDisk('read', path, () => handle.stat());
      if (size < file.end) throw shorterThanLedger(path, size, file.end);
      await onDisk('shorten', path, () => handle.truncate(file.end));
    }
  }

  /** Appends a slice and says where it stands. Not durable before `sync`. Throws STEMMA_DISK; nothing it wrote counts then. */
  async append(name: string, slice: Uint8Array): Promise<{ offset: number; length: number }> {
    const file = this.#file(name);
    const path = dataFilePath(this.#place, name);
    const lead = Buffer.from(leadOf(name, file.end, file.hasElements, slice.length));
    const offset = file.end + lead.length;
    const handle = await this.#open(name, file);
    this.#unsynced.add(name);
    await onDisk('write', path, async () => {
      await writeAt(handle, lead, file.end);
      await writeAt(handle, slice, offset);
    });
    file.end = offset + slice.length;
    file.hasElements ||= slice.length > 0;
    return { offset, length: slice.length };
  }

  /** What was appended is on disk when it resolves. */
  async sync(): Promise<void> {
    for (const name of this.#unsynced) {
      await onDisk('flush', dataFilePath(this.#place, name), async () => this.#files.get(name)?.handle?.datasync());
    }
    this.#unsynced.clear();
    if (this.#hasNewFile) await onDisk('flush', runFolder(this.#place), () => syncDirectory(runFolder(this.#place)));
    this.#hasNewFile = false;
  }

  /** Writes the closing bracket of the JSON files; the ledger does not know it, and a run resumed after it cuts it off. */
  async closeBrackets(): Promise<void> {
    for (const [name, file] of this.#files) {
      if (!name.endsWith('.json')) continue;
      const handle = await this.#open(name, file);
      this.#unsynced.add(name);
      await onDisk('write', dataFilePath(this.#place, name), () => writeAt(handle, Buffer.from(']'), file.end));
    }
    await this.sync();
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) {
      await file.handle?.close();
      file.handle = undefined;
    }
  }

  #file(name: string): DataFile {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = { end: 0, hasElements: false, handle: undefined };
      this.#files.set(name, file);
    }
    return file;
  }

  async #open(name: string, file: DataFile): Promise<FileHandle> {
    if (file.handle === undefined) {
      const path = dataFilePath(this.#place, name);
      const flags = constants.O_RDWR | constants.O_CREAT | noFollow;
      file.handle = await onDisk('open', path, () => open(path, flags, 0o666));
      if (file.end === 0) this.#hasNewFile = true;
    }
    return file.handle;
  }
}

function shorterThanLedger(path: string, size: number, expected: number): StemmaError {
  return new StemmaError(
    'STEMMA_RUN',
    `${path} has ${size} bytes where its ledger acknowledges ${expected}: bytes were lost after they were written`,
    {
      hint: 'restore the file from a backup, or extract again into a new run',
      context: { path, size, expected },
    },
  );
}
