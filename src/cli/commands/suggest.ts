import { Argument, Option } from 'commander';
import type { CardSuggestion } from '../../query/suggest/base-models.ts';
import type { GuessedBase } from '../../query/suggest/unstated/unstated-bases.ts';
import { markdownTable, markdownText } from '../../query/graph-forms/markdown.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withGraph } from '../graph-access.ts';
import { share } from '../option-values.ts';
import { grouped, safe } from '../text.ts';

/** What both kinds of suggestions are printed from. */
interface Printed {
  readonly items: readonly object[];
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of the cards that can be patched. */
  readonly patches: readonly { readonly model: string; readonly patch: string }[];
  readonly none: string;
}

const cardTitles = ['model', 'base', 'now', 'said by', 'patch'];

/** A base a line: what the card should say, what says so, and whether there is a patch. */
function cardRows(suggestion: CardSuggestion): readonly (readonly string[])[] {
  return suggestion.bases.map(({ base, written, evidence }) => [
    suggestion.model,
    base,
    written === undefined ? 'not in the card' : `the card says ${written}`,
    [...new Set(evidence.map(({ method }) => method))].join(', '),
    'patch' in suggestion ? 'yes' : suggestion.problem,
  ]);
}

async function witnessedBases(context: CliContext): Promise<Printed> {
  const { suggestBaseModels } = await import('../../query/suggest/base-models.ts');
  const { interrupts, general } = context;
  const items: CardSuggestion[] = [];
  await withGraph(context, async (store) => {
    const wanted = { dataDir: general.dataDir, signal: interrupts.signal };
    for await (const item of suggestBaseModels(store, wanted)) items.push(item);
  });
  return {
    items,
    titles: cardTitles,
    rows: items.flatMap(cardRows),
    patches: items.flatMap((item) => ('patch' in item ? [{ model: item.model, patch: item.patch }] : [])),
    none: 'every base that is known is stated in its card',
  };
}

async function guessedBases(context: CliContext, options: OptionValues): Promise<Printed> {
  const { unstatedBases } = await import('../../query/suggest/unstated/unstated-bases.ts');
  const { interrupts, general } = context;
  const items: GuessedBase[] = [];
  await withGraph(context, async (store) => {
    const minConfidence = (options['minConfidence'] as number | undefined) ?? 0;
    const wanted = { dataDir: general.dataDir, minConfidence, signal: interrupts.signal };
    for await (const item of unstatedBases(store, wanted)) items.push(item);
  });
  return {
    items,
    titles: ['model', 'base', 'confidence', 'because'],
    rows: items.map(({ model, base, confidence, witnesses }) => [
      model,
      base,
      String(confidence),
      witnesses.map(({ because }) => because).join('; '),
    ]),
    patches: items.flatMap(({ model, patch }) => (patch === undefined ? [] : [{ model, patch }])),
    none: 'no witness has a guess',
  };
}

async function write(context: CliContext, out: string): Promise<void> {
  const { output, interrupts, general } = context;
  const { suggestBaseModels } = await import('../../query/suggest/base-models.ts');
  const { writeSuggestions } = await import('../../query/suggest/write-suggestions.ts');
  const wanted = { dataDir: general.dataDir, signal: interrupts.signal };
  const written = await withGraph(context, (store) => writeSuggestions(out, suggestBaseModels(store, wanted)));
  if (output.json) return output.result(written);
  output.say(
    `${grouped(written.suggestions)} cards, ${grouped(written.patches)} patches in ${out}: read them before you offer one`,
  );
}

async function print({ output }: CliContext, form: string, printed: Printed): Promise<void> {
  const { items, titles, rows, patches, none } = printed;
  if (output.json || form === 'json') return output.result({ items, total: items.length });
  if (items.length === 0) return output.say(none);
  const columns = titles.map((title) => ({ title }));
  if (form === 'md') return output.line(safe(markdownTable(columns, rows)));
  if (form === 'patch') {
    for (const { model, patch } of patches) await output.text(safe(`# ${markdownText(model)}\n${patch}`));
    return output.say(`${grouped(patches.length)} cards of ${grouped(items.length)} suggestions can be patched`);
  }
  return output.table(columns, rows);
}

export const suggest: CommandSpec = {
  examples: ['stemma suggest base-models --out suggestions', 'stemma suggest unstated-bases --as md'],
  configure(command) {
    command
      .addArgument(
        new Argument(
          '<what>',
          'base-models: bases that others witness and the card does not state; unstated-bases: guesses, with reasons, for models of which nobody states one',
        ).choices(['base-models', 'unstated-bases']),
      )
      .addOption(
        new Option('--as <format>', 'output; patch: of the cards that are stored')
          .choices(['table', 'json', 'md', 'patch'])
          .default('table'),
      )
      .addOption(
        new Option('--min-confidence <0..1>', 'guesses below are left out, 0..1').argParser(share('--min-confidence')),
      )
      .option(
        '--out <dir>',
        'of base-models a new folder: suggestions.json, and a numbered patch for each card; nothing is applied',
      );
  },
  async run(context, [what], options) {
    const out = options['out'] as string | undefined;
    if (what === 'base-models' && out !== undefined) {
      await write(context, out);
      return 0;
    }
    const printed = what === 'base-models' ? await witnessedBases(context) : await guessedBases(context, options);
    await print(context, String(options['as']), printed);
    if (what === 'base-models') context.output.say('next: stemma suggest base-models --out <new folder>');
    else context.output.say('these are guesses: nothing of them is in the graph, and nothing gets there');
    return 0;
  },
};
