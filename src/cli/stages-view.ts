import type { SourceDefinition, StageDefinition } from '../../extract/source.ts';

/** Stages with how many steps they are away from the beginning: the longest way counts. */
export function stageLevels(stages: readonly StageDefinition[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  // The table is in an order in which the stages can run, so what a stage reads has its level already.
  for (const { name, reads } of stages)
    levels.set(name, 1 + Math.max(0, ...reads.map((read) => levels.get(read) ?? 0)));
  return levels;
}

/** The graph as text: one paragraph a step, one entry a stage. `→` is what it stores, `←` what it works on. */
export function renderStages(source: SourceDefinition, selected: ReadonlySet<string>, unicode: boolean): string {
  const [left, right, mark] = unicode ? ['←', '→', '●'] : ['<-', '->', '*'];
  const levels = stageLevels(source.stages);
  const lines: string[] = [];
  for (const level of [...new Set(levels.values())].sort((a, b) => a - b)) {
    if (lines.length > 0) lines.push('');
    for (const stage of source.stages.filter(({ name }) => levels.get(name) === level)) {
      const { name, doc, reads, writes, setting } = stage;
      const flag = source.settings.find((one) => one.name === setting)?.flag;
      const how =
        stage.optional === true ? ` (optional: by name${flag === undefined ? '' : `, or with --${flag}`})` : '';
      lines.push(`${selected.has(name) ? mark : ' '} ${name}  ${doc}${how}`);
      if (reads.length > 0) lines.push(`    ${left} ${reads.join(', ')}`);
      if (writes.length > 0) lines.push(`    ${right} ${writes.join(', ')}`);
    }
  }
  return lines.join('\n');
}

/** Stages and what they store as a Mermaid flow chart. */
export function renderStagesMermaid(source: SourceDefinition): string {
  const lines = ['flowchart LR'];
  for (const { name, optional } of source.stages)
    lines.push(optional === true ? `  ${name}(["${name}"])` : `  ${name}`);
  for (const { name, reads } of source.stages) lines.push(...reads.map((read) => `  ${read} --> ${name}`));
  for (const { name, writes } of source.stages)
    lines.push(...writes.map((resource) => `  ${name} -.-> ${resource}_file[("${resource}")]`));
  return lines.join('\n');
}

/** The same as Graphviz DOT. */
export function renderStagesDot(source: SourceDefinition): string {
  const lines = ['digraph stages {', '  rankdir=LR;', '  node [shape=box, fontname="sans-serif"];'];
  for (const { name, optional } of source.stages) lines.push(`  ${name}${optional === true ? ' [style=dashed]' : ''};`);
  for (const resource of new Set(source.stages.flatMap((stage) => stage.writes)))
    lines.push(`  ${resource}_file [label="${resource}", shape=cylinder];`);
  for (const { name, reads } of source.stages) lines.push(...reads.map((read) => `  ${read} -> ${name};`));
  for (const { name, writes } of source.stages)
    lines.push(...writes.map((resource) => `  ${name} -> ${resource}_file [style=dotted];`));
  return [...lines, '}'].join('\n');
}
