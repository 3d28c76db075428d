import {
  domainLabels,
  domainRelationshipTypes,
  entityOf,
  propertyOf,
  propertyOfType,
  provenanceLabels,
  relationshipTypes,
} from './model.ts';
import { compactTerm } from './namespaces.ts';

interface Group {
  /** First class it may point at, and how many others. */
  readonly target: string;
  readonly others: number;
  readonly lines: readonly string[];
}

interface Box {
  readonly label: string;
  readonly groups: readonly Group[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly column: number;
}

const [width, gap, between, margin] = [318, 118, 26, 24] as const;
const [header, line, pad] = [40, 15, 7] as const;
const lettersPerLine = 42;
/** Said of every class. */
const ofAll = 'redirectsTo';

/**
 * All classes with their relationships as one SVG picture: a box for each class, in it what it points at and by which
 * relationships, and a curve to each class that is pointed at first. Drawn from the declarations alone, so the same
 * declarations give the same bytes.
 */
export function schemaSvg(): string {
  const boxes = placed();
  const byLabel = new Map(boxes.map((box) => [box.label, box]));
  const right = Math.max(...boxes.map(({ x }) => x + width)) + 2 * margin;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin;
  const colours = new Map(boxes.map(({ label }, index) => [label, `hsl(${(index * 137) % 360} 55% 38%)`]));
  const curves = boxes.flatMap((box) =>
    box.groups.flatMap((group, index) => {
      const target = byLabel.get(group.target);
      if (target === undefined || target === box) return [];
      return [curve(box, rowMiddle(box, index), target, colours.get(group.target) ?? '')];
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" width="${right}" height="${bottom}" font-family="DejaVu Sans, Verdana, Helvetica, sans-serif" font-size="10.5">`,
    '<title>Classes and relationships of the graph</title>',
    `<rect width="${right}" height="${bottom}" fill="#ffffff"/>`,
    ...curves,
    ...boxes.map((box) => boxSvg(box, colours)),
    ...noteSvg(boxes),
    '</svg>',
    '',
  ].join('\n');
}

/** What is said of every class stands once, below the classes of provenance. */
function noteSvg(boxes: readonly Box[]): readonly string[] {
  const last = boxes.at(-1);
  if (last === undefined) return [];
  const notes = ['Every thing → Description by DESCRIBED_BY,', 'and → the same class by REDIRECTS_TO.'];
  return notes.map((text, index) => {
    const y = last.y + last.height + between + index * line;
    return `<text x="${last.x}" y="${y}" fill="#333333">${text}</text>`;
  });
}

function groupsOf(label: string, types: readonly string[]): readonly Group[] {
  const found = new Map<string, { target: string; others: number; types: string[] }>();
  for (const type of types) {
    const property = propertyOfType(type) ?? '';
    const [target, ...others] = propertyOf(label, property)?.targets ?? [];
    if (target === undefined || property === ofAll) continue;
    const key = `${target} ${others.length}`;
    const held = found.get(key);
    if (held === undefined) found.set(key, { target, others: others.length, types: [type] });
    else held.types.push(type);
  }
  return [...found.values()].map(({ target, others, types: held }) => ({ target, others, lines: wrapped(held) }));
}

function wrapped(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 2 <= lettersPerLine)
      lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Columns from what points at much to what is pointed at; provenance stands in the last one. */
function placed(): readonly Box[] {
  const boxes: Box[] = [];
  const columns: (readonly string[])[] = [[], [], [], []];
  const domain = domainLabels.map((label) => ({ label, groups: groupsOf(label, domainRelationshipTypes) }));
  const inColumn = (test: (groups: number) => boolean): readonly string[] =>
    domain.filter(({ groups }) => test(groups.length)).map(({ label }) => label);
  columns[0] = inColumn((groups) => groups > 4);
  columns[1] = inColumn((groups) => groups > 1 && groups <= 4);
  columns[2] = inColumn((groups) => groups <= 1);
  columns[3] = provenanceLabels;
  for (const [column, labels] of columns.entries()) {
    let y = margin;
    for (const label of labels) {
      const types = provenanceLabels.includes(label) ? relationshipTypes : domainRelationshipTypes;
      const groups = groupsOf(label, types);
      const height = header + groups.reduce((sum, group) => sum + heightOf(group), 0) + pad;
      boxes.push({ label, groups, x: margin + column * (width + gap), y, height, column });
      y += height + between;
    }
  }
  return boxes;
}

function heightOf({ lines }: Group): number {
  return (lines.length + 1) * line + pad;
}

/** Where the name of a group's target stands. */
function rowMiddle({ y, groups }: Box, index: number): number {
  return y + header + groups.slice(0, index).reduce((sum, group) => sum + heightOf(group), 0) + pad + line / 2;
}

function curve(from: Box, y: number, to: Box, colour: string): string {
  const end = to.y + header / 2;
  const isRight = to.column > from.column;
  const isSame = to.column === from.column;
  const startX = isRight || isSame ? from.x + width : from.x;
  const endX = isRight ? to.x : to.x + width;
  const bend = isSame ? 46 : (endX - startX) / 2;
  const [c1, c2] = isSame ? [startX + bend, endX + bend] : [startX + bend, endX - bend];
  const tip = isRight ? -7 : 7;
  return [
    `<path d="M ${startX} ${y} C ${c1} ${y} ${c2} ${end} ${endX + tip} ${end}" fill="none" stroke="${colour}" stroke-width="1.1" opacity="0.65"/>`,
    `<path d="M ${endX} ${end} l ${tip} -4 v 8 z" fill="${colour}"/>`,
  ].join('');
}

function boxSvg(box: Box, colours: ReadonlyMap<string, string>): string {
  const { label, groups, x, y, height } = box;
  const colour = colours.get(label) ?? '';
  const texts = groups.flatMap((group, index) => {
    const top = rowMiddle(box, index);
    const more = group.others === 0 ? '' : ` or ${group.others} more`;
    const name = group.target === label ? 'itself' : group.target;
    return [
      `<text x="${x + 12}" y="${top + 4}" fill="${colours.get(group.target) ?? '#333'}" font-weight="bold">→ ${name}${more}</text>`,
      ...group.lines.map(
        (text, at) => `<text x="${x + 24}" y="${top + 4 + (at + 1) * line}" fill="#333333">${text}</text>`,
      ),
    ];
  });
  return [
    `<g id="picture-${label}"><rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="#ffffff" stroke="${colour}" stroke-width="1.4"/>`,
    `<path d="M ${x} ${y + header - 4} h ${width}" stroke="${colour}" stroke-width="0.8"/>`,
    `<text x="${x + 12}" y="${y + 17}" font-size="13" font-weight="bold" fill="${colour}">${label}</text>`,
    `<text x="${x + 12}" y="${y + 30}" font-size="9" fill="#666666">${compactTerm(entityOf(label)?.iri ?? '')}</text>`,
    ...texts,
    '</g>',
  ].join('\n');
}
