import type { EntityBuilder } from '../../entity-builder.ts';
import type { IssueList } from '../../issue-list.ts';
import type { CardText } from './card-text.ts';
import { lineAt } from './front-matter.ts';
import {
  isCitationTitle,
  type SectionProperty,
  sectionOf,
  sectionProperties,
  type SectionWord,
} from './heading-words.ts';
import { insideOf, type Outline } from './outline.ts';
import { clipped, codeText, isInstallation, proseText } from './section-text.ts';

/** A stretch of the card for one property. */
interface Section extends SectionWord {
  /** Of the heading; the text begins at `from`. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

/** What sections are said to. */
interface Target {
  readonly card: CardText;
  readonly outline: Outline;
  readonly entity: EntityBuilder;
  readonly issues: IssueList;
}

/**
 * Sections whose headings say what they hold. Of several for one property the one with the surest heading is taken, then the
 * first; one with nothing but the template's words holds nothing. Without a section that describes the model, the paragraph
 * under the title does.
 */
export function mapSections(target: Target, bodyStart: number): void {
  const all = sectionsOf(target.card.text, target.outline);
  for (const property of sectionProperties) {
    const sections = all.filter((one) => one.property === property).toSorted((a, b) => a.rank - b.rank);
    const said = sections.find((section) => saySection(section, target));
    if (property === 'usageInstructions' && said !== undefined) sayCode(said, target);
    if (property === 'description' && said === undefined) sayOpening(target, bodyStart);
  }
}

/** Deeper headings called "Summary" sum up results. */
const deepestDescription = 3;

function sectionsOf(text: string, { headings }: Outline): readonly Section[] {
  const meanings = headings.map(({ title, level }) => {
    const meaning = sectionOf(title);
    return meaning?.property === 'description' && level > deepestDescription ? undefined : meaning;
  });
  const ends = headings.map(
    ({ title }, i) => meanings[i]?.property ?? (isCitationTitle(title) ? 'citation' : undefined),
  );
  const sections: Section[] = [];
  for (const [i, meaning] of meanings.entries()) {
    const heading = headings[i];
    if (meaning === undefined || heading === undefined) continue;
    // What has a meaning of its own belongs to that, however deep it stands.
    const next = headings.findIndex(
      ({ level }, j) => j > i && (level <= heading.level || (ends[j] !== undefined && ends[j] !== meaning.property)),
    );
    sections.push({ ...meaning, start: heading.start, from: heading.end, end: headings[next]?.start ?? text.length });
  }
  return sections;
}

function saySection({ property, start, from, end }: Section, target: Target): boolean {
  const { card, outline } = target;
  const text = proseText(card.text, from, end, outline.comments);
  return text !== '' && say(property, text, [start, end], target);
}

/** The first block of code that does more than install something. */
function sayCode({ from, end }: Section, target: Target): void {
  const { card, outline } = target;
  for (const { start, end: fenceEnd, codeStart, codeEnd } of outline.fences) {
    if (start < from || fenceEnd > end) continue;
    const code = codeText(card.text, codeStart, codeEnd);
    if (code === '' || isInstallation(code)) continue;
    say('codeSampleSnippet', code, [codeStart, codeEnd], target);
    return;
  }
}

function say(
  property: SectionProperty | 'codeSampleSnippet',
  text: string,
  [start, end]: readonly [number, number],
  { card, entity, issues }: Target,
): boolean {
  const pointer = card.pointer(start, endOfText(card.text, start, end));
  const { value, isCut } = clipped(text);
  if (isCut) issues.inform('section-cut', `the text for ${property} is longer than what is kept of it`, pointer);
  return entity.add(property, value, { method: 'readme-heading', pointer });
}

/** Without the blank lines behind it. */
function endOfText(text: string, start: number, end: number): number {
  let last = end;
  while (last > start + 1 && /\s/.test(text.charAt(last - 1))) last -= 1;
  return last;
}

/** Pictures, badges, tables, quotes, lists, rules and HTML describe nothing. */
const noProse = /^\s{0,40}(?:[!<|>#*+=-]|\[!|\d{1,3}[.)])/;
const fewestWords = 5;
/** What begins later opens nothing. */
const mostLines = 200;

/** The first paragraph of prose under the title, or at the start of a card without one. */
function sayOpening(target: Target, bodyStart: number): void {
  const { card, outline } = target;
  const [title, second] = outline.headings;
  const isUnderTitle = title !== undefined && card.text.slice(bodyStart, title.start).trim() === '';
  if (isUnderTitle && (sectionOf(title.title) !== undefined || isCitationTitle(title.title))) return;
  const from = isUnderTitle ? title.end : bodyStart;
  const end = (isUnderTitle ? second : title)?.start ?? card.text.length;
  let start: number | undefined;
  let looked = 0;
  const isCode = insideOf(outline.fences);
  const isComment = insideOf(outline.comments);
  for (
    let line = lineAt(card.text, from);
    line.start < end && looked < mostLines;
    line = lineAt(card.text, line.next)
  ) {
    looked += 1;
    const isHidden = isCode(line.start) || isComment(line.start);
    const written = isHidden ? '' : card.text.slice(line.start, Math.min(line.end, end));
    if (start === undefined) {
      if (written.trim() !== '' && !noProse.test(written)) start = line.start;
    } else if (written.trim() === '' || line.next >= end) {
      const stop = written.trim() === '' ? line.start : line.end;
      if (sayParagraph(start, stop, target)) return;
      start = undefined;
    }
  }
  if (start !== undefined && looked < mostLines) sayParagraph(start, end, target);
}

function sayParagraph(start: number, end: number, target: Target): boolean {
  const text = proseText(target.card.text, start, end, []);
  return text.split(/\s/, fewestWords).length >= fewestWords && say('description', text, [start, end], target);
}
