import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { printPlan } from '../plan-view.ts';
import { addDryRunOption, addOfflineOption, addOutcomeOptions, reportFileOf } from '../source-options.ts';

async function nothingLeft({ output }: CliContext, run: string): Promise<number> {
  if (output.format === 'quiet') await output.line(run);
  else if (output.json) await output.result({ run, state: 'complete', resources: {}, issues: {}, seconds: 0 });
  else await output.line(`nothing to resume: run ${run} is complete`);
  return 0;
}

export const resume: CommandSpec = {
  examples: ['stemma resume', 'stemma resume 2026-11-20_15-30-00_a1b2c3d4'],
  givesId: true,
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('[run]', 'run id or its beginning; the newest with something left when not given'))
      .option('--force', 'take the lock of a process that cannot be checked from here');
    addDryRunOption(command);
    addOfflineOption(command);
    addOutcomeOptions(command);
  },
  async run(context, [name], options) {
    const { resume: resumeRun } = await import('../../pipeline/resume.ts');
    const { findRun } = await import('../../pipeline/runs.ts');
    const settings = context.settingsWith((await import('../../../extract/index.ts')).sources);
    const pipeline = pipelineContext(context, {
      force: options['force'] === true,
      offline: options['offline'] === true,
      ...(await reportFileOf(options)),
    });
    if (options['dryRun'] === true) {
      const { dryResume } = await import('../../pipeline/dry-run.ts');
      const plan = await dryResume(name as string | undefined, pipeline, settings.ofSource);
      if (plan !== undefined) return printPlan(context.output, plan);
      return nothingLeft(context, (await findRun(pipeline.dataDir, name as string | undefined)).run);
    }
    context.interrupts.announce(stopAnnouncement);
    const result = await resumeRun(name as string | undefined, pipeline, settings.ofSource);
    pipeline.progress.close();
    if (result !== undefined) return conclude(context, result, options, 'stemma status');
    return nothingLeft(context, (await findRun(pipeline.dataDir, name as string | undefined)).run);
  },
};
