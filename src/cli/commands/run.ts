import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { addOutcomeOptions, addSourceOptions, addStageOptions, chosenSources, stageChoice } from '../source-options.ts';

export const run: CommandSpec = {
  examples: [
    'stemma run huggingface --limit 2000',
    'stemma run huggingface --since 2026-11-01 --graph neo4j://localhost:7687 --json',
  ],
  givesId: true,
  stopsInTime: true,
  async configure(command) {
    await addSourceOptions(command);
    addStageOptions(command);
    addOutcomeOptions(command);
    command.option('--inline-content', 'copy content and evidence into the graph: for a Neo4j that stands alone');
  },
  async run(context, [names], options) {
    const { planRun } = await import('../../pipeline/plan.ts');
    const { run: runPipeline } = await import('../../pipeline/run.ts');
    const chosen = await chosenSources(names);
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const pipeline = pipelineContext(context, { inlineContent: options['inlineContent'] === true });
    context.interrupts.announce(stopAnnouncement);
    const result = await runPipeline(
      planRun(chosen, settings.ofSource, pipeline.clock, stageChoice(options)),
      pipeline,
    );
    pipeline.progress.close();
    return conclude(context, result, options, 'stemma search <text>, then stemma lineage <id> and stemma why <id>');
  },
};
