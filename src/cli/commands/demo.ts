import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import type { GraphStore } from '../../../graph/store.ts';
import type { Transport } from '../../core/http/types.ts';
import type { PipelineResult } from '../../pipeline/run.ts';
import type { JsonRow } from '../../query/cypher-run.ts';
import type { LineageResult } from '../../query/lineage.ts';
import type { ClassCount } from '../../query/stats.ts';
import type { WhyItem } from '../../query/why-item.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type Crossing, printCrossing, printKinds, printMissed, printPaper, printStages } from '../demo-view.ts';
import { withGraph } from '../graph-access.ts';
import { conclude, pipelineContext, stopAnnouncement } from '../pipeline-access.ts';
import { runContents, type RunContents } from '../run-contents.ts';
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
  const { demoLeavesOut, demoSources } = await import('../../demo/index.ts');
  const { planRun } = await import('../../pipeline/plan.ts');
  const { run } = await import('../../pipeline/run.ts');
  const pipeline = pipelineContext(context, { transport });
  const sources = Object.keys(demoSources).map(sourceByName);
  const settings = new Map(sources.map(({ name }) => [name, demoSources[name]?.() ?? {}]));
  const settingsOf = (name: string): Readonly<Record<string, unknown>> => settings.get(name) ?? {};
  const result = await run(planRun(sources, settingsOf, pipeline.clock, { exclude: demoLeavesOut }), pipeline);
  pipeline.progress.close();
  return result;
}

interface Highlights {
  readonly lineage: LineageResult;
  readonly why: { readonly items: readonly WhyItem[] };
  readonly papers: readonly JsonRow[];
  readonly crossing: Crossing;
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
      crossing: await cross(store),
      classes: (await stats(store)).classes,
    };
  });
}

/** A question of the catalogue that one source alone could not answer. */
async function cross(store: GraphStore): Promise<Crossing> {
  const { getQuery } = await import('../../../cypher/index.ts');
  const { demoHighlights } = await import('../../demo/index.ts');
  const { runQuery } = await import('../../query/cypher-run.ts');
  const { query, params } = demoHighlights.crossing;
  const { items, cypher } = await runQuery(store, query, params);
  return { query, params, question: getQuery(query).question, items, cypher };
}

/** What the run holds, source after source. */
async function contentsOf(dataDir: string, run: string): Promise<RunContents> {
  const { demoSources } = await import('../../demo/index.ts');
  const all: RunContents[] = [];
  for (const source of Object.keys(demoSources)) all.push(await runContents(dataDir, source, run));
  const missed = all.flatMap((one) => one.missed).toSorted((a, b) => b.count - a.count);
  return { stages: all.flatMap((one) => one.stages), missed };
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
  await printCrossing(output, found.crossing);
  await output.line();
  await printMissed(output, contents.missed, join(shownFolder(general.dataDir), missedOf(report.run)));
}

function missedOf(run: string): string {
  return join('raw', '*', run, 'missed.ndjson');
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
  stemma query best-runs-of-task --param task=openml:task/59${where}
  stemma query models-by-modality --param modality=electron-microscopy --param dimensions=3D${where}
or over the sources themselves:
  stemma run huggingface openml ai4life --limit 50`);
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
    if (!output.json) output.say(`a sample of the Hub, OpenML and BioImage.IO, through every stage, into ${dataDir}`);
    const result = await runDemo(context, demoTransport());
    if (result.error !== undefined) return conclude(context, result, options, '');
    const contents = await contentsOf(dataDir, result.report.run);
    if (output.json) {
      const { lineage, why, crossing } = await highlights(context);
      const { stages: asked, missed } = contents;
      await output.result({ ...result.report, dataDir, asked, missed, lineage, why, crossing });
      return 0;
    }
    await present(context, result, contents);
    await sayNext(context);
    return 0;
  },
};
