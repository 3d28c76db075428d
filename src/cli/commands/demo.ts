import { existsSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import type { Transport } from '../../core/http/types.ts';
import type { PipelineResult } from '../../pipeline/run.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withGraph } from '../graph-access.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { safe } from '../text.ts';
import { printWhy } from './why.ts';

const ownFolder = 'stemma-demo';

/** The data directory the user chose, else a folder of its own: a demo does not write among real data. */
function demoContext(context: CliContext): CliContext {
  const chosen = context.settingsWith([]).settings.find((setting) => setting.row.key === 'dataDir');
  if (chosen !== undefined && chosen.origin.kind !== 'default') return context;
  return { ...context, general: { ...context.general, dataDir: resolve(ownFolder) } };
}

async function runDemo(context: CliContext, transport: Transport): Promise<PipelineResult> {
  const { sourceByName } = await import('../../../extract/index.ts');
  const { demoSettings } = await import('../../demo/index.ts');
  const { planRun } = await import('../../pipeline/plan.ts');
  const { run } = await import('../../pipeline/run.ts');
  const pipeline = pipelineContext(context, { transport });
  const settings = demoSettings();
  const result = await run(
    planRun([sourceByName('huggingface')], () => settings, pipeline.clock),
    pipeline,
  );
  pipeline.progress.close();
  return result;
}

/** A lineage and one value followed to its bytes, as `lineage` and `why` print them. */
async function highlights(context: CliContext): Promise<{ lineage: unknown; why: unknown }> {
  const { demoHighlights } = await import('../../demo/index.ts');
  const { lineage } = await import('../../query/lineage.ts');
  const { renderLineageTree } = await import('../../query/lineage-tree.ts');
  const { why } = await import('../../query/why.ts');
  const { output, general } = context;
  return withGraph(context, async (store) => {
    const tree = await lineage(store, demoHighlights.lineage, { direction: 'both' });
    const { id, property } = demoHighlights.why;
    const reasons = await why(store, id, { dataDir: general.dataDir, property });
    if (!output.json) {
      await output.line(`\n${safe(renderLineageTree(tree, { ascii: !output.unicode }))}\n`);
      await output.line(`why ${property}?`);
      await printWhy(output, reasons.items);
    }
    return { lineage: tree, why: reasons };
  });
}

/** How to get the short name, when this is not an installed `stemma`. */
function aliasLine(): string {
  const script = process.argv[1] ?? '';
  if (basename(script) === 'stemma' || script.includes('node_modules')) return '';
  const near = relative(process.cwd(), script);
  return `\n  alias stemma='node ${near.startsWith('..') ? script : near}'   (once in this shell)`;
}

async function sayNext(context: CliContext): Promise<void> {
  const { demoHighlights } = await import('../../demo/index.ts');
  const { output, general } = context;
  const folder = general.dataDir === resolve(ownFolder) ? ownFolder : general.dataDir;
  const where = existsSync(folder) ? ` --data-dir ${folder}` : '';
  await output.line(`
next, over the same sample:${aliasLine()}
  stemma search llama${where}
  stemma lineage ${demoHighlights.lineage} --up --as mermaid${where}
  stemma why ${demoHighlights.why.id}${where}
  stemma query roots-with-most-descendants${where}
or over the Hub itself:
  stemma run huggingface --limit 2000`);
}

export const demo: CommandSpec = {
  examples: ['stemma demo', 'stemma demo --data-dir /tmp/stemma-demo --json'],
  configure: () => undefined,
  async run(given, _args, options) {
    const { demoTransport } = await import('../../demo/index.ts');
    const context = demoContext(given);
    const { output } = context;
    context.interrupts.announce(stopAnnouncement);
    if (!output.json) output.say(`a sample of the Hub, through every stage, into ${context.general.dataDir}`);
    const result = await runDemo(context, demoTransport());
    if (result.error !== undefined) return conclude(context, result, options, '');
    if (output.json) {
      await output.result({ ...result.report, dataDir: context.general.dataDir, ...(await highlights(context)) });
      return 0;
    }
    const code = await conclude(context, result, options, '');
    await highlights(context);
    await sayNext(context);
    return code;
  },
};
