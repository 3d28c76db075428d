import { Argument } from 'commander';
import { commonAncestors, type CommonAncestor, type CommonAncestorsResult } from '../../query/common-ancestors.ts';
import { drawnGraph } from '../../query/lineage-graph.ts';
import { thingCells, thingColumns } from '../answer-sections.ts';
import { asGraphOption, printAnswer, type Section } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { addFilterOptions, filterOf } from '../lineage-options.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<CommonAncestor>({
  id: true,
  label: true,
  name: true,
  depths: true,
  nearest: true,
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

function summaryOf({ ids, items }: CommonAncestorsResult): string {
  const names = ids.join(', ');
  if (items.length === 0) return `no common ancestor of ${names} that we know of`;
  const near = items.filter(({ nearest }) => nearest).map(({ id }) => id);
  return `${grouped(items.length)} common ${items.length === 1 ? 'ancestor' : 'ancestors'} of ${names}${near.length === 0 ? '' : `; nearest: ${near.join(', ')}`}`;
}

function sectionsOf({ ids, items }: CommonAncestorsResult): Section[] {
  const steps = ids.map((id) => ({ title: `from ${id}`, align: 'right' as const }));
  return [
    {
      title: 'Common ancestors',
      columns: [...thingColumns, ...steps],
      rows: items.map((item) => [...thingCells(item), ...item.depths.map(String)]),
    },
  ];
}

export const ancestorsCommon: CommandSpec = {
  examples: [
    'stemma ancestors-common Qwen/Qwen3-8B-AWQ Qwen/Qwen3-8B-GGUF',
    'stemma ancestors-common Qwen/Qwen3-8B-AWQ Qwen/Qwen3-8B-GGUF --as mermaid',
  ],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('<ids...>', 'two or more models'));
    addFilterOptions(command);
    command.addOption(asGraphOption());
  },
  async run(context, [ids], options) {
    const { graph, ...result } = await withGraph(context, (store) =>
      commonAncestors(store, (ids as readonly string[]).map(String), {
        filter: filterOf(options),
        signal: context.interrupts.signal,
        onRedirect: sayRedirect(context),
      }),
    );
    return printAnswer(context.output, options, {
      title: `Common ancestors of ${result.ids.join(', ')}`,
      summary: summaryOf({ ...result, graph }),
      sections: sectionsOf({ ...result, graph }),
      graph: () => drawnGraph({ title: `Ancestors of ${result.ids.join(', ')}`, roots: result.ids, ...graph }),
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'id',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
    });
  },
};
