import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceDefinition } from '../../extract/source.ts';
import { planRun, settlePlan, type RunPlan, type SourcePlan } from '../pipeline/plan.ts';
import { previewSettings } from '../pipeline/preview.ts';
import { run } from '../pipeline/run.ts';
import { search, type SearchItem } from '../query/search.ts';
import { stats, type GraphStats } from '../query/stats.ts';
import type { OptionValues } from './command.ts';
import type { CliContext } from './context.ts';
import { withGraph } from './graph-access.ts';
import { conclude, pipelineContext, stopAnnouncement } from './pipeline-access.ts';
import { reportFileOf, stageChoice } from './source-options.ts';
import { grouped } from './text.ts';

const mostShown = 5;

export interface PreviewWish {
  readonly chosen: readonly SourceDefinition[];
  readonly settingsOf: (source: string) => Readonly<Record<string, unknown>>;
  readonly records: number;
  readonly options: OptionValues;
}

interface Look extends GraphStats {
  readonly items: readonly SearchItem[];
}

function look(context: CliContext): Promise<Look> {
  return withGraph(context, async (store) => ({
    ...(await stats(store)),
    items: (await search(store, '', { limit: mostShown })).items,
  }));
}

async function print({ output }: CliContext, { classes, relationships, items }: Look): Promise<void> {
  const counts = (rows: readonly (readonly [string, number])[]): string =>
    rows.map(([name, total]) => `${name} ${grouped(total)}`).join(', ');
  await output.line(`nodes          ${counts(classes.map(({ class: label, total }) => [label, total]))}`);
  await output.line(`relationships  ${counts(relationships.map(({ type, total }) => [type, total]))}`);
  await output.table(
    [{ title: 'id' }, { title: 'licence' }, { title: 'task' }],
    items.map((item) => [item.id, item.license.join(', '), item.task.join(', ')]),
  );
}

/** In a folder and a graph of its own, whatever graph is set. */
async function previewIn(folder: string, given: CliContext, wish: PreviewWish): Promise<number> {
  const { chosen, settingsOf, records, options } = wish;
  const graph = { ...given.general.graph, uri: undefined };
  const context: CliContext = { ...given, general: { ...given.general, dataDir: join(folder, 'data'), graph } };
  const pipeline = pipelineContext(context, await reportFileOf(options));
  const planned = planRun(chosen, settingsOf, pipeline.clock, stageChoice(options));
  // What a setting means now, `--since last` for one, is in the user's own data directory.
  const { sources, ...settled } = await settlePlan(planned, given.general);
  const bounded: SourcePlan[] = [];
  for (const part of sources) {
    const settings = await previewSettings(part.source.settings, part.settings, records, folder);
    bounded.push({ ...part, settings });
  }
  const plan: RunPlan = { ...settled, sources: bounded };
  const result = await run(plan, pipeline);
  pipeline.progress.close();
  const seen = result.error === undefined ? await look(context) : undefined;
  const code = await conclude(
    context,
    result,
    options,
    '',
    seen === undefined ? {} : { preview: { records, ...seen } },
  );
  if (seen !== undefined && context.output.format === 'human') await print(context, seen);
  return code;
}

/** The whole way on a few records; nothing of it stays. */
export async function preview(context: CliContext, wish: PreviewWish): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'stemma-preview-'));
  context.interrupts.announce(stopAnnouncement);
  try {
    return await previewIn(folder, context, wish);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    context.output.say('a preview: nothing was kept; without --preview it is');
  }
}
