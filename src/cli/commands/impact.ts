import { Argument, Option } from 'commander';
import { impact as impactOf, type ImpactItem, type ImpactResult } from '../../query/impact.ts';
import { drawnGraph } from '../../query/lineage-graph.ts';
import { wordsOf } from '../../query/lineage-words.ts';
import { kindsText, sharesSection, thingCells, thingColumns } from '../answer-sections.ts';
import { asGraphOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { addFilterOptions, filterOf } from '../lineage-options.ts';
import { wholeNumber } from '../option-values.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<ImpactItem>({
  id: true,
  label: true,
  name: true,
  depth: true,
  kinds: true,
  from: true,
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

function summaryOf(result: ImpactResult): string {
  const { root, total, models, datasets, byDepth, missing, removed, downloads, owners, truncated } = result;
  if (total === 0) return `nothing inherits from ${root} that we know of`;
  const steps = byDepth.at(-1)?.depth ?? 0;
  return [
    `${grouped(models)} ${models === 1 ? 'model' : 'models'}${datasets === 0 ? '' : ` and ${grouped(datasets)} ${datasets === 1 ? 'dataset' : 'datasets'}`} inherit from ${root}`,
    `within ${steps} ${steps === 1 ? 'step' : 'steps'}`,
    `${grouped(owners)} ${owners === 1 ? 'owner' : 'owners'}`,
    `${grouped(downloads)} downloads in 30 days`,
    ...(missing === 0 ? [] : [`${grouped(missing)} not in the graph`]),
    ...(removed === 0 ? [] : [`${grouped(removed)} gone`]),
    ...(truncated ? ['cut off: more exist'] : []),
  ].join(', ');
}

function sectionsOf({ items, page, total, byDepth, byKind, byOwner, byLicense, owners }: ImpactResult): Section[] {
  const right = 'right' as const;
  return [
    {
      title: 'By kind',
      columns: [{ title: 'kind' }, { title: 'things', align: right }, { title: 'downloads', align: right }],
      rows: byKind.map(({ type, things, downloads }) => [wordsOf(type).children, grouped(things), grouped(downloads)]),
    },
    {
      title: 'By step',
      columns: [
        { title: 'step', align: right },
        { title: 'models', align: right },
        { title: 'datasets', align: right },
      ],
      rows: byDepth.map((one) => [String(one.depth), grouped(one.models), grouped(one.datasets)]),
    },
    sharesSection('By owner', 'owner', byOwner, 'not named', Math.max(owners, byOwner.length)),
    sharesSection('By licence', 'licence', byLicense, 'none stated'),
    {
      title: page.pages === 1 ? 'What inherits' : 'What inherits, most downloaded first',
      columns: [{ title: 'step', align: right }, { title: 'kind' }, ...thingColumns],
      rows: items.map((item) => [String(item.depth), kindsText(item.kinds), ...thingCells(item)]),
      ...(page.pages === 1
        ? {}
        : {
            more: `page ${page.number} of ${grouped(page.pages)}, ${grouped(total)} in all; --limit and --page show more`,
          }),
    },
  ];
}

export const impact: CommandSpec = {
  examples: ['stemma impact Qwen/Qwen3-8B', 'stemma impact datasets/HuggingFaceFW/fineweb --as md'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'a model or a dataset: Hub id, Hub URL, IRI, hf:datasets/…'))
      .addOption(new Option('--depth <n>', 'steps at most; without it to the end').argParser(wholeNumber('--depth')));
    addFilterOptions(command);
    command
      .addOption(
        new Option('--limit <n>', 'things listed; totals are of all').argParser(wholeNumber('--limit', 1)).default(20),
      )
      .addOption(new Option('--page <n>', 'which page of the list').argParser(wholeNumber('--page', 1)).default(1))
      .addOption(asGraphOption());
  },
  async run(context, [id], options) {
    const { graph, ...result } = await withGraph(context, (store) =>
      impactOf(store, String(id), {
        ...(options['depth'] === undefined ? {} : { depth: options['depth'] as number }),
        filter: filterOf(options),
        limit: options['limit'] as number,
        page: options['page'] as number,
        signal: context.interrupts.signal,
        onRedirect: sayRedirect(context),
      }),
    );
    return printAnswer(context.output, options, {
      title: `Impact of ${result.root}`,
      summary: summaryOf({ ...result, graph }),
      sections: sectionsOf({ ...result, graph }),
      graph: () => drawnGraph({ title: `What inherits from ${result.root}`, roots: [result.root], ...graph }),
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'id',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
    });
  },
};
