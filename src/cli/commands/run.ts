import type { CommandSpec } from '../command.ts';
import { wholeNumber } from '../option-values.ts';
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

const usualPreview = 10;

/** `--preview` alone is true. */
function previewed(given: unknown): number | undefined {
  if (given === true) return usualPreview;
  return typeof given === 'string' ? wholeNumber('--preview', 1)(given) : undefined;
}

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
    addBeginOptions(command);
    addDryRunOption(command);
    command.option(
      '--preview [n]',
      `the whole way on ${usualPreview} or n records, in a folder that is deleted afterwards`,
    );
    addOfflineOption(command);
    addOutcomeOptions(command);
    command.option('--inline-content', 'copy content and evidence into the graph: for a Neo4j that stands alone');
    command.option('--accept-removals', 'remove what a complete list does not show, however little it shows');
  },
  async run(context, [names], options) {
    const { planRun } = await import('../../pipeline/plan.ts');
    const { run: runPipeline } = await import('../../pipeline/run.ts');
    const { stageNames } = await import('../../pipeline/stages.ts');
    assertRunOptions(options);
    const chosen = await chosenSources(names, context.flags);
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const records = previewed(options['preview']);
    if (records !== undefined) {
      const { preview } = await import('../preview.ts');
      return preview(context, { chosen, settingsOf: settings.ofSource, records, options });
    }
    const pipeline = pipelineContext(context, {
      inlineContent: options['inlineContent'] === true,
      acceptRemovals: options['acceptRemovals'] === true,
      offline: options['offline'] === true,
      ...(await reportFileOf(options)),
    });
    const plan = planRun(chosen, settings.ofSource, pipeline.clock, {
      ...stageChoice(options),
      ...(options['fresh'] === true ? { fresh: true } : {}),
    });
    if (options['dryRun'] === true) {
      const { dryNewRun } = await import('../../pipeline/dry-run.ts');
      return printPlan(context.output, await dryNewRun(plan, stageNames, pipeline));
    }
    const earlier = await runToGoOnWith(context, plan, stageNames, options);
    context.interrupts.announce(stopAnnouncement);
    const { resume } = await import('../../pipeline/resume.ts');
    const resumed = earlier === undefined ? undefined : await resume(earlier, pipeline, settings.ofSource);
    const result = resumed ?? (await runPipeline(plan, pipeline));
    pipeline.progress.close();
    return conclude(context, result, options, 'stemma search <text>, then stemma lineage <id> and stemma why <id>');
  },
};
