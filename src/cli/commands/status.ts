import { readFile } from 'node:fs/promises';
import { listRuns, type RunSummary } from '../../core/run/list.ts';
import { reportPath } from '../../core/run/run-paths.ts';
import { isStemmaError } from '../../core/errors.ts';
import type { RunReport } from '../../pipeline/report.ts';
import type { GraphStats } from '../../query/stats.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { errorView, type ErrorView } from '../errors.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { withGraph } from '../graph-access.ts';
import { endpointLines, httpLines, stageLines } from '../report-view.ts';
import { duration, grouped } from '../text.ts';

type GraphView = {
  readonly engine: string;
  readonly stats?: GraphStats;
  readonly error?: ErrorView;
  readonly exitCode: number;
};

/** What the graph holds, or why that cannot be said: status answers also when the graph does not. */
async function graphView(context: CliContext): Promise<GraphView> {
  const { stats } = await import('../../query/stats.ts');
  const engine = context.general.graph.uri === undefined ? 'embedded' : 'neo4j';
  try {
    return { engine, stats: await withGraph(context, stats), exitCode: exitCodes.done };
  } catch (error) {
    if (!isStemmaError(error)) throw error;
    // That nothing was loaded yet is an answer.
    return {
      engine,
      error: errorView(error, context.secrets),
      exitCode: error.code === 'STEMMA_STORE' ? exitCodes.done : exitCodeOf(error),
    };
  }
}

/** The report of the newest run that has one; what it asked, waited for and has left of its quotas stands in it. */
async function lastReport(dataDir: string, runs: readonly RunSummary[]): Promise<RunReport | undefined> {
  for (const { run } of runs) {
    const text = await readFile(reportPath(dataDir, run), 'utf8').catch(() => undefined);
    // Written whole by a pipeline command; one that was changed by hand is no report.
    if (text !== undefined) return asReport(text);
  }
  return undefined;
}

function asReport(text: string): RunReport | undefined {
  try {
    return JSON.parse(text) as RunReport;
  } catch {
    return undefined;
  }
}

export const status: CommandSpec = {
  examples: ['stemma status', 'stemma status --json'],
  configure: () => undefined,
  async run(context) {
    const { resumableRuns } = await import('../../pipeline/resume.ts');
    const { graphKey } = await import('../../pipeline/stages.ts');
    const { output, general } = context;
    const runs = await listRuns(general.dataDir);
    const running = runs.filter((run) => run.state === 'running').map((run) => run.run);
    const resumable = (await resumableRuns(general.dataDir, graphKey(general.graph.uri))).map(({ found, stage }) => ({
      run: found.run,
      stage,
    }));
    const last = await lastReport(general.dataDir, runs);
    const { exitCode, ...graph } = await graphView(context);
    if (output.json) {
      await output.result({
        dataDir: general.dataDir,
        runs: runs.length,
        newest: runs[0]?.run ?? null,
        running,
        resumable,
        ...(last === undefined ? {} : { last }),
        graph,
      });
      return exitCode;
    }
    await output.line(
      `data       ${general.dataDir}, ${runs.length} run${runs.length === 1 ? '' : 's'}${runs[0] === undefined ? '' : `, the newest ${runs[0].run} (${runs[0].state})`}`,
    );
    for (const run of running) await output.line(`running    ${run}`);
    for (const { run, stage } of resumable) await output.line(`resumable  ${run} at ${stage}: stemma resume ${run}`);
    if (last !== undefined) {
      await output.line(`last       ${last.run} ${last.state} after ${duration(last.seconds)}`);
      for (const line of [...httpLines(last), ...endpointLines(last), ...stageLines(last)])
        await output.line(`  ${line}`);
    }
    await output.line(`graph      ${graph.engine}${graph.error === undefined ? '' : `: ${graph.error.message}`}`);
    for (const { class: label, total, stubs } of graph.stats?.classes ?? []) {
      await output.line(
        `  ${label.padEnd(20)} ${grouped(total).padStart(12)}${stubs > 0 ? `  (${grouped(stubs)} not described)` : ''}`,
      );
    }
    for (const { type, total } of graph.stats?.relationships ?? [])
      await output.line(`  ${type.padEnd(20)} ${grouped(total).padStart(12)}`);
    return exitCode;
  },
};
