import { Argument, Option } from 'commander';
import { drawnGraph } from '../../query/lineage-graph.ts';
import { siblings as siblingsOf, type Sibling, type SiblingsResult } from '../../query/siblings.ts';
import { kindsText, thingCells, thingColumns } from '../answer-sections.ts';
import { asGraphOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { addFilterOptions, filterOf } from '../lineage-options.ts';
import { wholeNumber } from '../option-values.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<Sibling>({
  id: true,
  label: true,
  name: true,
  parents: true,
  kinds: true,
  depth: true,
  owners: true,
  licenses: true,
  downloads: true,
  parameterCount: true,
  weightsSize: true,
  dateCreated: true,
  dateCreatedBound: true,
  resolved: true,
  removed: true,
  uri: true,
});

function summaryOf({ id, parents, total }: SiblingsResult): string {
  if (parents.length === 0) return `${id} has no parent that we know of, so it has no siblings`;
  const names = parents.map((parent) => parent.id).join(', ');
  return total === 0
    ? `nobody else derived from ${names} that we know of`
    : `${grouped(total)} ${total === 1 ? 'model shares' : 'models share'} a parent with ${id}: ${names}`;
}

function sectionsOf({ items, parents, total, next }: SiblingsResult): Section[] {
  return [
    {
      title: 'Siblings',
      columns: [{ title: 'kind' }, ...thingColumns, ...(parents.length > 1 ? [{ title: 'of' }] : [])],
      rows: items.map((item) => [
        kindsText(item.kinds),
        ...thingCells(item),
        ...(parents.length > 1 ? [item.parents.join(', ')] : []),
      ]),
      ...(items.length === total
        ? {}
        : {
            more: `${grouped(items.length)} of ${grouped(total)}, those with most parents in common and the most downloaded first${next === null ? '' : `; next: --page ${next}`}`,
          }),
    },
  ];
}

export const siblings: CommandSpec = {
  examples: ['stemma siblings Qwen/Qwen3-8B-AWQ', 'stemma siblings Qwen/Qwen3-8B-AWQ --kind finetune --json'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…'));
    addFilterOptions(command);
    command
      .addOption(new Option('--limit <n>', 'models listed').argParser(wholeNumber('--limit', 1)).default(20))
      .addOption(new Option('--page <n>', 'which page of the list').argParser(wholeNumber('--page', 1)).default(1))
      .addOption(asGraphOption());
  },
  async run(context, [id], options) {
    const { graph, ...result } = await withGraph(context, (store) =>
      siblingsOf(store, String(id), {
        filter: filterOf(options),
        limit: options['limit'] as number,
        page: options['page'] as number,
        signal: context.interrupts.signal,
        onRedirect: sayRedirect(context),
      }),
    );
    return printAnswer(context.output, options, {
      title: `Siblings of ${result.id}`,
      summary: summaryOf({ ...result, graph }),
      sections: sectionsOf({ ...result, graph }),
      graph: () =>
        drawnGraph({ title: `Siblings of ${result.id}`, roots: result.parents.map((one) => one.id), ...graph }),
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'id',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
    });
  },
};
