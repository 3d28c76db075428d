import { Argument, Option } from 'commander';
import { listRuns, type RunSummary } from '../../core/run/list.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { assertValueFormat } from '../format.ts';
import type { Output } from '../output.ts';
import { wholeNumber } from '../option-values.ts';
import { diffFormats, diffRuns } from '../runs-diff.ts';
import { issueGroups } from '../issue-groups.ts';
import { fieldsOf, printRows } from '../rows.ts';
import { rollbackRun } from '../runs-rollback.ts';
import { runContents } from '../run-contents.ts';
import { printIssueGroups, printMissedKinds } from '../run-losses-view.ts';
import { grouped } from '../text.ts';

function records(summary: RunSummary): number {
  return summary.sources
    .flatMap((source) => Object.values(source.counts))
    .reduce((sum, counts) => sum + counts.records, 0);
}

interface RunItem extends RunSummary {
  readonly records: number;
}

const fields = fieldsOf<RunItem>({
  run: true,
  state: true,
  startedAt: true,
  endedAt: true,
  records: true,
  bytes: true,
  sources: true,
  stages: true,
});

async function printList(output: Output, runs: readonly RunItem[], dataDir: string): Promise<void> {
  if (runs.length === 0) return output.say(`there is no run in ${dataDir}; begin: stemma run huggingface --limit 2000`);
  const count = (number: number): string => (output.terminal ? grouped(number) : String(number));
  await output.table(
    [
      { title: 'run' },
      { title: 'state' },
      { title: 'sources' },
      { title: 'records', align: 'right' },
      { title: 'bytes', align: 'right' },
      { title: 'mapped' },
    ],
    runs.map((run) => [
      run.run,
      run.state,
      run.sources.map((source) => source.source).join(', '),
      count(run.records),
      count(run.bytes),
      run.stages.mapped ? 'yes' : 'no',
    ]),
  );
}

async function list(output: Output, dataDir: string, options: OptionValues): Promise<number> {
  const items = (await listRuns(dataDir)).map((run): RunItem => ({ ...run, records: records(run) }));
  return printRows(output, options, {
    items: items.map((item) => ({ ...item })),
    fields,
    id: 'run',
    value: (pick) => ({ items: items.map(pick), total: items.length }),
    human: () => printList(output, items, dataDir),
  });
}

async function showRun(output: Output, dataDir: string, name: string | undefined): Promise<void> {
  const { findRun } = await import('../../pipeline/runs.ts');
  const { run, parts, stages, mapped } = await findRun(dataDir, name);
  const summary = (await listRuns(dataDir)).find((candidate) => candidate.run === run);
  const sources = parts.map(({ source, manifest, problem }) => ({
    source,
    ...(problem === undefined ? {} : { problem }),
    manifest,
  }));
  const issues = mapped === undefined ? [] : await issueGroups(dataDir, run);
  const missed = [];
  for (const { source } of parts) {
    const contents = await runContents(dataDir, source, run);
    missed.push(...contents.missed.map((kind) => ({ source, ...kind })));
  }
  const view = {
    run,
    state: summary?.state ?? 'interrupted',
    sources,
    wanted: stages?.wanted ?? [],
    loaded: Object.keys(stages?.loaded ?? {}),
    mapped,
    issues,
    missed,
  };
  if (output.json) return output.result(view);
  await output.line(`${output.style('bold', run)}  ${view.state}`);
  await output.line(`wanted  ${view.wanted.join(', ') || '—'}; in graph: ${view.loaded.join(', ') || '—'}`);
  for (const { source, manifest } of sources) {
    await output.line(
      `${source}  ${manifest?.state ?? 'damaged'}  ${manifest?.startedAt ?? ''} – ${manifest?.endedAt ?? ''}`,
    );
    for (const [resource, counts] of Object.entries(manifest?.counts ?? {})) {
      await output.line(
        `  ${resource}: ${grouped(counts.records)} records, ${grouped(counts.requests)} requests, ${grouped(counts.bytes)} bytes, ${grouped(counts.missed)} missed`,
      );
    }
    const settings = Object.entries(manifest?.settings ?? {}).map(([key, value]) => `${key}=${String(value)}`);
    await output.line(`  settings: ${settings.join(' ')}`);
  }
  await printMissedKinds(output, missed);
  await printIssueGroups(output, issues);
}

function textOf(word: unknown): string | undefined {
  return typeof word === 'string' ? word : undefined;
}

export const runs: CommandSpec = {
  examples: ['stemma runs diff 2026-11-20 2026-11-21 --as md', 'stemma runs rollback 2026-11-20 --dry-run'],
  rows: { fields },
  configure(command) {
    command
      .addArgument(new Argument('[what]', 'what to do').choices(['list', 'show', 'diff', 'rollback']).default('list'))
      .addArgument(new Argument('[run]', 'run id or its beginning; for show the newest when not given'))
      .addArgument(new Argument('[other]', 'for diff: the later run; the newest when not given'))
      .addOption(new Option('--as <format>', 'output of diff').choices(diffFormats).default('table'))
      .addOption(
        new Option('--limit <n>', 'things shown at most of each kind, in a table or md')
          .argParser(wholeNumber('--limit', 1))
          .default(100),
      )
      .option('--dry-run', 'for rollback: show what would change; change nothing')
      .option('--yes', 'for rollback: do it without asking');
  },
  async run(context, [what, name, other], options) {
    const { output, general } = context;
    if (what === 'diff') return diffRuns(context, [name, other].map(textOf), options);
    if (what === 'rollback') return rollbackRun(context, textOf(name), options);
    if (what !== 'show') return list(output, general.dataDir, options);
    assertValueFormat(output.format, 'stemma runs show');
    await showRun(output, general.dataDir, name as string | undefined);
    return 0;
  },
};
