import { Argument, Option } from 'commander';
import type { CommandSpec } from '../command.ts';
import { addStageOptions, stageChoice } from '../source-options.ts';
import { renderStages, renderStagesDot, renderStagesMermaid } from '../stages-view.ts';

export const stages: CommandSpec = {
  examples: [
    'stemma stages huggingface',
    "stemma stages huggingface --select 'hf_models+' --exclude hf_enriched_articles",
  ],
  configure(command) {
    command
      .addArgument(new Argument('<source>', 'stemma sources lists them'))
      .addOption(new Option('--as <format>', 'output').choices(['text', 'mermaid', 'dot']).default('text'));
    addStageOptions(command);
  },
  async run(context, [name], options) {
    const registry = await import('../../../extract/index.ts');
    const { chooseStages } = await import('../../pipeline/source-stages.ts');
    const { output } = context;
    const source = registry.sourceByName(String(name));
    const settings = context.settingsWith(registry.sources);
    const chosen = new Set(chooseStages([source], settings.ofSource, stageChoice(options)).get(source.name));
    if (output.json) {
      const items = source.stages.map(({ name: stage, doc, reads, writes, optional, setting }) => {
        const more = { optional: optional === true, ...(setting === undefined ? {} : { setting }) };
        return { name: stage, doc, reads, writes, ...more, selected: chosen.has(stage) };
      });
      await output.result({ source: source.name, items, total: items.length });
    } else if (options['as'] === 'mermaid') await output.line(renderStagesMermaid(source));
    else if (options['as'] === 'dot') await output.line(renderStagesDot(source));
    else {
      await output.line(renderStages(source, chosen, output.unicode));
      output.say(
        `${output.unicode ? '●' : '*'} = taken; choose with --select and --exclude, such as --select '+hf_enriched_datasets'`,
      );
    }
    return 0;
  },
};
