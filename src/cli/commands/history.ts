import { Argument } from 'commander';
import { history as historyOf, type HistoryItem } from '../../query/history.ts';
import { changeText } from '../change-text.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import type { Output } from '../output.ts';
import { fieldsOf, printRows } from '../rows.ts';

const fields = fieldsOf<HistoryItem>({
  at: true,
  event: true,
  id: true,
  from: true,
  to: true,
  source: true,
  resource: true,
  until: true,
  value: true,
  changes: true,
  values: true,
  run: true,
  record: true,
});

function whatText({ event, from, to, changes, value }: HistoryItem, isWhole: boolean): string {
  if (event === 'counted') return changes.length === 0 ? String(value) : changes.map(changeText).join('; ');
  if (event === 'redirected') return `leads to ${to}`;
  if (event === 'removed') return 'not there any more';
  if (event === 'told' && isWhole) return `${changes.length} properties`;
  const name = event === 'renamed' ? [`was ${from}`] : [];
  return [...name, ...changes.map(changeText)].join('; ');
}

async function print(output: Output, items: readonly HistoryItem[], isWhole: boolean): Promise<void> {
  await output.table(
    [{ title: 'at' }, { title: 'event' }, { title: 'id' }, { title: 'said by' }, { title: 'until' }, { title: 'what' }],
    items.map((item) => [
      item.at,
      item.event,
      item.id,
      item.resource === null ? item.source : `${item.source} ${item.resource}`,
      item.until ?? '',
      whatText(item, isWhole),
    ]),
  );
}

export const history: CommandSpec = {
  examples: ['stemma history Qwen/Qwen3-8B license --json', 'stemma history Qwen/Qwen3-8B downloads --format csv'],
  rows: { fields },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…'))
      .addArgument(new Argument('[property]', 'one property (license) or relation (FINE_TUNED_FROM); without it all'));
  },
  async run(context, [id, property], options) {
    const { output, general } = context;
    const result = await withGraph(context, (store) =>
      historyOf(store, String(id), {
        dataDir: general.dataDir,
        ...(typeof property === 'string' ? { property } : {}),
        onRedirect: sayRedirect(context),
      }),
    );
    return printRows(output, options, {
      items: result.items.map((item) => ({ ...item })),
      fields,
      id: 'at',
      value: (pick) => ({ ...result, items: result.items.map(pick) }),
      human: async () => {
        if (result.forgotten !== undefined) output.say(`${result.id} was forgotten on request at ${result.forgotten}`);
        else if (result.items.length > 0) await print(output, result.items, typeof property !== 'string');
        else output.say(`no source tells of ${String(id)}${typeof property === 'string' ? `: ${property}` : ''}`);
        const { counters, unknown = [] } = result;
        if (property === undefined && counters.length > 0 && result.forgotten === undefined)
          output.say(
            `counters (${counters.join(', ')}) have a series each: stemma history ${result.id} ${counters[0]}`,
          );
        if (unknown.length > 0)
          output.say(`${unknown.length} runs were mapped before counters were kept: stemma map ${unknown[0]}`);
      },
    });
  },
};
