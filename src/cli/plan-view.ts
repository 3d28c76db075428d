import type { DryEntities, DryPlan } from '../pipeline/dry-run.ts';
import type { DryExtract } from '../pipeline/dry-extract.ts';
import { exitCodes } from './exit-codes.ts';
import type { Output } from './output.ts';
import { grouped, oneLine } from './text.ts';

function extractLines({ source, stages, first, expected, stored, unusable }: DryExtract): string[] {
  const lines = [`extract  ${source}: ${stages.join(', ')}`];
  for (const url of first) lines.push(`  first  GET ${oneLine(url)}`);
  if (first.length === 0) lines.push('  no request: every answer is stored');
  for (const [resource, total] of Object.entries(expected))
    lines.push(`  ${resource}: ${total === null ? 'not known before it is asked' : `${grouped(total)} records`}`);
  if (stored > 0) lines.push(`  ${grouped(stored)} answers are stored and not asked for again`);
  if (unusable > 0) lines.push(`  ${grouped(unusable)} wishes name nothing that could be asked for`);
  return lines;
}

function entityLines(
  { run, responses, bytes, mapped, entities, loaded }: DryEntities,
  stages: readonly string[],
): string[] {
  const lines: string[] = [];
  if (stages.includes('map')) {
    const again = mapped ? '; its entities are there and would be the same' : '';
    lines.push(`map      ${run}: ${grouped(responses)} answers, ${grouped(bytes)} bytes${again}`);
  }
  if (stages.includes('load')) {
    const counts = Object.entries(entities ?? {}).map(([label, count]) => `${label} ${grouped(count)}`);
    const what = entities === null ? 'what will have been mapped' : counts.join(', ') || 'no entities';
    lines.push(`load     ${run}: ${what}${loaded ? '; the graph has them already' : ''}`);
  }
  return lines;
}

/** What a command would do; nothing was asked, written or loaded for it. */
export async function printPlan(output: Output, plan: DryPlan): Promise<number> {
  if (output.format === 'quiet') {
    await output.line(plan.run ?? '');
    return exitCodes.done;
  }
  if (output.json) {
    await output.result(plan);
    return exitCodes.done;
  }
  const { run, stages, sources, entities, files, graph, dataDir } = plan;
  await output.line(`run      ${run ?? 'a new one'}: ${stages.join(' → ')}`);
  for (const line of sources.flatMap(extractLines)) await output.line(line);
  for (const line of entities.flatMap((one) => entityLines(one, stages))) await output.line(line);
  if (entities.length === 0 && stages.includes('map')) await output.line('map      what will have been fetched');
  if (graph !== undefined) await output.line(`graph    ${graph}`);
  await output.line(`files    in ${dataDir}: ${files.join(', ')}`);
  output.say('a dry run: nothing was asked, written or loaded');
  return exitCodes.done;
}
