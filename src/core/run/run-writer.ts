import { type Clock, systemClock } from '../clock.ts';
import type { CompactSet } from '../compact-map.ts';
import { withNextCommand } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';
import type { HttpResponse } from '../http/types.ts';
import type { NdjsonFile } from '../ndjson.ts';
import type { DataFiles } from './data-files.ts';
import { hashFiles } from './file-hashes.ts';
import { keyOf, type LedgerIndex } from './ledger-index.ts';
import { ledgerText, missText } from './ledger.ts';
import type { Lock } from './lock.ts';
import type { SecretMask } from './mask-secrets.ts';
import { writeManifest } from './manifest.ts';
import { lineAt, type PreparedResponse, prepareResponse } from './response-line.ts';
import type { RunCounts } from './run-counts.ts';
import { readBody } from './run-reader.ts';
import { ledgerFile, missedFile, type RunPlace } from './run-paths.ts';
import type {
  CompleteList,
  LedgerLine,
  Manifest,
  Miss,
  RawRunWriter,
  RequestPurpose,
  RunState,
  StoredResponse,
} from './types.ts';

/** What `createRun` and `resumeRun` put together. */
export interface RunWriterParts {
  readonly place: RunPlace;
  readonly manifest: Manifest;
  readonly lock: Lock | undefined;
  readonly data: DataFiles;
  /** Undefined when the run is complete and nothing will be written. */
  readonly files: { readonly ledger: NdjsonFile; readonly missed: NdjsonFile } | undefined;
  readonly index: LedgerIndex;
  readonly missKeys: CompactSet;
  readonly counts: RunCounts;
  /** Takes secrets out of what is stored. */
  readonly mask?: SecretMask;
  /** Of the next response. */
  readonly nextSeq: number;
  readonly clock?: Clock;
}

