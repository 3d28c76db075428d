import { StemmaError } from '../core/errors.ts';
import { selectNodes, type NodeSelection, type SelectableNode } from '../core/node-selection.ts';
import type { SourceDefinition, StageDefinition } from '../../extract/source.ts';

/** What `--select` and `--exclude` say. */
export type StageChoice = NodeSelection;

/** Stages taken without being asked for. */
export function usualStages(source: SourceDefinition): string[] {
  return source.stages.filter((stage) => stage.optional !== true).map((stage) => stage.name);
}

/** An optional stage whose setting is given is like any other. */
function asNodes(source: SourceDefinition, settings: Readonly<Record<string, unknown>>): SelectableNode[] {
  return source.stages.map(({ name, reads, optional, setting }) => {
    const given = setting === undefined ? undefined : settings[setting];
    const isTaken = given !== undefined && given !== false && given !== '';
    return optional === true && !isTaken ? { name, reads, optional } : { name, reads };
  });
}

/**
 * The chosen stages by source, in the source's order. A source without stages is taken unless stages are selected by name.
 * @throws StemmaError STEMMA_USAGE for a stage that does not exist, listing the nearest, and when none is left
 */
export function chooseStages(
  sources: readonly SourceDefinition[],
  settingsOf: (source: string) => Readonly<Record<string, unknown>>,
  choice: StageChoice,
): ReadonlyMap<string, readonly string[]> {
  const nodes = sources.flatMap((source) => asNodes(source, settingsOf(source.name)));
  const chosen = nodes.length === 0 ? new Set<string>() : new Set(selectNodes(nodes, choice));
  const bySource = new Map<string, readonly string[]>();
  for (const source of sources) {
    const stages = source.stages.map((stage) => stage.name).filter((name) => chosen.has(name));
    if (stages.length > 0 || (source.stages.length === 0 && choice.select.length === 0))
      bySource.set(source.name, stages);
  }
  if (bySource.size > 0) return bySource;
  throw new StemmaError('STEMMA_USAGE', 'the sources named have no stages to choose from', { hint: 'stemma sources' });
}

/** Whether these stages begin from nothing, so that what they and others work on is in the run itself. */
export function beginsFromNothing(source: SourceDefinition, chosen: readonly string[]): boolean {
  const read = new Set(source.stages.flatMap((stage) => stage.reads));
  const isOrigin = ({ name, reads }: StageDefinition): boolean => reads.length === 0 && read.has(name);
  return source.stages.length === 0 || source.stages.some((stage) => isOrigin(stage) && chosen.includes(stage.name));
}
