import { type Loaded, type Answer, type RunOptions } from '../../../graph/rdf/sparql/sparql-worker.ts';
import type { QueryMessage } from '../../../graph/rdf/sparql/messages.ts';
import { SparqlPool } from '../../../graph/rdf/sparql/sparql-pool.ts';
import type { Clock } from '../../core/clock.ts';
import { messageOf, StemmaError } from '../../core/errors.ts';
import type { CurrentGraph } from '../current-graph.ts';
import { nquadsFileOf } from './nquads-file.ts';

export interface SparqlGraphOptions {
  readonly clock: Clock;
  /** Copies of the graph that answer side by side; a large graph has one. Default 2. */
  readonly workers?: number;
  /** Queries that may wait for their turn. Default 16. */
  readonly queue?: number;
  readonly mostQuads?: number;
  /** Also accounts with their intervals. Default: no. */
  readonly provenance?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told what it is busy with. */
  readonly onState?: (text: string) => void;
}

/** Above that, a second copy costs more memory than it is worth. */
const quadsOfOneCopy = 3_000_000;

interface Serving {
  readonly pool: SparqlPool;
  readonly loaded: Loaded;
  readonly version: string;
}

/** SPARQL over the newest graph: while that is being read in, the one before it answers. */
export class SparqlGraph {
  readonly #graph: CurrentGraph;
  readonly #options: SparqlGraphOptions;
  readonly #ending = new Set<Promise<void>>();
  #serving: Serving | undefined;
  #building: Promise<void> | undefined;
  #failure: { readonly version: string; readonly error: unknown } | undefined;
  #isClosed = false;

  constructor(graph: CurrentGraph, options: SparqlGraphOptions) {
    this.#graph = graph;
    this.#options = options;
  }

  /** Size and graphs of what answers now; none while the first is read in. */
  get loaded(): Loaded | undefined {
    return this.#serving?.loaded;
  }

  /** Of the graph that answers now. */
  get version(): string | undefined {
    return this.#serving?.version;
  }

  /** Reads the newest graph in, when another answers or none; one that is being read in is waited for. Throws what prevented it. */
  async refresh(): Promise<void> {
    while (!this.#isClosed && this.#serving?.version !== this.#graph.version) {
      // What did not fit once does not fit the next time.
      if (this.#failure?.version === this.#graph.version) throw this.#failure.error;
      this.#building ??= this.#build().finally(() => (this.#building = undefined));
      await this.#building;
    }
  }

  /** @throws StemmaError as `SparqlPool.query`; with `reason` loading while there is nothing to ask yet */
  query(message: QueryMessage, options: RunOptions): Promise<Answer> {
    if (this.#serving !== undefined) return this.#serving.pool.query(message, options);
    if (this.#failure !== undefined) return Promise.reject(this.#failure.error);
    return Promise.reject(
      new StemmaError('STEMMA_QUERY', 'the graph is being read in', {
        hint: 'ask again in a moment',
        retryable: true,
        context: { reason: 'loading' },
      }),
    );
  }

  /** Ends all queries; resolves when their memory is given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#building?.catch(() => undefined);
    await Promise.all([this.#serving?.pool.close(), ...this.#ending]);
    this.#serving = undefined;
  }

  async #build(): Promise<void> {
    const { clock, workers = 2, queue = 16, mostQuads, provenance, signal, onState } = this.#options;
    const wanted = this.#graph.version;
    try {
      const { version, file } = await this.#graph.use(async (store, graph) => ({
        version: graph,
        file: await nquadsFileOf(store, graph, {
          dataDir: this.#graph.location.dataDir,
          clock,
          provenance,
          signal,
          ...(mostQuads === undefined ? {} : { mostQuads }),
          onWrite: () => onState?.('writing the graph as RDF'),
        }),
      }));
      onState?.(`reading ${file.quads} statements in`);
      const copies = file.quads > quadsOfOneCopy ? 1 : workers;
      const opened = await SparqlPool.open({ file: file.file, quads: file.quads, workers: copies, queue });
      const before = this.#serving;
      this.#serving = { ...opened, version };
      this.#failure = undefined;
      if (before !== undefined) this.#retire(before.pool);
      onState?.(`SPARQL answers over ${opened.loaded.quads} statements`);
    } catch (error) {
      this.#failure = { version: wanted, error };
      onState?.(`the graph could not be read in: ${messageOf(error)}`);
      throw error;
    }
  }

  /** Who asked the old graph is answered by it. */
  #retire(pool: SparqlPool): void {
    const ending = pool
      .drained()
      .then(() => pool.close())
      .finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}
