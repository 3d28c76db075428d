import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { openForLoad } from '../../graph/open.ts';
import { loadRun } from '../../graph/load.ts';
import { mintAccount, mintModel, mintSpdx } from '../../ontology/iri.ts';
import { systemClock } from '../../src/core/clock.ts';
import { CurrentGraph } from '../../src/query/current-graph.ts';
import { SparqlGraph } from '../../src/query/sparql/sparql-graph.ts';
import { createApp } from '../../src/server/app.ts';
import { type ServerLimits, type ServerOptions, standardLimits } from '../../src/server/options.ts';
import { type StatedModel, writeRun } from '../store/run-fixture.ts';

export const firstRun = '2026-11-20_10-00-00_aaaaaaaa';

/** A chain of models, each made from the one before. */
export function chainOfModels(count: number): readonly StatedModel[] {
  return Array.from({ length: count }, (_, index) => ({
    hubId: `acme/m${index}`,
    values: { description: `Model "${index}" <b>& more</b>\nof a chain`, downloads: index, keywords: ['a', 'b'] },
    references: {
      ...(index === 0 ? {} : { fineTunedFrom: [mintModel(`acme/m${index - 1}`)] }),
      license: [mintSpdx('MIT')],
      sharedBy: [mintAccount('acme')],
    },
  }));
}

export async function loadModels(dataDir: string, run: string, models: readonly StatedModel[]): Promise<void> {
  await writeRun({ dataDir, run, models });
  const target = await openForLoad({ dataDir, neo4j: {} });
  try {
    await loadRun({ dataDir, run, target });
    await target.publish();
  } finally {
    await target.abandon();
  }
}

/** A data directory with a graph of these. */
export async function folderWith(models: readonly StatedModel[]): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stemma-sparql-'));
  await loadModels(dataDir, firstRun, models);
  return dataDir;
}

export interface SparqlServer {
  readonly app: Hono;
  readonly dataDir: string;
  readonly graph: CurrentGraph;
  readonly sparql: SparqlGraph;
  /** What it said it was doing. */
  readonly said: string[];
  readonly errors: unknown[];
  close(): Promise<void>;
}

export interface SparqlServerOptions extends Partial<Pick<ServerOptions, 'cors' | 'hosts'>> {
  readonly models?: readonly StatedModel[];
  /** With a graph in it already; stays. */
  readonly dataDir?: string;
  readonly limits?: Partial<ServerLimits>;
  readonly workers?: number;
  readonly queue?: number;
}

/** The server over an embedded graph of its own, without a socket; ready to answer. */
export async function openSparqlServer(options: SparqlServerOptions = {}): Promise<SparqlServer> {
  const { models = chainOfModels(40), limits = {}, workers = 1, queue = 8, cors = [], hosts } = options;
  const dataDir = options.dataDir ?? (await folderWith(models));
  const graph = await CurrentGraph.open({ dataDir, neo4j: {} });
  const said: string[] = [];
  const errors: unknown[] = [];
  const sparql = new SparqlGraph(graph, { clock: systemClock, workers, queue, onState: (text) => said.push(text) });
  await sparql.refresh();
  const app = createApp({
    graph,
    sparql,
    limits: { ...standardLimits, ...limits },
    cors,
    hosts,
    version: '0',
    onError: (error) => errors.push(error),
  });
  return {
    app,
    dataDir,
    graph,
    sparql,
    said,
    errors,
    async close() {
      await sparql.close();
      await graph.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
