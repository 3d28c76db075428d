import { readFile } from 'node:fs/promises';
import { Argument, Option } from 'commander';
import type { Severity } from '../../../ontology/shape-rules.ts';
import { isStemmaError, messageOf, StemmaError } from '../../core/errors.ts';
import type { RuleFindings } from '../../query/validate/detail.ts';
import type { Thresholds } from '../../query/validate/thresholds.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { assertValueFormat } from '../format.ts';
import { withGraph } from '../graph-access.ts';
import { collected, pairs, wholeNumber } from '../option-values.ts';
import { printRows } from '../rows.ts';
import { findingsWriter, reportForms, type FindingsWriter, type ReportForm } from '../validate-forms.ts';
import { printFindings, printRules, ruleFields } from '../validate-view.ts';

const scopes = ['run', 'graph'] as const;
type Scope = (typeof scopes)[number];
const words: Readonly<Record<string, Severity>> = { violation: 'Violation', warning: 'Warning', info: 'Info' };

export const validate: CommandSpec = {
  examples: ['stemma validate', 'stemma validate --as sarif --fail-on warning --allow MLModel-rule-licensed=5000'],
  rows: { fields: ruleFields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('[run]', 'run or beginning of its name; without it the newest'))
      .addOption(
        new Option(
          '--as <form>',
          'rules with totals and examples; or every finding: SARIF 2.1.0, SHACL report in Turtle',
        )
          .choices(reportForms)
          .default('table'),
      )
      .addOption(
        new Option(
          '--only <what>',
          'only what the run tells, by the shapes; or only the whole graph, by the audits',
        ).choices(scopes),
      )
      .addOption(new Option('--rule <name>', 'only this rule; may be repeated').argParser(collected))
      .addOption(
        new Option('--examples <n>', 'examples of each rule (default: 3)').argParser(wholeNumber('--examples')),
      )
      .addOption(
        new Option('--fail-on <severity>', 'the least severity that counts')
          .choices(Object.keys(words))
          .default('violation'),
      )
      .addOption(
        new Option('--max-violations <n>', 'findings that count, above which the exit code is 3')
          .argParser(wholeNumber('--max-violations'))
          .default(0),
      )
      .addOption(
        new Option('--allow <rule=n>', 'so many findings of a rule do not count; may be repeated').argParser(collected),
      )
      .option('--thresholds <file>', 'the same as a JSON object: {"MLModel-rule-licensed": 5000}')
      .option('--rules', 'list all rules instead');
  },
  async run(context, [name], options) {
    const { allRules } = await import('../../query/validate/all-rules.ts');
    const rules = allRules();
    if (options['rules'] === true) return printRules(context.output, options, rules);
    const { allowances, exceeded } = await import('../../query/validate/thresholds.ts');
    const known = new Set(rules.map(({ rule }) => rule));
    const chosen = (options['rule'] as readonly string[] | undefined) ?? [];
    allowances(undefined, Object.fromEntries(chosen.map((rule) => [rule, '0'])), known);
    const texts = pairs('--allow', (options['allow'] as readonly string[] | undefined) ?? []);
    const thresholds: Thresholds = {
      failOn: words[String(options['failOn'])] ?? 'Violation',
      most: options['maxViolations'] as number,
      allowed: allowances(await thresholdsFile(options['thresholds']), texts, known),
    };
    const form = options['as'] as ReportForm;
    if (form === 'sarif' || form === 'shacl-report')
      assertValueFormat(context.output.format, `stemma validate --as ${form}`);
    const writer = findingsWriter(form, { output: context.output, rules, options, chosen: new Set(chosen) });
    await writer.begin();
    const judged = await judge(context, typeof name === 'string' ? name : undefined, options, writer);
    const found = writer.groups.rules();
    const over = exceeded(found, thresholds);
    const code = over.length > 0 ? exitCodes.recordsFailed : exitCodes.done;
    await writer.end();
    if (form === 'table' || form === 'json') await print(context, options, { ...judged, exceeded: over }, found);
    for (const one of over) context.output.complain(one);
    return code;
  },
};

async function thresholdsFile(path: unknown): Promise<unknown> {
  if (typeof path !== 'string') return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new StemmaError('STEMMA_USAGE', `the thresholds cannot be read: ${messageOf(cause)}`, { cause });
  }
}

interface Judged {
  readonly run: string | null;
  readonly things: number;
  readonly accounts: number;
  readonly statements: number;
  /** The engine whose graph was audited; null: none was there or wanted. */
  readonly graph: string | null;
  readonly audits: number;
  readonly provenance: number;
}

async function judge(
  context: CliContext,
  name: string | undefined,
  options: OptionValues,
  writer: FindingsWriter,
): Promise<Judged> {
  const { general, interrupts } = context;
  const only = options['only'] as Scope | undefined;
  const nothing = { run: null, things: 0, accounts: 0, statements: 0, graph: null, audits: 0, provenance: 0 };
  let judged: Judged = nothing;
  if (only !== 'graph') {
    const { findRun } = await import('../../pipeline/runs.ts');
    const { validateRun } = await import('../../query/validate/validate-run.ts');
    const { run } = await findRun(general.dataDir, name);
    const signal = interrupts.signal;
    judged = { ...judged, run, ...(await validateRun(general.dataDir, run, { signal, onFinding: writer.add })) };
  }
  return only === 'run' ? judged : { ...judged, ...(await judgeGraph(context, only === 'graph', writer)) };
}

/** That nothing was loaded yet is no failure unless the graph was asked for. */
async function judgeGraph(
  context: CliContext,
  isWanted: boolean,
  writer: FindingsWriter,
): Promise<Pick<Judged, 'graph' | 'audits' | 'provenance'>> {
  const { validateGraph } = await import('../../query/validate/validate-graph.ts');
  const { output, interrupts } = context;
  try {
    return await withGraph(context, async (store) => {
      const options = { signal: interrupts.signal, mostDetails: writer.mostDetails, onFinding: writer.add };
      return { graph: store.engine, ...(await validateGraph(store, options)) };
    });
  } catch (error) {
    if (isWanted || !isStemmaError(error, 'STEMMA_STORE')) throw error;
    output.say(`the graph is not audited: ${error.message}`);
    return { graph: null, audits: 0, provenance: 0 };
  }
}

async function print(
  { output }: CliContext,
  options: OptionValues,
  judged: Judged & { readonly exceeded: readonly string[] },
  found: readonly RuleFindings[],
): Promise<void> {
  const total = (severity: Severity): number =>
    found.filter((one) => one.severity === severity).reduce((sum, one) => sum + one.total, 0);
  const counts = { violations: total('Violation'), warnings: total('Warning'), infos: total('Info') };
  const value = { ...judged, conforms: found.length === 0, ...counts };
  if (options['as'] === 'json' && !output.json)
    return output.line(JSON.stringify({ ...value, items: found, total: found.length }, undefined, 2));
  await printRows(output, options, {
    items: found.map((item) => ({ ...item })),
    fields: ruleFields,
    id: 'rule',
    value: (pick) => ({ ...value, items: found.map(pick), total: found.length }),
    human: () => printFindings(output, found, value),
  });
}
