import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { printPlan } from '../plan-view.ts';
import { assertRunOptions, runToGoOnWith } from '../run-choice.ts';
import {
  addBeginOptions,
  addDryRunOption,
  addOfflineOption,
  addOutcomeOptions,
  addSourceOptions,
  addStageOptions,
  chosenSources,
  reportFileOf,
  stageChoice,
} from '../source-options.ts';

export const extract: CommandSpec = {
  examples: ['stemma extract huggingface --limit 2000', 'stemma extract huggingface --models-file ids.txt --limit 0'],
  givesId: true,
  stopsInTime: true,
  async configure(command) {
    await addSourceOptions(command);
    addStageOptions(command);
    addBeginOptions(command);
    addDryRunOption(command);
    addOfflineOption(command);
    addOutcomeOptions(command);
  },
  async run(context, [names], options) {
    const { planRun } = await import('../../pipeline/plan.ts');
    const { extract: extractOnly } = await import('../../pipeline/run.ts');
    assertRunOptions(options);
    const chosen = await chosenSources(names, context.flags);
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const pipeline = pipelineContext(context, {
      offline: options['offline'] === true,
      ...(await reportFileOf(options)),
    });
    const plan = planRun(chosen, settings.ofSource, pipeline.clock, {
      ...stageChoice(options),
      ...(options['fresh'] === true ? { fresh: true } : {}),
    });
    if (options['dryRun'] === true) {
      const { dryNewRun } = await import('../../pipeline/dry-run.ts');
      return printPlan(context.output, await dryNewRun(plan, ['extract'], pipeline));
    }
    const earlier = await runToGoOnWith(context, plan, ['extract'], options);
    context.interrupts.announce(stopAnnouncement);
    const { resume } = await import('../../pipeline/resume.ts');
    const resumed = earlier === undefined ? undefined : await resume(earlier, pipeline, settings.ofSource);
    const result = resumed ?? (await extractOnly(plan, pipeline));
    pipeline.progress.close();
    return conclude(context, result, options, `stemma map ${result.report.run}, then stemma load ${result.report.run}`);
  },
};
