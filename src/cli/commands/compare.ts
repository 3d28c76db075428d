import { Argument } from 'commander';
import { compare as compareThings, type CompareRow } from '../../query/compare.ts';
import { asOption, printAnswer } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { cellText } from '../output.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<CompareRow>({ group: true, property: true, values: true, same: true });

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(cellText).join(', ') : cellText(value);
}

export const compare: CommandSpec = {
  examples: [
    'stemma compare Qwen/Qwen3-8B Qwen/Qwen3-8B-AWQ',
    'stemma compare Qwen/Qwen3-8B Qwen/Qwen3-8B-AWQ --diff-only --as md',
  ],
  rows: { fields },
  configure(command) {
    command
      .addArgument(new Argument('<ids...>', 'two or more models or datasets'))
      .option('--diff-only', 'only what is not the same')
      .addOption(asOption());
  },
  async run(context, [ids], options) {
    const result = await withGraph(context, (store) =>
      compareThings(store, (ids as readonly string[]).map(String), { onRedirect: sayRedirect(context) }),
    );
    const rows = result.items.filter(({ same }) => options['diffOnly'] !== true || !same);
    const differing = result.items.filter(({ same }) => !same).length;
    return printAnswer(context.output, options, {
      title: `Comparison of ${result.ids.join(', ')}`,
      summary: `${grouped(result.total)} properties, ${grouped(differing)} of them not the same; an empty cell is not known`,
      sections: [
        {
          title: 'Side by side',
          columns: [{ title: '' }, { title: 'property' }, ...result.ids.map((title) => ({ title }))],
          rows: rows.map(({ property, values, same }) => [same ? '' : '≠', property, ...values.map(shown)]),
        },
      ],
      items: rows.map((row) => ({ ...row })),
      fields,
      id: 'property',
      value: (pick) => ({ ...result, items: rows.map(pick), total: rows.length }),
    });
  },
};
