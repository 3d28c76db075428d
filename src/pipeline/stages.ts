import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureDirectory, writeFileAtomic } from '../core/atomic-file.ts';
import { sealedJson, sealOf } from '../core/sealed-json.ts';
import { jsonldFolder } from '../core/run/run-paths.ts';
import { assertFormat } from '../core/run/manifest.ts';
import { formatVersion } from '../core/run/types.ts';

export const stageNames = ['extract', 'map', 'load'] as const;
export type StageName = (typeof stageNames)[number];

/** What a source was asked for, before its own manifest exists. */
export interface PlannedSource {
  /** Secrets masked. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly firstSeq: number;
  /** Stages of the source that were chosen; absent in runs from before there were any. */
  readonly stages?: readonly string[];
}

/**
 * `jsonld/<run>/stages.json`: what a command set out to do with a run, and which graphs hold it. Written before the work, so
 * that `resume` knows how far to go.
 */
export interface Stages {
  readonly formatVersion: number;
  readonly run: string;
  readonly sources: Readonly<Record<string, PlannedSource>>;
  readonly wanted: readonly StageName[];
  /** Begun with --fresh. */
  readonly fresh?: boolean;
  /** Hash of the mapping that was loaded (`loadedHash`), by graph (`graphKey`). */
  readonly loaded: Readonly<Record<string, string>>;
  /** Graphs it was taken out of by `runs rollback`: only a load of its own brings it back. */
  readonly rolledBack?: readonly string[];
}

function stagesPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'stages.json');
}

/**
 * undefined when there is none or it is damaged: then the run folders themselves say what is left.
 * @throws StemmaError STEMMA_RUN when it is of another format
 */
export async function readStages(dataDir: string, run: string): Promise<Stages | undefined> {
  const bytes = await readFile(stagesPath(dataDir, run)).catch(() => undefined);
  if (bytes === undefined || sealOf(bytes) !== 'whole') return undefined;
  const document: unknown = JSON.parse(bytes.toString('utf8'));
  assertFormat(document, `run ${run}`, 'stemma run');
  // The seal says that it is what `change` wrote.
  const { formatVersion: format, run: name, sources, wanted, loaded, fresh, rolledBack = [] } = document as Stages;
  return {
    formatVersion: format,
    run: name,
    sources,
    wanted,
    loaded,
    ...(fresh === true ? { fresh } : {}),
    ...(rolledBack.length === 0 ? {} : { rolledBack }),
  };
}

async function change(dataDir: string, run: string, edit: (before: Stages) => Stages): Promise<void> {
  const before = (await readStages(dataDir, run)) ?? { formatVersion, run, sources: {}, wanted: [], loaded: {} };
  const after = edit(before);
  if (JSON.stringify(after) === JSON.stringify(before)) return;
  await ensureDirectory(jsonldFolder(dataDir, run));
  await writeFileAtomic(stagesPath(dataDir, run), sealedJson(after));
}

/** Notes before the work what is wanted of a run. Earlier wishes, and the settings a source began with, stay. */
export async function wantStages(
  dataDir: string,
  run: string,
  wanted: readonly StageName[],
  sources: Readonly<Record<string, PlannedSource>> = {},
  fresh = false,
): Promise<void> {
  await change(dataDir, run, (before) => ({
    ...before,
    ...(fresh ? { fresh } : {}),
    sources: { ...sources, ...before.sources },
    wanted: stageNames.filter((stage) => wanted.includes(stage) || before.wanted.includes(stage)),
  }));
}

/** Notes that a graph holds the entities with this hash. */
export async function noteLoaded(dataDir: string, run: string, graph: string, sha256: string): Promise<void> {
  await change(dataDir, run, ({ rolledBack = [], ...before }) => ({
    ...before,
    loaded: { ...before.loaded, [graph]: sha256 },
    ...withGraphs(rolledBack.filter((one) => one !== graph)),
  }));
}

/** Notes that a graph does not hold the run any more, and is not to. */
export async function noteRolledBack(dataDir: string, run: string, graph: string): Promise<void> {
  await change(dataDir, run, ({ rolledBack = [], ...before }) => ({
    ...before,
    loaded: Object.fromEntries(Object.entries(before.loaded).filter(([name]) => name !== graph)),
    ...withGraphs([...new Set([...rolledBack, graph])].toSorted()),
  }));
}

function withGraphs(rolledBack: readonly string[]): Pick<Stages, 'rolledBack'> {
  return rolledBack.length === 0 ? {} : { rolledBack };
}

/** The name of a graph in `loaded`: without user and password. */
export function graphKey(uri: string | undefined): string {
  return uri === undefined ? 'embedded' : uri.replace(/\/\/[^@/]*@/, '//');
}
