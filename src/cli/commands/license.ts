import { Argument, Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import type { LicenseVerdict } from '../../query/license/judge.ts';
import type { LicenseResult, LicenseStep } from '../../query/license/license.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { atOption, instantOf, sayRedirectAt } from '../at-option.ts';
import { exitCodes } from '../exit-codes.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { pairFormats, writePairs } from '../license-pairs-view.ts';
import { collected, wholeNumber } from '../option-values.ts';
import type { Output, Style } from '../output.ts';
import { fieldsOf, printRows } from '../rows.ts';
import { safe } from '../text.ts';

const formats = ['tree', 'table', ...pairFormats] as const;
const verdicts = ['ok', 'conflict', 'unknown'] as const;
const colours: Readonly<Record<string, Style>> = { ok: 'green', conflict: 'red', unknown: 'yellow' };

const stepFields = fieldsOf<LicenseStep>({
  child: true,
  parent: true,
  type: true,
  childLicense: true,
  parentLicense: true,
  verdict: true,
  rule: true,
  says: true,
  clause: true,
  path: true,
  statement: true,
});

async function ask(context: CliContext, id: string, options: OptionValues): Promise<LicenseResult> {
  const depth = options['depth'] as number | undefined;
  const at = instantOf(options);
  const chosen = { ...(depth === undefined ? {} : { depth }), signal: context.interrupts.signal };
  if (at === undefined) {
    const { license: licenseOf } = await import('../../query/license/license.ts');
    return withGraph(context, (store) => licenseOf(store, id, { ...chosen, onRedirect: sayRedirect(context) }));
  }
  const { licenseAt } = await import('../../query/license/license-at.ts');
  const { dataDir } = context.general;
  return withGraph(context, (store) =>
    licenseAt(store, id, at, { ...chosen, dataDir, onRedirect: sayRedirectAt(context, at) }),
  );
}

async function print(output: Output, result: LicenseResult, format: string): Promise<void> {
  const { clauseCell, markdownHead, markdownRow, renderLicense, stepColumns } =
    await import('../../query/license/license-text.ts');
  const cells = result.steps.map(({ clause, ...step }) =>
    stepColumns.map((name) => (name === 'clause' ? clauseCell(clause) : (step[name] ?? ''))),
  );
  switch (format) {
    case 'json':
      return output.result(result);
    case 'table':
      return output.table(
        stepColumns.map((title) => ({ title })),
        cells,
      );
    case 'md':
      await output.line(safe([markdownHead(stepColumns), ...cells.map(markdownRow)].join('\n')));
      return output.line(`\n${result.notice}`);
    default:
      return output.text(
        safe(renderLicense(result)).replaceAll(/^(?:ok|conflict|unknown)(?= {2})/gm, (verdict) =>
          output.style(colours[verdict] ?? 'dim', verdict),
        ),
      );
  }
}

async function one(context: CliContext, id: string, options: OptionValues): Promise<number> {
  const { output } = context;
  const format = String(options['as'] ?? 'tree');
  if (format === 'sarif' || format === 'csv' || format === 'ndjson')
    throw new StemmaError('STEMMA_USAGE', `--as ${format} is for --all`, {
      hint: format === 'sarif' ? 'stemma license --all --as sarif' : `for one model: --format ${format}`,
    });
  const result = await ask(context, id, options);
  const code = await printRows(output, options, {
    items: result.steps.map((step) => ({ ...step })),
    fields: stepFields,
    id: 'parent',
    value: (pick) => ({ ...result, steps: result.steps.map(pick) }),
    human: () => print(output, result, format),
  });
  return result.verdict === 'conflict' ? exitCodes.recordsFailed : code;
}

async function terms({ output }: CliContext, text: string | undefined): Promise<number> {
  const { licenseTable, licenseTermsOfText, hubTagsOf } = await import('../../../ontology/vocab/license-terms.ts');
  const { notLegalAdvice } = await import('../../query/license/license.ts');
  if (text === undefined) {
    const items = licenseTable();
    if (output.json) await output.result({ items, total: items.length, notice: notLegalAdvice });
    else {
      await output.table(
        ['license', 'category', 'Hub tags', 'written from', 'as of', 'source'].map((title) => ({ title })),
        items.map((row) => [
          row.license,
          row.category,
          hubTagsOf(row.license).join(', '),
          row.read,
          row.asOf,
          row.source,
        ]),
      );
      output.say(notLegalAdvice);
    }
    return 0;
  }
  const row = licenseTermsOfText(text);
  if (row === undefined)
    throw new StemmaError('STEMMA_USAGE', `the table has no licence ${text}`, {
      hint: 'all of them: stemma license table',
    });
  if (output.json) return output.result({ ...row, notice: notLegalAdvice }).then(() => 0);
  const { renderTerms } = await import('../../query/license/license-text.ts');
  await output.text(`${renderTerms(row)}\n\n${notLegalAdvice}`);
  return 0;
}

export const license: CommandSpec = {
  examples: ['stemma license Qwen/Qwen3-8B', 'stemma license --all --verdict conflict --as sarif > licenses.sarif'],
  rows: { fields: stepFields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(
        new Argument('[id]', 'Hub id, Hub URL, IRI, or hf:…; or the word table, for what is known of licences'),
      )
      .addArgument(new Argument('[licence]', 'after table: the one licence, by tag or SPDX id'))
      .option('--all', 'every stated step in the graph')
      .addOption(
        new Option('--verdict <verdict>', 'with --all: only these; may be repeated')
          .choices(verdicts)
          .argParser((text: string, before: readonly string[] | undefined) => {
            if (!verdicts.some((verdict) => verdict === text))
              throw new StemmaError(
                'STEMMA_USAGE',
                `--verdict is one of ${verdicts.join(', ')}: ${JSON.stringify(text)}`,
              );
            return collected(text, before);
          }),
      )
      .option('--author <name>', 'with --all: only derivatives of this account')
      .addOption(
        new Option('--depth <n>', 'steps up at most; without it to the end').argParser(wholeNumber('--depth', 1)),
      )
      .addOption(new Option('--as <format>', 'output; csv, ndjson and sarif with --all').choices(formats))
      .addOption(atOption());
  },
  async run(context, [id, licence], options) {
    const isAll = options['all'] === true;
    if (id === 'table') return terms(context, licence as string | undefined);
    if (isAll === (id !== undefined))
      throw new StemmaError('STEMMA_USAGE', isAll ? '--all is for every model, not for one' : 'which model?', {
        hint: 'stemma license <id>, or stemma license --all',
      });
    if (licence !== undefined)
      throw new StemmaError('STEMMA_USAGE', 'one model at a time', { hint: `stemma license ${String(id)}` });
    if (!isAll) return one(context, String(id), options);
    if (instantOf(options) !== undefined || options['depth'] !== undefined)
      throw new StemmaError('STEMMA_USAGE', '--at and --depth are for one model', { hint: 'leave them out' });
    return writePairs(context, options, {
      verdicts: options['verdict'] as readonly LicenseVerdict[] | undefined,
      author: options['author'] as string | undefined,
    });
  },
};
