import { Argument, Option } from 'commander';
import {
  bindGiven,
  bindSparql,
  catalogueFolders,
  getQuery,
  listQueries,
  type CatalogueParameter,
  type CatalogueQuery,
  type ParameterValue,
} from '../../../cypher/index.ts';
import { parseParameter, runQuery } from '../../query/cypher-run.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import type { Output } from '../output.ts';
import { assertValueFormat } from '../format.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { collected, wholeNumber } from '../option-values.ts';
import { printFields, printRows } from '../rows.ts';
import { exitCodes } from '../exit-codes.ts';
import { printStatementForm, statementFormOption } from '../statement-forms.ts';
import { printStatement } from '../statement-rows.ts';

function view(query: CatalogueQuery): Record<string, unknown> {
  const { name, title, question, parameters, columns, example, sample, cypher, sparql } = query;
  return { name, title, question, parameters, columns, example, sample, cypher, sparql: sparql ?? null };
}

const listFields = ['name', 'title', 'question', 'parameters', 'columns', 'example', 'sample', 'cypher', 'sparql'];

/** On a terminal a table for each folder. */
async function printList({ output }: CliContext): Promise<void> {
  const titles = [{ title: 'query' }, { title: 'question' }, { title: 'parameters' }];
  const rows = listQueries().map(({ name, question, parameters }) => [
    name,
    question,
    parameters.map(parameterCell).join(' '),
  ]);
  if (output.terminal) {
    for (const folder of catalogueFolders) {
      await output.line(`${folder === catalogueFolders[0] ? '' : '\n'}${folder}`);
      await output.table(
        titles,
        rows.filter(([name = '']) => name.startsWith(`${folder}/`)),
      );
    }
  } else await output.table(titles, rows);
  output.say('next: stemma query lineage/ancestors --param id=<model>; --show prints the Cypher and the SPARQL');
}

function parameterCell({ name, default: standard }: CatalogueParameter): string {
  return standard === undefined ? name : `${name}=${JSON.stringify(standard)}`;
}

function list(context: CliContext, options: OptionValues): Promise<number> {
  const items = listQueries().map(view);
  return printRows(context.output, options, {
    items,
    fields: listFields,
    id: 'name',
    value: (pick) => ({ items: items.map(pick), total: items.length }),
    human: () => printList(context),
  });
}

/**
 * A comment of each language stands above its text, so that either can be pasted whole. What `--param` and defaults give
 * stands in the SPARQL; an id as its address, which needs the short id.
 */
async function printShown(
  output: Output,
  { cypher, sparql, parameters }: CatalogueQuery,
  values: Readonly<Record<string, ParameterValue>>,
): Promise<void> {
  const text = sparql === undefined ? undefined : bindSparql(sparql.text, parameters, values);
  await output.line(`// Cypher${parameters.length === 0 ? '' : ', with $name for a parameter'}\n${cypher}`);
  if (text === undefined) return;
  const note = sparql?.note === undefined ? '' : ` ${sparql.note}`;
  const open = text.includes('$given_') ? ', with $given_name for a parameter; --param sets it' : '';
  await output.line(`\n# SPARQL${open}.${note}\n${text}`);
}

export const query: CommandSpec = {
  examples: [
    'stemma query roots-with-most-descendants',
    'stemma query lineage/ancestors --param id=Qwen/Qwen3-8B --json',
  ],
  rows: {},
  configure(command) {
    command
      .addArgument(new Argument('[name]', 'name in the catalogue; without it the list'))
      .addOption(new Option('--param <name=value>', 'a parameter; may be repeated').argParser(collected))
      .addOption(statementFormOption())
      .option('--show', 'print the Cypher, and the SPARQL where there is one, instead of running it')
      .addOption(new Option('--limit <n>', 'rows shown at most').argParser(wholeNumber('--limit', 1)).default(1000))
      .addOption(new Option('--timeout <s>', 'seconds at most').argParser(wholeNumber('--timeout', 1)).default(60));
  },
  async run(context, [name], options) {
    const { output, interrupts } = context;
    if (typeof name !== 'string') return list(context, options);
    // Before the graph is opened: an unknown name is wrong wherever the graph is.
    const found = getQuery(name);
    const given = Object.fromEntries(((options['param'] as readonly string[] | undefined) ?? []).map(parseParameter));
    if (options['show'] === true) {
      const values = bindGiven(found, given);
      assertValueFormat(output.format, 'stemma query --show');
      if (output.json) await output.result(view(found));
      else await printShown(output, found, values);
      return 0;
    }
    if (options['fields'] === true) {
      await printFields(output, found.columns);
      return 0;
    }
    const result = await withGraph(context, (store) =>
      runQuery(store, found.name, given, {
        maxRows: options['limit'] as number,
        timeoutMs: (options['timeout'] as number) * 1000,
        signal: interrupts.signal,
        onRedirect: sayRedirect(context),
      }),
    );
    const shown = { title: found.title, columns: found.columns };
    if (await printStatementForm(output, options, result, shown)) return exitCodes.done;
    return printStatement(output, options, result, found.columns);
  },
};
