import neo4j from 'neo4j-driver';
import type { BookmarkManager, Driver, Record as DriverRecord, Result, Session } from 'neo4j-driver';
import { schemaItems } from '../../ontology/constraints.ts';
import { cancelledError, throwIfAborted } from '../../src/core/abort.ts';
import { systemClock } from '../../src/core/clock.ts';
import type { GraphStore, Parameters, ReadOptions, Row } from '../store.ts';
import { serverOf, type Neo4jAddress } from './address.ts';
import { connect } from './connection.ts';
import { isTransient, neo4jError } from './errors.ts';
import { parameterOf, rowsOf } from './values.ts';

const parallelWriters = 2;
const schemaWaitSeconds = 300;
const readyIndexes =
  "SHOW INDEXES YIELD name, state, owningConstraint WHERE state = 'ONLINE' RETURN name, owningConstraint AS constraint";
/** Pauses of 50 ms to 3 s, seven at most. */
const attempts = 8;
const firstPauseMs = 50;

/** @throws StemmaError as `connect` */
export async function openNeo4j(address: Neo4jAddress): Promise<GraphStore> {
  return new Neo4jStore(await connect(address), address);
}

export class Neo4jStore implements GraphStore {
  readonly engine = 'neo4j';
  readonly writers = parallelWriters;
  readonly #driver: Driver;
  readonly #database: string | undefined;
  readonly #where: string;
  /** A read sees every write made through this store before it, on a cluster too. */
  readonly #bookmarks: BookmarkManager = neo4j.bookmarkManager();

  constructor(driver: Driver, address: Neo4jAddress) {
    this.#driver = driver;
    this.#database = address.database;
    this.#where = serverOf(address.uri);
  }

  async read<T extends Row = Row>(
    cypher: string,
    parameters: Parameters = {},
    options: ReadOptions = {},
  ): Promise<T[]> {
    throwIfAborted(options.signal);
    const config = options.timeoutMs === undefined ? {} : { timeout: Math.ceil(options.timeoutMs) };
    return this.#run<T>('READ', cypher, parameters, config, options);
  }

  async write<T extends Row = Row>(cypher: string, parameters: Parameters = {}): Promise<T[]> {
    return this.#run<T>('WRITE', cypher, parameters, {}, {});
  }

  /** Schema and data may not share a transaction; each statement is its own. What is there already costs one question. */
  async ensureSchema(): Promise<void> {
    const there = await this.#readySchema();
    const missing = schemaItems('neo4j').filter(({ name, isConstraint }) => there.get(name) !== isConstraint);
    if (missing.length === 0) return;
    for (const { statement } of missing) await this.write(statement);
    await this.write('CALL db.awaitIndexes($seconds)', { seconds: schemaWaitSeconds });
  }

  /** By name: whether it is an index of its own or that of a constraint. Empty for who may create and not look. */
  async #readySchema(): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.read<{ name: string; constraint: string | null }>(readyIndexes).catch(() => []);
    return new Map(rows.map(({ name, constraint }) => [name, constraint !== null]));
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  /** One statement, one transaction, sent again after a pause on deadlocks and lost connections. */
  async #run<T extends Row>(
    mode: 'READ' | 'WRITE',
    cypher: string,
    parameters: Parameters,
    config: { readonly timeout?: number },
    { signal, maxRows = Infinity }: ReadOptions,
  ): Promise<T[]> {
    const session = this.#driver.session({
      defaultAccessMode: mode === 'READ' ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: this.#bookmarks,
      ...(this.#database === undefined ? {} : { database: this.#database }),
    });
    const onAbort = (): void => void session.close();
    signal?.addEventListener('abort', onAbort, { once: true });
    const sent = parameterOf(parameters) as Record<string, unknown>;
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await inTransaction(session, cypher, sent, config, maxRows)) as T[];
        } catch (error) {
          if (attempt === attempts || !isTransient(error) || signal?.aborted === true) throw error;
          await systemClock.sleep(firstPauseMs * 2 ** (attempt - 1) * (0.5 + systemClock.random()), signal);
        }
      }
    } catch (error) {
      if (signal?.aborted === true) throw cancelledError(signal);
      throw neo4jError(error, this.#where);
    } finally {
      signal?.removeEventListener('abort', onAbort);
      await session.close().catch(() => undefined);
    }
  }
}

/**
 * Not one of the driver's managed transactions: it waits a second before the first repetition, and repeats for half a
 * minute a batch that is too large for the server's memory.
 */
async function inTransaction(
  session: Session,
  cypher: string,
  parameters: Record<string, unknown>,
  config: { readonly timeout?: number },
  maxRows: number,
): Promise<Row[]> {
  const transaction = session.beginTransaction(config);
  try {
    const rows = rowsOf(await recordsOf(transaction.run(cypher, parameters), maxRows));
    await transaction.commit();
    return rows;
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
}

/** Records past the limit are not fetched from the server. */
async function recordsOf(result: Result, maxRows: number): Promise<DriverRecord[]> {
  if (maxRows === Infinity) return (await result).records;
  const records: DriverRecord[] = [];
  if (maxRows <= 0) return records;
  for await (const record of result) {
    records.push(record);
    if (records.length >= maxRows) break;
  }
  return records;
}
