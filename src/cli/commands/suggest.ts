import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';
import { withGraph } from '../graph-access.ts';
import { grouped } from '../text.ts';
import type { CardSuggestion } from '../../query/suggest/base-models.ts';

/** A base a line: what the card should say, what says so, and whether there is a patch. */
function rows(suggestion: CardSuggestion): readonly (readonly string[])[] {
  return suggestion.bases.map(({ base, written, evidence }) => [
    suggestion.model,
    base,
    written === undefined ? 'not in the card' : `the card says ${written}`,
    [...new Set(evidence.map(({ method }) => method))].join(', '),
    'patch' in suggestion ? 'yes' : suggestion.problem,
  ]);
}

export const suggest: CommandSpec = {
  examples: ['stemma suggest base-models', 'stemma suggest base-models --out suggestions'],
  configure(command) {
    command
      .addArgument(
        new Argument('<what>', 'bases that others witness and the card does not state').choices(['base-models']),
      )
      .option('--out <dir>', 'a new folder: suggestions.json, and a numbered patch for each card; nothing is applied');
  },
  async run(context, _args, options) {
    const { output, interrupts, general } = context;
    const { suggestBaseModels } = await import('../../query/suggest/base-models.ts');
    const wanted = { dataDir: general.dataDir, signal: interrupts.signal };
    const out = options['out'] as string | undefined;
    if (out !== undefined) {
      const { writeSuggestions } = await import('../../query/suggest/write-suggestions.ts');
      const written = await withGraph(context, (store) => writeSuggestions(out, suggestBaseModels(store, wanted)));
      if (output.json) await output.result(written);
      else
        output.say(
          `${grouped(written.suggestions)} cards, ${grouped(written.patches)} patches in ${out}: read them before you offer one`,
        );
      return 0;
    }
    const items: CardSuggestion[] = [];
    await withGraph(context, async (store) => {
      for await (const item of suggestBaseModels(store, wanted)) items.push(item);
    });
    if (output.json) await output.result({ items, total: items.length });
    else if (items.length === 0) output.say('every base that is known is stated in its card');
    else {
      const titles = ['model', 'base', 'now', 'said by', 'patch'];
      await output.table(
        titles.map((title) => ({ title })),
        items.flatMap(rows),
      );
      output.say('next: stemma suggest base-models --out <new folder>');
    }
    return 0;
  },
};
