import { Argument } from 'commander';
import { family as familyOf, type FamilyResult } from '../../query/family.ts';
import { drawnGraph } from '../../query/lineage-graph.ts';
import { wordsOf } from '../../query/lineage-words.ts';
import { sharesSection } from '../answer-sections.ts';
import { asGraphOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<FamilyResult['growth'][number]>({ month: true, models: true, total: true, onOrBefore: true });
const rootsNamed = 3;

function summaryOf({
  id,
  roots,
  total,
  described,
  missing,
  removed,
  depth,
  downloads,
  truncated,
}: FamilyResult): string {
  if (total === 1) return `${id} stands alone: nobody derived from it, and it derives from nothing, that we know of`;
  const named = roots.slice(0, rootsNamed).join(', ');
  return [
    `${grouped(total)} models in the family of ${id}`,
    `from ${named}${roots.length > rootsNamed ? ` and ${grouped(roots.length - rootsNamed)} more` : ''}`,
    `${depth} ${depth === 1 ? 'step' : 'steps'} deep`,
    `${grouped(described)} described`,
    ...(missing === 0 ? [] : [`${grouped(missing)} not in the graph`]),
    ...(removed === 0 ? [] : [`${grouped(removed)} gone`]),
    `${grouped(downloads)} downloads in 30 days`,
    ...(truncated ? ['cut off: more exist'] : []),
  ].join(', ');
}

function sectionsOf({ kinds, levels, licenses, owners, growth, undated }: FamilyResult): Section[] {
  const right = 'right' as const;
  return [
    {
      title: 'Kinds',
      columns: [{ title: 'kind' }, { title: 'statements', align: right }],
      rows: kinds.map(({ type, statements }) => [wordsOf(type).children, grouped(statements)]),
    },
    {
      title: 'Steps from the roots',
      columns: [
        { title: 'step', align: right },
        { title: 'models', align: right },
      ],
      rows: levels.map(({ depth, models }) => [String(depth), grouped(models)]),
    },
    sharesSection('Licences', 'licence', licenses, 'none stated'),
    sharesSection('Owners', 'owner', owners, 'not named'),
    {
      title: 'Growth',
      columns: [
        { title: 'month' },
        { title: 'models', align: right },
        { title: 'in all', align: right },
        { title: 'or before', align: right },
      ],
      rows: growth.map(({ month, models, total, onOrBefore }) => [
        month,
        grouped(models),
        grouped(total),
        onOrBefore === 0 ? '' : grouped(onOrBefore),
      ]),
      ...(undated === 0 ? {} : { more: `${grouped(undated)} without a date of creation` }),
    },
  ];
}

export const family: CommandSpec = {
  examples: ['stemma family Qwen/Qwen3-8B', 'stemma family Qwen/Qwen3-8B --format csv'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…')).addOption(asGraphOption());
  },
  async run(context, [id], options) {
    const { graph, ...result } = await withGraph(context, (store) =>
      familyOf(store, String(id), { signal: context.interrupts.signal, onRedirect: sayRedirect(context) }),
    );
    return printAnswer(context.output, options, {
      title: `Family of ${result.id}`,
      summary: summaryOf({ ...result, graph }),
      sections: sectionsOf({ ...result, graph }),
      graph: () => drawnGraph({ title: `Family of ${result.id}`, roots: result.roots, ...graph }),
      items: result.growth.map((item) => ({ ...item })),
      fields,
      id: 'month',
      value: (pick) => ({ ...result, growth: result.growth.map(pick) }),
    });
  },
};
