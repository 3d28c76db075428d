import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext } from '../pipeline-access.ts';
import { addOutcomeOptions } from '../source-options.ts';

export const map: CommandSpec = {
  examples: ['stemma map', 'stemma map 2026-11-20_15-30-00_a1b2c3d4 --json'],
  givesId: true,
  stopsInTime: true,
  configure(command) {
    command.addArgument(new Argument('[run]', 'run id or its beginning; the newest when not given'));
    addOutcomeOptions(command);
  },
  async run(context, [name], options) {
    const { findRun } = await import('../../pipeline/runs.ts');
    const { runStage } = await import('../../pipeline/run.ts');
    const pipeline = pipelineContext(context);
    const { run } = await findRun(pipeline.dataDir, name as string | undefined);
    const result = await runStage(run, 'map', pipeline);
    pipeline.progress.close();
    return conclude(context, result, options, `stemma load ${run}`);
  },
};
