import { Argument, Option } from 'commander';
import { search as searchGraph, type SearchOptions } from '../../query/search.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { withGraph } from '../graph-access.ts';
import { wholeNumber } from '../option-values.ts';
import { grouped } from '../text.ts';

function filters(options: OptionValues): SearchOptions {
  const given = ['type', 'task', 'license', 'library', 'limit'].filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]]));
}

export const search: CommandSpec = {
  examples: ['stemma search bert', 'stemma search llama --type MLModel --license apache-2.0 --limit 50'],
  configure(command) {
    command
      .addArgument(new Argument('<text>', 'part of a name or id; "" for filters alone'))
      .option('--type <label>', 'class: MLModel, Dataset, License …')
      .option('--task <task>', 'task of the model: text-generation')
      .option('--license <license>', 'licence of the model: apache-2.0')
      .option('--library <library>', 'library of the model: transformers')
      .addOption(new Option('--limit <n>', 'things at most').argParser(wholeNumber('--limit', 1)).default(20));
  },
  async run(context, [text], options) {
    const { output } = context;
    const result = await withGraph(context, (store) => searchGraph(store, String(text), filters(options)));
    if (output.json) {
      await output.result(result);
      return 0;
    }
    if (result.items.length === 0) {
      output.say(`nothing matches ${JSON.stringify(String(text))}; try fewer letters or no filter`);
      return 0;
    }
    const [first] = result.items;
    await output.table(
      [
        { title: 'id' },
        { title: 'class' },
        { title: 'downloads', align: 'right' },
        { title: 'licence' },
        { title: 'task' },
      ],
      result.items.map((item) => [
        item.id,
        item.resolved ? item.label : `${item.label} (stub)`,
        item.downloads === null ? '' : output.terminal ? grouped(item.downloads) : String(item.downloads),
        item.license.join(', '),
        item.task.join(', '),
      ]),
    );
    if (result.total > result.items.length)
      output.say(`${grouped(result.items.length)} of ${grouped(result.total)}; --limit shows more`);
    if (first !== undefined) output.say(`next: stemma lineage ${first.id} --both`);
    return 0;
  },
};
