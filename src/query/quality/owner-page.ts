import { aspectsOf, type Kind } from './aspects.ts';
import type { Fault } from './faults.ts';
import type { JudgedThing } from './read-things.ts';

const mostListed = 20;

/** What one owner could state better, as a page to read; it is written and sent nowhere. */
export function ownerPage(owner: string, kind: Kind, things: readonly JudgedThing[], faults: readonly Fault[]): string {
  // How it is stated is said of the Hub's cards alone.
  const isOnHub = owner === 'hf' || owner.startsWith('hf:');
  const parts = [
    `# ${kind === 'models' ? 'Models' : 'Data sets'} of ${text(owner)}: what their cards state`,
    `${things.length} ${kind}, as the sources show them. A gap is no fault: it is what a reader cannot find.`,
    coverageTable(kind, things),
    ...aspectsOf[kind].flatMap((aspect) => {
      const without = things.filter(({ has }) => !has.has(aspect.name)).map(({ id }) => id);
      return without.length === 0
        ? []
        : [
            `## Without ${aspect.title}: ${without.length}`,
            ...(isOnHub ? [`How to state it: ${aspect.fix}.`] : []),
            listOf(without),
          ];
    }),
    ...referencePart('Refers to what nobody describes', things, ({ undescribed }) => undescribed),
    ...referencePart('Refers to what is gone', things, ({ gone }) => gone),
    ...faultPart(faults),
  ];
  return `${parts.join('\n\n')}\n`;
}

function coverageTable(kind: Kind, things: readonly JudgedThing[]): string {
  const rows = aspectsOf[kind].map(({ name, title }) => {
    const have = things.filter(({ has }) => has.has(name)).length;
    return `| ${title} | ${have} of ${things.length} |`;
  });
  return ['| states | how many |', '| --- | ---: |', ...rows].join('\n');
}

function referencePart(
  title: string,
  things: readonly JudgedThing[],
  of: (thing: JudgedThing) => readonly string[],
): readonly string[] {
  const lines = things.flatMap((thing) => of(thing).map((id) => `${thing.id} → ${id}`));
  return lines.length === 0
    ? []
    : [`## ${title}: ${lines.length}`, 'Check the spelling, or the new name.', listOf(lines)];
}

function faultPart(faults: readonly Fault[]): readonly string[] {
  if (faults.length === 0) return [];
  const rows = faults
    .slice(0, mostListed)
    .map(({ id, message, literal = '', pointer, fix }) =>
      [id, message, literal, pointer, fix].map((cell) => text(cell).replaceAll('|', '\\|')).join(' | '),
    );
  return [
    `## Stated, and of no use as it stands: ${faults.length}`,
    [
      '| of | what | written | where | better |',
      '| --- | --- | --- | --- | --- |',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n'),
    ...more(faults.length),
  ];
}

function listOf(items: readonly string[]): string {
  const lines = items.slice(0, mostListed).map((item) => `- ${text(item)}`);
  return [...lines, ...more(items.length)].join('\n');
}

function more(count: number): readonly string[] {
  return count > mostListed ? [`- and ${count - mostListed} more`] : [];
}

/** On one line, and nothing that Markdown or HTML would take for its own. */
function text(value: string): string {
  return value
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*[\]]/g, '\\$&');
}
