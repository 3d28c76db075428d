import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { Transport } from '../../core/http/types.ts';
import type { PipelineResult } from '../../pipeline/run.ts';
import type { JsonRow } from '../../query/cypher-run.ts';
import type { LineageResult } from '../../query/lineage.ts';
import type { ClassCount } from '../../query/stats.ts';
import type { WhyItem } from '../../query/why-item.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { printKinds, printMissed, printPaper, printStages } from '../demo-view.ts';
import { withGraph } from '../graph-access.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { runContents, type RunContents } from '../run-contents.ts';
import { safe } from '../text.ts';
import { printWhy } from './why.ts';

const ownFolder = 'stemma-demo';
const source = 'huggingface';

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
    planRun([sourceByName(source)], () => settings, pipeline.clock),
    pipeline,
  );
  pipeline.progress.close();
  return result;
}

interface Highlights {
  readonly lineage: LineageResult;
  readonly why: { readonly items: readonly WhyItem[] };
  readonly papers: readonly JsonRow[];
  readonly classes: readonly ClassCount[];
}

/** What the demo shows of the graph: a lineage, values to be followed to their bytes, papers, and how much is described. */
async function highlights(context: CliContext): Promise<Highlights> {
  const { demoHighlights } = await import('../../demo/index.ts');
  const { lineage } = await import('../../query/lineage.ts');
  const { runQuery } = await import('../../query/cypher-run.ts');
  const { stats } = await import('../../query/stats.ts');
  const { why } = await import('../../query/why.ts');
  const { dataDir } = context.general;
  return withGraph(context, async (store) => {
    const items: WhyItem[] = [];
    for (const { id, property, method } of demoHighlights.why) {
      const found = await why(store, id, { dataDir, property });
      items.push(...found.items.filter((item) => item.method === method).slice(0, 1));
    }
    return {
      lineage: await lineage(store, demoHighlights.lineage, { direction: 'both' }),
      why: { items },
      papers: (await runQuery(store, 'most-cited-papers', { limit: 10 })).items,
      classes: (await stats(store)).classes,
    };
  });
}

/** The run stage by stage, a tree, two values down to their bytes, a paper, and what was missed. */
async function present(context: CliContext, { report }: PipelineResult, contents: RunContents): Promise<void> {
  const { renderLineageTree } = await import('../../query/lineage-tree.ts');
  const { output, general } = context;
  const found = await highlights(context);
  await printStages(output, contents.stages, report);
  await printKinds(output, found.classes);
  await output.line(`\n${safe(renderLineageTree(found.lineage, { ascii: !output.unicode }))}\n`);
  await output.line('why? each witness was read again and checked just now');
  await printWhy(output, found.why.items);
  await output.line();
  await printPaper(output, found.papers);
  await output.line();
  await printMissed(output, contents.missed, join(shownFolder(general.dataDir), missedOf(report.run)));
}

function missedOf(run: string): string {
  return join('raw', source, run, 'missed.ndjson');
}

function shownFolder(dataDir: string): string {
  return dataDir === resolve(ownFolder) ? ownFolder : dataDir;
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
  const folder = shownFolder(general.dataDir);
  const where = existsSync(folder) ? ` --data-dir ${folder}` : '';
  await output.line(`
next, over the same sample:${aliasLine()}
  stemma search llama${where}
  stemma lineage ${demoHighlights.lineage} --up --as mermaid${where}
  stemma why ${demoHighlights.why[0].id}${where}
  stemma show hf:datasets/openai/gsm8k${where}
or over the Hub itself:
  stemma run huggingface --limit 200`);
}

export const demo: CommandSpec = {
  examples: ['stemma demo', 'stemma demo --data-dir /tmp/stemma-demo --json'],
  configure: () => undefined,
  async run(given, _args, options) {
    const { demoTransport } = await import('../../demo/index.ts');
    const context = demoContext(given);
    const { output } = context;
    const { dataDir } = context.general;
    context.interrupts.announce(stopAnnouncement);
    if (!output.json) output.say(`a sample of the Hub, through every stage, into ${dataDir}`);
    const result = await runDemo(context, demoTransport());
    if (result.error !== undefined) return conclude(context, result, options, '');
    const contents = await runContents(dataDir, source, result.report.run);
    if (output.json) {
      const { lineage, why } = await highlights(context);
      await output.result({ ...result.report, dataDir, asked: contents.stages, missed: contents.missed, lineage, why });
      return 0;
    }
    await present(context, result, contents);
    await sayNext(context);
    return 0;
  },
};
