import { Argument } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import type { CommandSpec } from '../command.ts';
import { conclude, pipelineContext } from '../pipeline-access.ts';
import { printPlan } from '../plan-view.ts';
import { addDryRunOption, addOutcomeOptions, reportFileOf } from '../source-options.ts';

const next = 'stemma status, stemma search <text>';

export const load: CommandSpec = {
  examples: ['stemma load', 'stemma load --rebuild'],
  givesId: true,
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('[run]', 'run id or its beginning; the newest when not given'))
      .option(
        '--rebuild',
        'make the graph anew from all run folders, oldest first; a server is written only what differs',
      )
      .option('--inline-content', 'copy content and evidence into the graph: for a Neo4j that stands alone')
      .option('--accept-removals', 'remove what a complete list does not show, however little it shows');
    addDryRunOption(command);
    addOutcomeOptions(command);
  },
  async run(context, [name], options) {
    const { findRun } = await import('../../pipeline/runs.ts');
    const { runStage } = await import('../../pipeline/run.ts');
    const pipeline = pipelineContext(context, {
      inlineContent: options['inlineContent'] === true,
      acceptRemovals: options['acceptRemovals'] === true,
      ...(await reportFileOf(options)),
    });
    const isDry = options['dryRun'] === true;
    if (options['rebuild'] === true) {
      if (name !== undefined)
        throw new StemmaError('STEMMA_USAGE', '--rebuild takes all runs, not one', { hint: 'stemma load --rebuild' });
      if (isDry) {
        const { dryRebuild } = await import('../../pipeline/dry-run.ts');
        return printPlan(context.output, await dryRebuild(pipeline));
      }
      const { rebuild } = await import('../../pipeline/rebuild.ts');
      const result = await rebuild(pipeline);
      pipeline.progress.close();
      return conclude(context, result, options, next);
    }
    if (isDry) {
      const { dryStage } = await import('../../pipeline/dry-run.ts');
      return printPlan(context.output, await dryStage(name as string | undefined, 'load', pipeline));
    }
    const { run } = await findRun(pipeline.dataDir, name as string | undefined);
    const result = await runStage(run, 'load', pipeline);
    pipeline.progress.close();
    return conclude(context, result, options, next);
  },
};
