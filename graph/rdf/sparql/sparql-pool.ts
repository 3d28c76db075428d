import { setFlagsFromString } from 'node:v8';
import { StemmaError } from '../../../src/core/errors.ts';
import type { QueryMessage } from './messages.ts';
import { type Answer, type Loaded, type RunOptions, SparqlWorker } from './sparql-worker.ts';

export interface PoolOptions {
  /** N-Quads. */
  readonly file: string;
  readonly quads: number;
  /** Copies of the graph, each in a thread of its own. */
  readonly workers: number;
  /** Queries that may wait. */
  readonly queue: number;
}

interface Waiting {
  readonly run: (worker: SparqlWorker) => void;
  readonly fail: (error: unknown) => void;
}

/** The most of the engine: its memory has 32-bit addresses. */
export const mostQuads = 12_000_000;
const pageBytes = 65_536;
/** What a quad takes in the engine, measured, and what a query may take beside. */
const bytesPerQuad = 430;
const bytesPerQuery = 1 << 30;

/**
 * Copies of one graph that answer queries side by side. One whose query had to be ended is replaced by a new one; the others go
 * on meanwhile.
 */
export class SparqlPool {
  readonly #options: PoolOptions;
  readonly #workers = new Set<SparqlWorker>();
  readonly #idle: SparqlWorker[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #gone = new Set<Promise<void>>();
  readonly #busy = new Map<SparqlWorker, Promise<void>>();
  readonly #release = new Map<SparqlWorker, () => void>();
  #failure: unknown;
  #isClosed = false;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Resolves when the first copy can answer. @throws StemmaError STEMMA_STORE when the graph is too large */
  static async open(options: PoolOptions): Promise<{ readonly pool: SparqlPool; readonly loaded: Loaded }> {
    capMemory(options.quads);
    const pool = new SparqlPool(options);
    const first = pool.#add();
    try {
      const loaded = await first.loaded;
      while (pool.#workers.size < options.workers) pool.#add();
      return { pool, loaded };
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  /** Copies that can answer at once. */
  get idle(): number {
    return this.#idle.length;
  }

  /**
   * @throws StemmaError STEMMA_QUERY, its context's `reason` says why: syntax, refused, not-acceptable, rows, bytes, time, memory,
   *   engine; `busy` when it may be answered in a moment
   */
  async query(message: QueryMessage, options: RunOptions): Promise<Answer> {
    const worker = await this.#take(options.signal);
    try {
      return await worker.run(message, options);
    } finally {
      this.#giveBack(worker);
    }
  }

  /** Ends what is under way. Resolves when all threads are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { fail } of this.#waiting.splice(0)) fail(closed());
    await Promise.all([...this.#gone, ...[...this.#workers].map((worker) => worker.close())]);
    this.#workers.clear();
  }

  /** Resolves when nothing runs or waits: then nobody misses it. */
  async drained(): Promise<void> {
    while (this.#busy.size > 0 || this.#waiting.length > 0)
      await Promise.allSettled([...this.#busy.values(), Promise.resolve()]);
  }

  #add(): SparqlWorker {
    const worker = new SparqlWorker(this.#options.file);
    this.#workers.add(worker);
    const gone = worker.ended.then(() => void this.#gone.delete(gone));
    this.#gone.add(gone);
    void worker.loaded.then(
      () => this.#offer(worker),
      (error: unknown) => {
        this.#workers.delete(worker);
        this.#failure = error;
        if (this.#workers.size === 0) for (const { fail } of this.#waiting.splice(0)) fail(error);
      },
    );
    return worker;
  }

  #offer(worker: SparqlWorker): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(worker);
    else next.run(worker);
  }

  #take(signal: AbortSignal | undefined): Promise<SparqlWorker> {
    if (this.#isClosed) return Promise.reject(closed());
    const idle = this.#idle.pop();
    if (idle !== undefined) return Promise.resolve(this.#claim(idle));
    if (this.#workers.size === 0 && this.#failure !== undefined) return Promise.reject(this.#failure);
    if (![...this.#workers].some((worker) => worker.isAnswering))
      return Promise.reject(busy('the graph is being loaded again after a query that had to be ended'));
    if (this.#waiting.length >= this.#options.queue) return Promise.reject(busy('too many queries wait already'));
    return new Promise((resolve, reject) => {
      const entry: Waiting = { run: (worker) => resolve(this.#claim(worker)), fail: reject };
      this.#waiting.push(entry);
      signal?.addEventListener(
        'abort',
        () => {
          const at = this.#waiting.indexOf(entry);
          if (at === -1) return;
          this.#waiting.splice(at, 1);
          reject(new StemmaError('STEMMA_CANCELLED', 'stopped before it was its turn'));
        },
        { once: true },
      );
    });
  }

  #claim(worker: SparqlWorker): SparqlWorker {
    this.#busy.set(worker, new Promise((resolve) => this.#release.set(worker, resolve)));
    return worker;
  }

  #giveBack(worker: SparqlWorker): void {
    this.#release.get(worker)?.();
    this.#release.delete(worker);
    this.#busy.delete(worker);
    if (worker.isUsable) this.#offer(worker);
    else {
      this.#workers.delete(worker);
      if (!this.#isClosed) this.#add();
    }
  }
}

/** The engine's memory may grow by what a query may take, then the query fails. It holds for the whole process: nothing else here grows one. */
function capMemory(quads: number): void {
  const pages = Math.min(65_536, Math.ceil((quads * bytesPerQuad + bytesPerQuery) / pageBytes));
  highest = Math.max(highest, pages);
  setFlagsFromString(`--wasm-max-mem-pages=${highest}`);
}

let highest = 0;

function closed(): StemmaError {
  return new StemmaError('STEMMA_CANCELLED', 'stopped before it was finished');
}

function busy(message: string): StemmaError {
  return new StemmaError('STEMMA_QUERY', message, {
    hint: 'ask again in a moment',
    retryable: true,
    context: { reason: 'busy' },
  });
}
