import { Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import { type Kind, kinds } from '../../query/quality/aspects.ts';
import { type CoverageRow, type Grouping, groupings } from '../../query/quality/coverage.ts';
import type { QualityReport } from '../../query/quality/quality.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { assertValueFormat } from '../format.ts';
import { withGraph } from '../graph-access.ts';
import { wholeNumber } from '../option-values.ts';
import { csv } from '../delimited.ts';
import { cellText } from '../output.ts';
import { printRows } from '../rows.ts';
import { printCoverage, printQuality, qualityMarkdown } from '../quality-view.ts';

const forms = ['table', 'json', 'csv', 'md'] as const;

export const quality: CommandSpec = {
  examples: ['stemma quality --by author --limit 20', 'stemma quality --as md --out pages'],
  rows: {},
  stopsInTime: true,
  configure(command) {
    command
      .addOption(new Option('--of <kind>', 'of what').choices(kinds).default('models'))
      .addOption(new Option('--by <what>', 'a row for each source, author or month of creation').choices(groupings))
      .addOption(
        new Option('--as <form>', 'how; md is a page, or with --owner or --out one for each owner')
          .choices(forms)
          .default('table'),
      )
      .addOption(new Option('--limit <n>', 'rows shown of --by').argParser(wholeNumber('--limit', 1)).default(50))
      .option('--owner <name>', 'md: the page of this owner: acme, hf:acme, bioimageio')
      .option('--out <dir>', 'md: a new folder with a page for each owner; nothing is sent anywhere')
      .option('--run <run>', 'the run whose mapping tells what could not be used (default: the newest)');
  },
  async run(context, _args, options) {
    const form = String(options['as']);
    if (form !== 'md' && (options['owner'] !== undefined || options['out'] !== undefined))
      throw new StemmaError('STEMMA_USAGE', '--owner and --out go with --as md', { hint: 'add --as md' });
    const run = await mappedRun(context, options['run'] as string | undefined);
    const wanted = {
      kind: options['of'] as Kind,
      dataDir: context.general.dataDir,
      run,
      signal: context.interrupts.signal,
    };
    if (form === 'md' && options['out'] !== undefined) return writePages(context, String(options['out']), wanted);
    if (form === 'md' && options['owner'] !== undefined) return printPage(context, String(options['owner']), wanted);
    const by = options['by'] as Grouping | undefined;
    const { quality: judge, coverageBy } = await import('../../query/quality/quality.ts');
    if (by !== undefined) {
      const rows = await withGraph(context, (store) =>
        coverageBy(store, { kind: wanted.kind, by, signal: wanted.signal }),
      );
      return give(context, options, { form, rows, by, kind: wanted.kind });
    }
    return giveReport(context, options, form, await withGraph(context, (store) => judge(store, wanted)));
  },
};

type Wanted = {
  readonly kind: Kind;
  readonly dataDir: string;
  readonly run: string | undefined;
  readonly signal: AbortSignal;
};

/** The graph may have been filled elsewhere: then there is no run to tell of faults. */
async function mappedRun({ general, output }: CliContext, name: string | undefined): Promise<string | undefined> {
  const { findRun, runNames } = await import('../../pipeline/runs.ts');
  if (name === undefined && (await runNames(general.dataDir)).length === 0) return undefined;
  const { run, mapped } = await findRun(general.dataDir, name);
  if (mapped !== undefined) return run;
  output.say(`what could not be used is left out: run ${run} is not mapped; stemma map ${run}`);
  return undefined;
}

async function writePages(context: CliContext, folder: string, wanted: Wanted): Promise<number> {
  const { output } = context;
  assertValueFormat(output.format, 'stemma quality --out');
  const { writeOwnerPages } = await import('../../query/quality/owner-pages.ts');
  const written = await withGraph(context, (store) => writeOwnerPages(store, folder, wanted));
  if (output.json) await output.result(written);
  else output.say(`${written.pages} pages on ${written.things} ${wanted.kind} in ${folder}; begin with index.md`);
  return 0;
}

async function printPage(context: CliContext, owner: string, wanted: Wanted): Promise<number> {
  const { output } = context;
  assertValueFormat(output.format, 'stemma quality --owner');
  const { pageOfOwner } = await import('../../query/quality/owner-pages.ts');
  const name = owner.includes(':') || owner === 'hf' || owner === 'bioimageio' ? owner : `hf:${owner}`;
  const page = await withGraph(context, (store) => pageOfOwner(store, name, wanted));
  if (page === undefined)
    throw new StemmaError('STEMMA_USAGE', `the graph has no ${wanted.kind} of ${name}`, {
      hint: 'stemma quality --by author',
    });
  if (output.json) await output.result({ owner: name, text: page });
  else await output.line(page);
  return 0;
}

async function give(
  { output }: CliContext,
  options: OptionValues,
  { form, rows, by, kind }: { form: string; rows: readonly CoverageRow[]; by: Grouping; kind: Kind },
): Promise<number> {
  const limit = options['limit'] as number;
  const items = rows.map(({ key, things, have, undescribed, gone }): Record<string, unknown> => {
    return { [by]: key, things, ...have, undescribed, gone };
  });
  const fields = Object.keys(items[0] ?? { [by]: '', things: 0 });
  const shown = items.slice(0, limit);
  const value = { of: kind, by, items: shown, total: items.length };
  if (form === 'md') return qualityMarkdown(output, fields, shown);
  if (form === 'json' && !output.json) await output.line(JSON.stringify(value, undefined, 2));
  else if (form === 'csv' && output.format === 'human')
    await output.write(
      csv(
        fields,
        shown.map((item) => fields.map((field) => cellText(item[field]))),
      ),
    );
  else
    return printRows(output, options, {
      items: shown,
      fields,
      id: by,
      value: (pick) => ({ ...value, items: shown.map(pick) }),
      human: () => printCoverage(output, fields, shown, items.length),
    });
  return 0;
}

async function giveReport(
  { output }: CliContext,
  options: OptionValues,
  form: string,
  report: QualityReport,
): Promise<number> {
  const items = report.coverage.map((item): Record<string, unknown> => ({ ...item }));
  const fields = ['aspect', 'have', 'of', 'share', 'fix'];
  if (form === 'md') return qualityMarkdown(output, fields, items);
  if (form === 'json' && !output.json) await output.line(JSON.stringify(report, undefined, 2));
  else if (form === 'csv' && output.format === 'human')
    await output.write(
      csv(
        fields,
        items.map((item) => fields.map((field) => cellText(item[field]))),
      ),
    );
  else
    return printRows(output, options, {
      items,
      fields,
      id: 'aspect',
      value: (pick) => ({ ...report, items: items.map(pick), total: items.length }),
      human: () => printQuality(output, report),
    });
  return 0;
}
