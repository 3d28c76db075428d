import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { addOutcomeOptions, addSourceOptions, addStageOptions, chosenSources, stageChoice } from '../source-options.ts';

export const extract: CommandSpec = {
  examples: ['stemma extract huggingface --limit 2000', 'stemma extract huggingface --models-file ids.txt --limit 0'],
  givesId: true,
  stopsInTime: true,
  async configure(command) {
    await addSourceOptions(command);
    addStageOptions(command);
    addOutcomeOptions(command);
  },
  async run(context, [names], options) {
    const { planRun } = await import('../../pipeline/plan.ts');
    const { extract: extractOnly } = await import('../../pipeline/run.ts');
    const chosen = await chosenSources(names);
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const pipeline = pipelineContext(context);
    context.interrupts.announce(stopAnnouncement);
    const result = await extractOnly(
      planRun(chosen, settings.ofSource, pipeline.clock, stageChoice(options)),
      pipeline,
    );
    pipeline.progress.close();
    return conclude(context, result, options, `stemma map ${result.report.run}, then stemma load ${result.report.run}`);
  },
};
