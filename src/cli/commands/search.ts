import { Argument, Option } from 'commander';
import { search as searchGraph, type SearchItem, type SearchOptions, type SearchResult } from '../../query/search.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { withGraph } from '../graph-access.ts';
import { wholeNumber } from '../option-values.ts';
import type { Output } from '../output.ts';
import { fieldsOf, printRows } from '../rows.ts';
import { grouped } from '../text.ts';

function filters(options: OptionValues): SearchOptions {
  const given = ['type', 'task', 'license', 'library', 'limit'].filter((name) => options[name] !== undefined);
  return {
    ...Object.fromEntries(given.map((name) => [name, options[name]])),
    ...(options['removed'] === true ? { removed: true } : {}),
  };
}

const fields = fieldsOf<SearchItem>({
  id: true,
  label: true,
  name: true,
  downloads: true,
  license: true,
  task: true,
  resolved: true,
  removed: true,
  uri: true,
  redirectedFrom: true,
});

/** The class, and what must not be overlooked. */
function labelOf({ label, resolved, removed, redirectedFrom }: SearchItem): string {
  const marks = [
    ...(removed ? ['removed'] : resolved ? [] : ['stub']),
    ...(redirectedFrom === undefined ? [] : [`also ${redirectedFrom}`]),
  ];
  return marks.length === 0 ? label : `${label} (${marks.join(', ')})`;
}

/** Where an id is a number, only the name says what it is. */
function isNamedOtherwise({ id, name }: SearchItem): boolean {
  return name !== null && !id.toLowerCase().endsWith(name.toLowerCase());
}

async function print(output: Output, result: SearchResult): Promise<void> {
  const [first] = result.items;
  if (first === undefined)
    return output.say(`nothing matches ${JSON.stringify(result.query.text)}; try fewer letters or no filter`);
  const isNamed = result.items.some(isNamedOtherwise);
  await output.table(
    [
      { title: 'id' },
      ...(isNamed ? [{ title: 'name' }] : []),
      { title: 'class' },
      { title: 'downloads', align: 'right' },
      { title: 'licence' },
      { title: 'task' },
    ],
    result.items.map((item) => [
      item.id,
      ...(isNamed ? [item.name ?? ''] : []),
      labelOf(item),
      item.downloads === null ? '' : output.terminal ? grouped(item.downloads) : String(item.downloads),
      item.license.join(', '),
      item.task.join(', '),
    ]),
  );
  if (result.total > result.items.length)
    output.say(`${grouped(result.items.length)} of ${grouped(result.total)}; --limit shows more`);
  const hasLineage = first.label === 'MLModel' || first.label === 'Dataset';
  output.say(`next: stemma ${hasLineage ? `lineage ${first.id} --both` : `show ${first.id}`}`);
}

export const search: CommandSpec = {
  examples: ['stemma search bert', 'stemma search llama --type MLModel --license apache-2.0 --format csv'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<text>', 'part of a name or id; "" for filters alone'))
      .option('--type <label>', 'class: MLModel, Dataset, License …')
      .option('--task <task>', 'task of the model: text-generation')
      .option('--license <license>', 'licence of the model: apache-2.0')
      .option('--library <library>', 'library of the model: transformers')
      .option('--removed', 'also what is gone, and other names of things')
      .addOption(new Option('--limit <n>', 'things at most').argParser(wholeNumber('--limit', 1)).default(20));
  },
  async run(context, [text], options) {
    const result = await withGraph(context, (store) => searchGraph(store, String(text), filters(options)));
    return printRows(context.output, options, {
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'id',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
      human: () => print(context.output, result),
    });
  },
};
