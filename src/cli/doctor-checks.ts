import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Check } from '../../extract/source.ts';
import { isStemmaError, messageOf } from '../core/errors.ts';
import { listRuns } from '../core/run/list.ts';
import type { CliContext } from './context.ts';
import { asStemmaError } from './errors.ts';
import { withGraph } from './graph-access.ts';
import { pipelineContext } from './pipeline-access.ts';

/** `warning`: works, but could be better. */
export interface DoctorCheck {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'bad';
  readonly detail: string;
  readonly hint?: string;
  /** A failed check of the graph makes exit 5 instead of 2. */
  readonly graph?: boolean;
}

const leastFreeBytes = 1024 ** 3;

function checkNode(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const name = `node ${process.versions.node}`;
  if (major < 20 || (major === 20 && minor < 19)) {
    return { name, state: 'bad', detail: 'too old: 20.19 is the oldest that works', hint: 'install Node 22 or newer' };
  }
  if (major < 22)
    return { name, state: 'ok', detail: 'works; 22 or newer is advised, since 20 is past its end of life' };
  return { name, state: 'ok', detail: 'supported' };
}

/** The folder itself, or the nearest one above it that exists: that is where it would be made. */
async function nearestFolder(path: string): Promise<string> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const exists = await access(folder).then(
      () => true,
      () => false,
    );
    if (exists || folder === dirname(folder)) return folder;
  }
}

async function checkDataDir(dataDir: string): Promise<DoctorCheck> {
  const name = `data directory ${dataDir}`;
  const folder = await nearestFolder(dataDir);
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const detail = `writable, ${(free / 1e9).toFixed(free < 1e10 ? 1 : 0)} GB free`;
    if (free < leastFreeBytes) return { name, state: 'warning', detail, hint: 'make room: a full disk stops a run' };
    return { name, state: 'ok', detail };
  } catch (error) {
    return {
      name,
      state: 'bad',
      detail: `not writable: ${messageOf(error)}`,
      hint: 'use another folder: --data-dir or DATA_DIR',
    };
  }
}

async function checkEngine(): Promise<DoctorCheck> {
  try {
    const { loadEngine } = await import('../../graph/embedded/engine.ts');
    await loadEngine();
    return { name: 'embedded engine', state: 'ok', detail: 'loads' };
  } catch (error) {
    return {
      name: 'embedded engine',
      state: 'bad',
      detail: messageOf(error),
      hint: 'npm install again on this platform, or use Neo4j: --graph neo4j://…',
      graph: true,
    };
  }
}

async function checkGraph(context: CliContext): Promise<DoctorCheck> {
  const { uri } = context.general.graph;
  const name = uri === undefined ? 'graph (embedded)' : `graph ${uri.replace(/\/\/[^@/]*@/, '//')}`;
  try {
    await withGraph(context, (store) =>
      store.read('MATCH (n:Resource) RETURN count(n) AS nodes', {}, { timeoutMs: 10_000 }),
    );
    return { name, state: 'ok', detail: 'answers' };
  } catch (thrown) {
    const error = asStemmaError(thrown);
    const hint =
      error.hint ??
      (uri === undefined ? 'stemma load --rebuild' : 'start it, or use the embedded graph: --graph embedded');
    const isEmpty =
      uri === undefined && error.code === 'STEMMA_STORE' && (await listRuns(context.general.dataDir)).length === 0;
    if (isEmpty) return { name, state: 'ok', detail: 'empty: nothing was loaded yet' };
    return { name, state: 'bad', detail: error.message, hint, graph: true };
  }
}

async function checkSources(context: CliContext, names: unknown): Promise<DoctorCheck[]> {
  const { sources } = await import('../../extract/index.ts');
  const { chosenSources } = await import('./source-options.ts');
  const settings = context.settingsWith(sources);
  const pipeline = pipelineContext(context);
  const found: DoctorCheck[] = [];
  for (const source of await chosenSources(names, {})) {
    const http = pipeline.createHttp({ concurrency: 1, onWait: () => undefined, maxRetries: 1 });
    const signal = AbortSignal.any([context.interrupts.signal, AbortSignal.timeout(20_000)]);
    try {
      const checks = (await source.check?.({ settings: settings.ofSource(source.name), http, signal })) ?? [];
      found.push(...checks.map((check) => sourceCheck(source.name, check)));
    } catch (error) {
      found.push({
        name: source.name,
        state: 'bad',
        detail: messageOf(error),
        hint: (isStemmaError(error) ? error.hint : undefined) ?? 'check the network and the proxy settings',
      });
    } finally {
      await http.close();
    }
  }
  pipeline.progress.close();
  return found;
}

function sourceCheck(source: string, { name, ok, detail, hint }: Check): DoctorCheck {
  return {
    name: `${source}: ${name}`,
    state: ok ? (hint === undefined ? 'ok' : 'warning') : 'bad',
    detail,
    ...(hint === undefined ? {} : { hint }),
  };
}

async function checkLastRun(dataDir: string): Promise<DoctorCheck> {
  const [last] = await listRuns(dataDir);
  if (last === undefined)
    return { name: 'last run', state: 'ok', detail: 'none yet', hint: 'stemma run huggingface --limit 2000' };
  const name = `last run ${last.run}`;
  if (last.state === 'complete' || last.state === 'running') return { name, state: 'ok', detail: last.state };
  return {
    name,
    state: 'warning',
    detail: last.state,
    hint: last.state === 'damaged' ? 'stemma verify' : `stemma resume ${last.run}`,
  };
}

/** Everything a run needs, in the order in which it needs it. */
export async function doctorChecks(context: CliContext, names: unknown): Promise<DoctorCheck[]> {
  const { dataDir } = context.general;
  return [
    checkNode(),
    await checkDataDir(dataDir),
    await checkEngine(),
    await checkGraph(context),
    ...(await checkSources(context, names)),
    await checkLastRun(dataDir),
  ];
}
