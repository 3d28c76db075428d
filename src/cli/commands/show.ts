import { Argument, Option } from 'commander';
import type { EntityDocument } from '../../query/entity-document.ts';
import { show as showEntity } from '../../query/show.ts';
import type { CommandSpec } from '../command.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { cellText } from '../output.ts';
import { oneLine } from '../text.ts';

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return cellText(value);
}

/** That a thing is gone, and until when it was there. */
function goneText({ lastSeen, id }: EntityDocument): string {
  return `${String(id)} is gone${typeof lastSeen === 'string' ? `; it was last seen at ${lastSeen}` : ''}`;
}

export const show: CommandSpec = {
  examples: ['stemma show Qwen/Qwen3-8B', 'stemma show spdx:Apache-2.0 --json'],
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or a short id: hf:…, spdx:…, arxiv:…'))
      .addOption(new Option('--as <format>', 'output').choices(['text', 'jsonld']).default('text'));
  },
  async run(context, [id], options) {
    const { output } = context;
    const document = await withGraph(context, (store) =>
      showEntity(store, String(id), { onRedirect: sayRedirect(context) }),
    );
    if (document['removed'] === true) output.say(goneText(document));
    if (output.json || options['as'] === 'jsonld') {
      await output.result(document);
      return 0;
    }
    const fields = Object.entries(document).filter(([key]) => key !== '@context');
    const width = Math.max(...fields.map(([key]) => key.length));
    for (const [key, value] of fields)
      await output.line(`${output.style('bold', key.padEnd(width))}  ${oneLine(shown(value))}`);
    output.say(`next: stemma why ${String(id)}`);
    return 0;
  },
};
