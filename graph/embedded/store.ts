import { schemaStatements } from '../../ontology/constraints.ts';
import { throwIfAborted } from '../../src/core/abort.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { GraphStore, Parameters, ReadOptions, Row } from '../store.ts';
import { openPublished } from './connection.ts';
import type { EngineDatabase } from './engine.ts';
import { isConflict, statementError } from './errors.ts';
import { graphClosed, graphOpened } from './spill-folders.ts';
import { readInOwnProcess } from './timed-read.ts';
import { parameterOf, rowsOf } from './values.ts';

const conflictRetries = 10;

/**
 * The published graph, read-only. A read with a time-out runs in a process of its own: the engine cannot be stopped, a
 * process can.
 */
export async function openEmbedded(dataDir: string): Promise<GraphStore> {
  const { database, file } = await openPublished(dataDir);
  return new EmbeddedStore(database, file, true);
}

export class EmbeddedStore implements GraphStore {
  readonly engine = 'embedded';
  readonly writers = 2;
  readonly #database: EngineDatabase;
  readonly #file: string;
  readonly #isReadOnly: boolean;
  #isOpen = true;

  constructor(database: EngineDatabase, file: string, isReadOnly: boolean) {
    this.#database = database;
    this.#file = file;
    this.#isReadOnly = isReadOnly;
    graphOpened();
  }

  async read<T extends Row = Row>(
    cypher: string,
    parameters: Parameters = {},
    options: ReadOptions = {},
  ): Promise<T[]> {
    throwIfAborted(options.signal);
    this.#assertOpen();
    const rows =
      options.timeoutMs !== undefined && this.#isReadOnly
        ? await readInOwnProcess(this.#file, cypher, parameters, {
            timeoutMs: options.timeoutMs,
            maxRows: options.maxRows,
            signal: options.signal,
          })
        : await this.#run(cypher, parameters);
    throwIfAborted(options.signal);
    return (options.maxRows === undefined ? rows : rows.slice(0, options.maxRows)) as T[];
  }

  async write<T extends Row = Row>(cypher: string, parameters: Parameters = {}): Promise<T[]> {
    this.#assertOpen();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await this.#run(cypher, parameters)) as T[];
      } catch (error) {
        if (attempt > conflictRetries || !isConflict((error as Error).cause)) throw error;
      }
    }
  }

  async ensureSchema(): Promise<void> {
    for (const statement of schemaStatements('embedded')) await this.write(statement);
  }

  /** Without effect when closed already. */
  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#database.close();
    await graphClosed();
  }

  async #run(cypher: string, parameters: Parameters): Promise<Row[]> {
    try {
      const result = await this.#database.executeCypher(cypher, parameterOf(parameters));
      return rowsOf(result.toArray());
    } catch (error) {
      throw statementError(error);
    }
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new StemmaError('STEMMA_INTERNAL', 'the graph store is closed');
  }
}
