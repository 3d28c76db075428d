import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext } from '../pipeline-access.ts';
import { printPlan } from '../plan-view.ts';
import { addDryRunOption, addOutcomeOptions, reportFileOf } from '../source-options.ts';

export const map: CommandSpec = {
  examples: ['stemma map', 'stemma map 2026-11-20_15-30-00_a1b2c3d4 --json'],
  givesId: true,
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('[run]', 'run id or its beginning; the newest when not given'));
    addDryRunOption(command);
    addOutcomeOptions(command);
  },
  async run(context, [name], options) {
    const { findRun } = await import('../../pipeline/runs.ts');
    const { runStage } = await import('../../pipeline/run.ts');
    const pipeline = pipelineContext(context, await reportFileOf(options));
    if (options['dryRun'] === true) {
      const { dryStage } = await import('../../pipeline/dry-run.ts');
      return printPlan(context.output, await dryStage(name as string | undefined, 'map', pipeline));
    }
    const { run } = await findRun(pipeline.dataDir, name as string | undefined);
    const result = await runStage(run, 'map', pipeline);
    pipeline.progress.close();
    return conclude(context, result, options, `stemma load ${run}`);
  },
};
