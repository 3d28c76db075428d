import { Argument, Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import type { EntityDocument } from '../../query/entity-document.ts';
import { show as showEntity } from '../../query/show.ts';
import type { Instant } from '../../query/past/instant.ts';
import { atOption, instantOf, sayRedirectAt } from '../at-option.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import { cellText } from '../output.ts';
import { oneLine } from '../text.ts';

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return cellText(value);
}

/** That a thing is gone, and until when it was there. */
function goneText({ lastSeen, forgotten, id }: EntityDocument): string {
  if (typeof forgotten === 'string') return `${String(id)} was forgotten on request at ${forgotten}`;
  return `${String(id)} is gone${typeof lastSeen === 'string' ? `; it was last seen at ${lastSeen}` : ''}`;
}

async function ask(context: CliContext, id: string, at: Instant | undefined): Promise<EntityDocument> {
  if (at === undefined)
    return withGraph(context, (store) => showEntity(store, id, { onRedirect: sayRedirect(context) }));
  const { showAt } = await import('../../query/show-at.ts');
  const { dataDir } = context.general;
  const document = await withGraph(context, (store) =>
    showAt(store, id, at, { dataDir, onRedirect: sayRedirectAt(context, at) }),
  );
  context.output.say(`as it was known at ${at.text}`);
  return document;
}

const documents = ['card', 'evidence'] as const;

async function writeDocument(
  context: CliContext,
  id: string,
  kind: (typeof documents)[number],
  options: OptionValues,
): Promise<number> {
  if (options['at'] !== undefined)
    throw new StemmaError('STEMMA_USAGE', `--as ${kind} shows the present`, { hint: 'leave --at out' });
  const { showCard, showEvidence } = await import('../../query/show-document.ts');
  const where = { onRedirect: sayRedirect(context), dataDir: context.general.dataDir };
  const text = await withGraph(context, (store) => (kind === 'card' ? showCard : showEvidence)(store, id, where));
  await context.output.write(text);
  return 0;
}

export const show: CommandSpec = {
  examples: ['stemma show Qwen/Qwen3-8B --json', 'stemma show Qwen/Qwen3-8B --at 2026-08-20'],
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or a short id: hf:…, spdx:…, arxiv:…'))
      .addOption(
        new Option(
          '--as <format>',
          'jsonld: the thing; card: with what belongs to it inside, lineage and data as IRIs; evidence: every witness of its values',
        )
          .choices(['text', 'jsonld', ...documents])
          .default('text'),
      )
      .addOption(atOption());
  },
  async run(context, [id], options) {
    const { output } = context;
    const form = String(options['as']);
    if (form === 'card' || form === 'evidence') return writeDocument(context, String(id), form, options);
    const document = await ask(context, String(id), instantOf(options));
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
