import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EntityLine } from '../../../ontology/entity.ts';
import { ensureDirectory } from '../../../src/core/atomic-file.ts';
import { onDisk } from '../../../src/core/disk-error.ts';
import { importedAccounts, insideDataDir } from '../../../src/core/run/run-paths.ts';

export interface AccountPlace {
  readonly offset: number;
  readonly length: number;
}

/** The file of accounts that an import makes of the evidence it read. Without accounts there is none. */
export class ImportedAccounts {
  readonly #dataDir: string;
  readonly #hash = createHash('sha256');
  #handle: FileHandle | undefined;
  #pending: Buffer[] = [];
  #size = 0;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async add(line: EntityLine): Promise<AccountPlace> {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const place = { offset: this.#size, length: bytes.length - 1 };
    this.#hash.update(bytes);
    this.#pending.push(bytes);
    this.#size += bytes.length;
    if (this.#pending.length >= 1_000) await this.#flush();
    return place;
  }

  /** Relative to the data directory, once all are on disk. */
  async finish(): Promise<string | undefined> {
    if (this.#size === 0) return undefined;
    await this.#flush();
    const file = importedAccounts(this.#hash.digest('hex'));
    await onDisk('write', this.#partial, async () => {
      await this.#handle?.sync();
      await this.#handle?.close();
      this.#handle = undefined;
      await rename(this.#partial, insideDataDir(this.#dataDir, file));
    });
    return file;
  }

  /** Without effect after `finish`. */
  async discard(): Promise<void> {
    await this.#handle?.close();
    if (this.#handle !== undefined) await rm(this.#partial, { force: true });
    this.#handle = undefined;
  }

  get #partial(): string {
    return insideDataDir(this.#dataDir, `${importedAccounts('accounts')}.partial`);
  }

  async #flush(): Promise<void> {
    await ensureDirectory(dirname(this.#partial));
    await onDisk('write', this.#partial, async () => {
      this.#handle ??= await open(this.#partial, 'w');
      await this.#handle.writeFile(Buffer.concat(this.#pending));
    });
    this.#pending = [];
  }
}
