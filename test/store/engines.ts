import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { loadRun } from '../../graph/load.ts';
import type { LoadOptions } from '../../graph/load.ts';
import { hasChanges } from '../../graph/load-report.ts';
import type { LoadReport } from '../../graph/load-report.ts';
import { openForLoad, openGraph } from '../../graph/open.ts';
import type { GraphLocation } from '../../graph/open.ts';
import type { GraphLoadTarget, GraphStore, Row } from '../../graph/store.ts';
import { emptyNeo4j, neo4jSkipped } from '../support/neo4j.ts';

/** A graph of its own, empty, and a data directory. */
export interface Sandbox {
  readonly dataDir: string;
  readonly location: GraphLocation;
  remove(): Promise<void>;
}

const engines = ['embedded', 'neo4j'] as const;
export type EngineName = (typeof engines)[number];

export async function sandboxOf(engine: EngineName): Promise<Sandbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-store-'));
  const location = engine === 'neo4j' ? await emptyNeo4j(dataDir) : { dataDir, neo4j: {} };
  return { dataDir, location, remove: () => rm(dataDir, { recursive: true, force: true, maxRetries: 3 }) };
}

/** The same tests on both engines; those of Neo4j are skipped, with the reason, where no server can be had. */
export function onBothEngines(
  title: string,
  tests: (sandbox: () => Promise<Sandbox>, engine: EngineName) => void,
): void {
  const skipped = neo4jSkipped();
  for (const engine of engines) {
    const isSkipped = engine === 'neo4j' && skipped !== undefined;
    describe.skipIf(isSkipped)(`${title} (${engine})`, () => tests(() => sandboxOf(engine), engine));
  }
}

/** Loads a run as the program does. */
export async function load(
  sandbox: Sandbox,
  run: string,
  options: Partial<Omit<LoadOptions, 'target'>> = {},
): Promise<LoadReport> {
  const target = await openForLoad(sandbox.location);
  try {
    const report = await loadRun({ dataDir: sandbox.dataDir, run, ...options, target });
    if (hasChanges(report)) await target.publish();
    return report;
  } finally {
    await target.abandon();
  }
}

/** The target, failing for good after a number of writes, as if its process had been killed. */
export function failingAfter(target: GraphLoadTarget, writes: number): GraphLoadTarget {
  let left = writes;
  const store: GraphStore = {
    engine: target.store.engine,
    writers: target.store.writers,
    read: (...args) => target.store.read(...args),
    ensureSchema: () => target.store.ensureSchema(),
    close: () => target.store.close(),
    write: (...args) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : target.store.write(...args);
    },
  };
  return { store, publish: () => target.publish(), abandon: () => target.abandon() };
}

/** A store opened for reading, for the time of `work`. */
export async function reading<T>(sandbox: Sandbox, work: (store: GraphStore) => Promise<T>): Promise<T> {
  const store = await openGraph(sandbox.location, 'read');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

export function read<T extends Row = Row>(sandbox: Sandbox, cypher: string, parameters = {}): Promise<T[]> {
  return reading(sandbox, (store) => store.read<T>(cypher, parameters));
}

/** All that is in the graph, in an order of its own, as text. */
export async function dump(sandbox: Sandbox, leaveOut: readonly string[] = []): Promise<string> {
  return reading(sandbox, (store) => dumpOf(store, leaveOut));
}

export async function dumpOf(store: GraphStore, leaveOut: readonly string[] = []): Promise<string> {
  const nodes = await store.read('MATCH (n:Resource) RETURN labels(n) AS labels, properties(n) AS properties');
  const edges = await store.read(
    'MATCH (a)-[r]->(b) RETURN a.uri AS from, type(r) AS type, b.uri AS to, properties(r) AS properties',
  );
  const lines = [...nodes, ...edges].map((row) => JSON.stringify(ordered(row, new Set(leaveOut))));
  return lines.toSorted().join('\n');
}

/**
 * A graph that stays open over several loads, as a server's does: what a killed load wrote is there for the next. Spares the
 * embedded engine a new file for every load.
 */
export class OpenGraph {
  readonly store: GraphStore;
  readonly #sandbox: Sandbox;
  readonly #target: GraphLoadTarget;

  private constructor(sandbox: Sandbox, target: GraphLoadTarget) {
    this.#sandbox = sandbox;
    this.#target = target;
    this.store = target.store;
  }

  static async of(makeSandbox: () => Promise<Sandbox>): Promise<OpenGraph> {
    const sandbox = await makeSandbox();
    return new OpenGraph(sandbox, await openForLoad(sandbox.location));
  }

  get dataDir(): string {
    return this.#sandbox.dataDir;
  }

  load(run: string, options: Partial<Omit<LoadOptions, 'target'>> = {}): Promise<LoadReport> {
    return loadRun({ dataDir: this.dataDir, run, ...options, target: this.#target });
  }

  /** Whether the load came to its end before it was killed. */
  async killed(run: string, writes: number, options: Partial<Omit<LoadOptions, 'target'>> = {}): Promise<boolean> {
    const target = failingAfter(this.#target, writes);
    try {
      await loadRun({ dataDir: this.dataDir, run, ...options, target });
      return true;
    } catch (error) {
      if ((error as Error).message !== 'killed') throw error;
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#target.abandon();
    await this.#sandbox.remove();
  }
}

function ordered(value: unknown, leaveOut: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, leaveOut)).toSorted();
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !leaveOut.has(name));
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, ordered(item, leaveOut)]),
  );
}
