import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { cancelledError } from '../../../src/core/abort.ts';
import { messageOf, StemmaError } from '../../../src/core/errors.ts';
import type { QueryMessage, WorkerMessage, WorkerStart } from './messages.ts';

const script = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

export type Answer = Extract<WorkerMessage, { answer: unknown }>['answer'];
export interface Loaded {
  readonly quads: number;
  /** Named graphs, sorted. */
  readonly graphs: readonly string[];
}

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The graph in a thread of its own. A query cannot be stopped, a thread can, and its memory goes with it. */
export class SparqlWorker {
  readonly loaded: Promise<Loaded>;
  /** Resolves when the thread is gone. */
  readonly ended: Promise<void>;
  readonly #worker: Worker;
  #isUsable = true;
  #isLoaded = false;
  #listener: ((message: WorkerMessage) => void) | undefined;

  constructor(file: string) {
    const workerData: WorkerStart = { file };
    this.#worker = script.pathname.endsWith('.ts')
      ? new Worker(sourceStarter(), { workerData, eval: true })
      : new Worker(script, { workerData });
    this.ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    void this.ended.then(() => this.#hear({ broken: 'the thread ended' }));
    this.#worker.on('error', (error) => this.#hear({ broken: messageOf(error) }));
    this.#worker.on('message', (message: WorkerMessage) => this.#hear(message));
    this.loaded = this.#next().then((message) => {
      if ('loaded' in message) {
        this.#worker.unref();
        this.#isLoaded = true;
        return message.loaded;
      }
      this.#isUsable = false;
      const what = 'failed' in message ? message.failed : 'broken' in message ? message.broken : '';
      throw new StemmaError('STEMMA_STORE', `the graph does not fit into the SPARQL engine: ${what}`, {
        hint: 'use a store of your own: STEMMA_SPARQL_ENDPOINT',
      });
    });
    this.loaded.catch(() => undefined);
  }

  /** False once it was ended: it answers nothing any more. */
  get isUsable(): boolean {
    return this.#isUsable;
  }

  /** It has the graph, and answers or will when it has answered. */
  get isAnswering(): boolean {
    return this.#isUsable && this.#isLoaded;
  }

  /** Keeps the process alive while a query is under way. */
  async run(query: QueryMessage, { timeoutMs, signal }: RunOptions): Promise<Answer> {
    if (signal?.aborted === true) throw cancelledError(signal);
    this.#worker.ref();
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => this.#end({ broken: 'time' }), timeoutMs);
    if (signal !== undefined) {
      stop = (): void => this.#end({ broken: 'cancelled' });
      signal.addEventListener('abort', stop, { once: true });
    }
    try {
      const next = this.#next();
      this.#worker.postMessage(query);
      return this.#answerOf(await next, timeoutMs, signal);
    } finally {
      clearTimeout(timer);
      if (stop !== undefined) signal?.removeEventListener('abort', stop);
      // One that is being ended is waited for.
      if (this.#isUsable) this.#worker.unref();
    }
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    this.#end({ broken: 'closed' });
    await this.ended;
  }

  #answerOf(message: WorkerMessage, timeoutMs: number, signal: AbortSignal | undefined): Answer {
    if ('answer' in message) return message.answer;
    if ('refused' in message) {
      const { why, hint } = message.refused;
      throw queryError(message.refused.message, why, hint);
    }
    const why = 'broken' in message ? message.broken : '';
    if (why === 'cancelled' && signal !== undefined) throw cancelledError(signal);
    if (why === 'time')
      throw queryError(`the query was stopped after ${timeoutMs / 1000} s`, 'time', 'narrow it, or add LIMIT');
    this.#end({ broken: why });
    if (why === 'closed') throw new StemmaError('STEMMA_CANCELLED', 'stopped before it was finished');
    throw queryError('the query needs more memory or depth than it may have', 'memory', 'narrow it, or add LIMIT');
  }

  #end(message: WorkerMessage): void {
    this.#isUsable = false;
    this.#hear(message);
    this.#worker.ref();
    void this.#worker.terminate();
  }

  #next(): Promise<WorkerMessage> {
    return new Promise((resolve) => {
      this.#listener = resolve;
    });
  }

  #hear(message: WorkerMessage): void {
    if ('broken' in message) this.#isUsable = false;
    this.#listener?.(message);
    this.#listener = undefined;
  }
}

function queryError(message: string, reason: string, hint: string | undefined): StemmaError {
  const place = reason === 'syntax' ? /, at (\d+):(\d+)/.exec(message) : null;
  const where = place === null ? {} : { line: Number(place[1]), column: Number(place[2]) };
  return new StemmaError('STEMMA_QUERY', message, {
    ...(hint === undefined ? {} : { hint }),
    context: { reason, ...where },
  });
}

/** In a source checkout Node needs the development loader, which a thread has to start itself; the published package holds JavaScript. */
function sourceStarter(): string {
  const loader = new URL('./esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx'))).href;
  return `import(${JSON.stringify(loader)}).then(({ tsImport }) => tsImport(${JSON.stringify(script.href)}, ${JSON.stringify(script.href)}))`;
}
