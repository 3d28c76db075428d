import { Argument } from 'commander';
import { timeline as timelineOf, type TimelineItem } from '../../query/timeline.ts';
import { asOption, printAnswer } from '../answer-view.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { fieldsOf } from '../rows.ts';
import { grouped } from '../text.ts';

const fields = fieldsOf<TimelineItem>({
  at: true,
  event: true,
  id: true,
  source: true,
  resource: true,
  until: true,
  what: true,
  changes: true,
  run: true,
  record: true,
});

export const timeline: CommandSpec = {
  examples: ['stemma timeline Qwen/Qwen3-8B', 'stemma timeline Qwen/Qwen3-8B --as md'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…')).addOption(asOption());
  },
  async run(context, [id], options) {
    const { dataDir } = context.general;
    const result = await withGraph(context, (store) =>
      timelineOf(store, String(id), { dataDir, onRedirect: sayRedirect(context) }),
    );
    const [first, last] = [result.items[0], result.items.at(-1)];
    return printAnswer(context.output, options, {
      title: `Timeline of ${result.id}`,
      summary:
        first === undefined || last === undefined
          ? `no source tells of ${result.id}`
          : `${grouped(result.total)} events of ${result.id}, ${first.at} to ${last.at}`,
      sections: [
        {
          title: 'Events',
          columns: [
            { title: 'at' },
            { title: 'event' },
            { title: 'id' },
            { title: 'said by' },
            { title: 'until' },
            { title: 'what' },
          ],
          rows: result.items.map((item) => [
            item.at,
            item.event,
            item.id,
            [item.source, item.resource].filter((word) => word !== null).join(' '),
            item.until ?? '',
            item.what,
          ]),
        },
      ],
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'at',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
    });
  },
};