interface Job<T> {
  readonly work: T;
  readonly resolve: (stored: StoredResponse | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** What makes two misses the same. */
export function missKeyOf(miss: Pick<Miss, 'resource' | 'id' | 'kind'>): string {
  return JSON.stringify([miss.resource, miss.kind, miss.id]);
}

/**
 * Writes one run of one source: data, flushed; then the ledger line, flushed. Calls may overlap; they are written in the order
 * they were made, those that wait for the disk together in one flush. After STEMMA_DISK nothing more is accepted: the folder is
 * left so that a resumed run goes on from what the ledger acknowledges, to the same bytes.
 */
export class RunWriter implements RawRunWriter {
  readonly run: string;
  readonly source: string;
  readonly #parts: RunWriterParts;
  readonly #clock: Clock;
  readonly #responses: Job<PreparedResponse>[] = [];
  readonly #misses: Job<Miss>[] = [];
  readonly #pending = new Map<string, Promise<StoredResponse>>();
  readonly #complete = new Map<string, CompleteList>();
  #manifest: Manifest;
  #nextSeq: number;
  #drained: Promise<void> | undefined;
  #failure: unknown;
  #isClosed = false;

  constructor(parts: RunWriterParts) {
    this.run = parts.place.run;
    this.source = parts.place.source;
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#manifest = parts.manifest;
    this.#nextSeq = parts.nextSeq;
  }

  /** As last written; its `counts` are brought up to date by `finish`, `fail` and `interrupt`. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  /** Whether the run was finished already: `find` answers, nothing can be stored. */
  get isComplete(): boolean {
    return this.#manifest.state === 'complete';
  }

  /** What is on disk so far. */
  counts(): Manifest['counts'] {
    return this.#parts.counts.toRecord();
  }

  find(resource: string, url: string): StoredResponse | undefined {
    const line = this.#parts.index.find(resource, url);
    return line === undefined ? undefined : this.#stored(line);
  }

  /** Durable when it resolves. A URL that is stored already is not stored again: its first answer is given back. */
  async store(resource: string, response: HttpResponse, purpose?: RequestPurpose): Promise<StoredResponse> {
    const known = this.find(resource, response.requestUrl);
    if (known !== undefined) return known;
    this.#assertWritable();
    const key = keyOf(resource, response.requestUrl);
    const pending = this.#pending.get(key);
    if (pending !== undefined) return pending;
    const work = prepareResponse(resource, response, purpose, this.#parts.mask);
    const stored = new Promise<StoredResponse | undefined>((resolve, reject) => {
      this.#responses.push({ work, resolve, reject });
    }) as Promise<StoredResponse>;
    this.#pending.set(key, stored);
    this.#drain();
    try {
      return await stored;
    } finally {
      this.#pending.delete(key);
    }
  }

  /** Durable when it resolves. The same (resource, id, kind) is written once. */
  async miss(miss: Omit<Miss, 'at'>): Promise<void> {
    const key = missKeyOf(miss);
    if (this.#parts.missKeys.has(key)) return this.#drained;
    this.#assertWritable();
    this.#parts.missKeys.add(key);
    const error = miss.error === undefined ? {} : { error: this.#parts.mask?.text(miss.error) ?? miss.error };
    const work: Miss = { ...miss, ...error, at: this.#clock.now().toISOString() };
    const written = new Promise<unknown>((resolve, reject) => {
      this.#misses.push({ work, resolve, reject });
    });
    this.#drain();
    await written;
  }

  markComplete({ of, resource }: CompleteList): void {
    this.#complete.set(`${of} ${resource}`, { of, resource });
  }

  /** Closes the JSON files, hashes all files and marks the run complete. Durable when it resolves; repeating it does nothing. */
  async finish(): Promise<Manifest> {
    if (this.isComplete) {
      await this.#close();
      return this.#manifest;
    }
    this.#assertWritable();
    await this.#drained;
    this.#assertWritable();
    try {
      await this.#parts.data.closeBrackets();
      const names = [...this.#parts.data.names(), ledgerFile, missedFile];
      await this.#writeState('complete', {
        ...this.#completeLists(),
        files: await hashFiles(this.#parts.place, names),
      });
    } catch (error) {
      this.#failure = this.#explain(error);
      throw this.#failure;
    }
    await this.#close();
    return this.#manifest;
  }

  /** Marks the run failed, as well as the disk allows, and lets go of it. Never throws. */
  async fail(error: unknown): Promise<void> {
    const code = error instanceof StemmaError ? error.code : 'STEMMA_INTERNAL';
    const message = error instanceof Error ? error.message : String(error);
    await this.#stop('failed', { error: { code, message } });
  }

  /** Marks the run interrupted, as well as the disk allows, and lets go of it. Never throws. */
  async interrupt(): Promise<void> {
    await this.#stop('interrupted', {});
  }

  /** In an order of their own, so that equal runs have equal manifests. */
  #completeLists(): Pick<Manifest, 'complete'> {
    const complete = [...this.#complete].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
    return complete.length === 0 ? {} : { complete };
  }

  async #stop(state: RunState, more: Partial<Manifest>): Promise<void> {
    await this.#drained;
    if (this.#isClosed || this.isComplete) return;
    // On a full disk the state stays `running`; the released lock tells that nobody works on it.
    await this.#writeState(state, more).catch(() => undefined);
    await this.#close().catch(() => undefined);
  }

  async #writeState(state: RunState, more: Partial<Manifest>): Promise<void> {
    const { files: _files, error: _error, ...kept } = this.#manifest;
    const endedAt = this.#clock.now().toISOString();
    const manifest: Manifest = { ...kept, state, endedAt, counts: this.counts(), ...more };
    await writeManifest(this.#parts.place.dataDir, manifest);
    this.#manifest = manifest;
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { data, files, index, lock } = this.#parts;
    await data.close();
    await files?.ledger.close();
    await files?.missed.close();
    index.close();
    await lock?.release();
  }

  #assertWritable(): void {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.isComplete) throw new StemmaError('STEMMA_RUN', `run ${this.run} of ${this.source} is complete`);
    if (this.#isClosed)
      throw new StemmaError('STEMMA_RUN', `run ${this.run} of ${this.source} is no longer open for writing`);
  }

  #stored(line: LedgerLine): StoredResponse {
    const { dataDir, source, run } = this.#parts.place;
    return { line, read: () => readBody(dataDir, source, run, line) };
  }

  #explain(error: unknown): unknown {
    return withNextCommand(error, `stemma resume ${this.run}`);
  }

  #drain(): void {
    this.#drained ??= this.#commitAll();
  }

  async #commitAll(): Promise<void> {
    // Calls made in one turn are committed together.
    await Promise.resolve();
    while (this.#responses.length + this.#misses.length > 0) {
      const responses = this.#responses.splice(0);
      const misses = this.#misses.splice(0);
      try {
        if (this.#failure !== undefined) throw this.#failure;
        await this.#commitResponses(responses);
        await this.#commitMisses(misses);
      } catch (error) {
        this.#failure ??= this.#explain(error);
        for (const job of [...responses, ...misses]) job.reject(this.#failure);
      }
    }
    // In the turn that found the queues empty, so that no later call waits for a drain that has ended.
    this.#drained = undefined;
  }

  async #commitResponses(jobs: readonly Job<PreparedResponse>[]): Promise<void> {
    const { data, files, index, counts } = this.#parts;
    if (jobs.length === 0 || files === undefined) return;
    const lines: LedgerLine[] = [];
    for (const { work } of jobs) {
      const { offset, length } = await data.append(work.file, work.slice);
      lines.push(lineAt(work, this.#nextSeq + lines.length, offset, length));
    }
    await data.sync();
    const places = await files.ledger.append(lines.map(ledgerText));
    await files.ledger.sync();
    this.#nextSeq += lines.length;
    for (const [i, line] of lines.entries()) {
      const place = places[i];
      if (place !== undefined) index.add(line.resource, line.url, place);
      counts.addResponse(line);
      jobs[i]?.resolve(this.#stored(line));
    }
  }

  async #commitMisses(jobs: readonly Job<Miss>[]): Promise<void> {
    const { files, counts } = this.#parts;
    if (jobs.length === 0 || files === undefined) return;
    await files.missed.append(jobs.map(({ work }) => missText(work)));
    await files.missed.sync();
    for (const { work, resolve } of jobs) {
      counts.addMiss(work);
      resolve(undefined);
    }
  }
}
