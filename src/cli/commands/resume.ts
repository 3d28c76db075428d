import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { addOutcomeOptions } from '../source-options.ts';

export const resume: CommandSpec = {
  examples: ['stemma resume', 'stemma resume 2026-11-20_15-30-00_a1b2c3d4'],
  givesId: true,
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('[run]', 'run id or its beginning; the newest with something left when not given'))
      .option('--force', 'take the lock of a process that cannot be checked from here');
    addOutcomeOptions(command);
  },
  async run(context, [name], options) {
    const { resume: resumeRun } = await import('../../pipeline/resume.ts');
    const { findRun } = await import('../../pipeline/runs.ts');
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const pipeline = pipelineContext(context, { force: options['force'] === true });
    context.interrupts.announce(stopAnnouncement);
    const result = await resumeRun(name as string | undefined, pipeline, settings.ofSource);
    pipeline.progress.close();
    if (result !== undefined) return conclude(context, result, options, 'stemma status');
    const { run } = await findRun(pipeline.dataDir, name as string | undefined);
    if (context.output.format === 'quiet') await context.output.line(run);
    else if (context.output.json)
      await context.output.result({ run, state: 'complete', resources: {}, issues: {}, seconds: 0 });
    else await context.output.line(`nothing to resume: run ${run} is complete`);
    return 0;
  },
};
