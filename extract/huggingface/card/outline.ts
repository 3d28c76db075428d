import { type Line, lineAt } from './front-matter.ts';

/** Places are UTF-16 units of the card's text. */
export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  /** As written, without the marks. */
  readonly title: string;
  readonly start: number;
  /** Behind the line, where its text begins. */
  readonly end: number;
}

export interface Fence {
  readonly start: number;
  readonly end: number;
  /** What stands between the fences. */
  readonly codeStart: number;
  readonly codeEnd: number;
}

export interface Outline {
  readonly headings: readonly Heading[];
  /** Blocks of code. */
  readonly fences: readonly Fence[];
  /** Comments, which no reader of the card sees. */
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

/** No card has more; what does is made to cost. */
const mostHeadings = 2000;
const longestTitle = 300;

const heading = /^ {0,3}(#{1,6})[ \t]*(?=[^#\s])(.*)$/s;
const htmlHeading = /^ {0,3}<h([1-6])(?: [^<>]{0,200})?>([^]{1,300})<\/h\1>[ \t]*$/i;
const underline = /^ {0,3}(?:=+|-{2,})[ \t]*$/;

/** Headings, code and comments of Markdown, as far as they tell what belongs to which heading. One pass, line by line. */
export function outlineOf(text: string, from: number): Outline {
  const headings: Heading[] = [];
  const fences: Fence[] = [];
  const comments: { start: number; end: number }[] = [];
  const lastClose = text.lastIndexOf('-->');
  let before: Line | undefined;
  for (let line = lineAt(text, from); line.start < text.length; line = lineAt(text, line.next)) {
    if (line.start === line.end) {
      before = undefined;
      line = { ...line, next: skipLineBreaks(text, line.next) };
      continue;
    }
    const fence = fenceAt(text, line);
    const comment = fence === undefined ? commentAt(text, line, lastClose) : undefined;
    if (fence !== undefined || comment !== undefined) {
      if (fence !== undefined) fences.push(fence);
      else if (comment !== undefined) comments.push(comment);
      const end = fence?.end ?? comment?.end ?? line.next;
      // Goes on behind the line on which the block ends.
      line = { ...line, next: Math.max(line.next, lineAt(text, Math.max(line.start, end - 1)).next) };
      before = undefined;
      continue;
    }
    if (headings.length < mostHeadings) {
      const found = headingAt(text, line, before);
      if (found !== undefined) headings.push(found);
    }
    before = line;
  }
  return { headings, fences, comments };
}

function skipLineBreaks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x0a) at += 1;
  return at;
}

/** A block of code that begins on this line. One that is never closed goes to the end, as in CommonMark. */
function fenceAt(text: string, line: Line): Fence | undefined {
  const mark = fenceMark(text, line);
  if (mark === undefined) return undefined;
  let last: Line = line;
  for (let next = lineAt(text, line.next); next.start < text.length; next = lineAt(text, next.next)) {
    last = next;
    const closing = fenceMark(text, next);
    if (closing === undefined || closing.sign !== mark.sign || closing.count < mark.count || closing.hasInfo) continue;
    return { start: line.start, end: next.end, codeStart: line.next, codeEnd: next.start };
  }
  return { start: line.start, end: last.end, codeStart: line.next, codeEnd: last === line ? line.next : last.next };
}

interface FenceMark {
  readonly sign: string;
  readonly count: number;
  readonly hasInfo: boolean;
}

/** Indented as deep as you like: code in lists is. */
function fenceMark(text: string, { start, end }: Line): FenceMark | undefined {
  let at = start;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at += 1;
  const sign = text[at];
  if (sign !== '`' && sign !== '~') return undefined;
  const from = at;
  while (at < end && text[at] === sign) at += 1;
  const info = text.slice(at, end);
  // Three backticks with one more behind them are code within a line.
  if (at - from < 3 || (sign === '`' && info.includes('`'))) return undefined;
  return { sign, count: at - from, hasInfo: info.trim() !== '' };
}

/** A comment that begins a line and has an end. `lastClose`: where the last of the text ends, so that none is looked for in vain. */
function commentAt(text: string, { start, end }: Line, lastClose: number): { start: number; end: number } | undefined {
  if (
    start > lastClose ||
    !text
      .slice(start, Math.min(end, start + 8))
      .trimStart()
      .startsWith('<!--')
  )
    return undefined;
  const close = text.indexOf('-->', start);
  return close === -1 ? undefined : { start, end: close + 3 };
}

function headingAt(text: string, line: Line, before: Line | undefined): Heading | undefined {
  if (line.end - line.start > longestTitle) return undefined;
  // Most lines are none, and their first sign tells it.
  const sign = firstSign(text, line);
  switch (sign) {
    case '#':
      return numberSigns(text, line);
    case '<':
      return htmlTitle(text, line);
    case '=':
    case '-':
      return before === undefined ? undefined : underlined(text, line, before, sign === '=' ? 1 : 2);
    default:
      return undefined;
  }
}

/** Behind at most three blanks. */
function firstSign(text: string, { start }: Line): string | undefined {
  let at = start;
  while (at < start + 3 && text.charCodeAt(at) === 0x20) at += 1;
  return text[at];
}

function numberSigns(text: string, line: Line): Heading | undefined {
  const written = text.slice(line.start, line.end);
  const [, marks, title = ''] = heading.exec(written) ?? [];
  if (marks === undefined) return undefined;
  // Without a blank it is none by the book, and one by custom: `#Usage`, but not `#1` or `#!`.
  const isByTheBook = /[ \t]/.test(written[written.indexOf('#') + marks.length] ?? '');
  if (!isByTheBook && !/^\p{L}/u.test(title)) return undefined;
  return {
    level: marks.length,
    title: title.replace(/[ \t]#{1,300}[ \t]{0,300}$/, '').trim(),
    start: line.start,
    end: line.next,
  };
}

function htmlTitle(text: string, line: Line): Heading | undefined {
  const [, level, inner] = htmlHeading.exec(text.slice(line.start, line.end)) ?? [];
  if (level === undefined || inner === undefined) return undefined;
  const title = inner.replaceAll(/<[^<>]{0,300}>/g, '').trim();
  return { level: Number(level), title, start: line.start, end: line.next };
}

function underlined(text: string, line: Line, before: Line, level: number): Heading | undefined {
  if (before.end - before.start > longestTitle || !underline.test(text.slice(line.start, line.end))) return undefined;
  const title = text.slice(before.start, before.end).trim();
  // A rule or a table's line is no title.
  if (!/\p{L}/u.test(title) || title.includes('|') || heading.test(title)) return undefined;
  return { level, title, start: before.start, end: line.next };
}

/** Whether a place lies in one of the stretches, which are in order and do not overlap. Asked in order of place. */
export function insideOf(
  stretches: readonly { readonly start: number; readonly end: number }[],
): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while (next < stretches.length && (stretches[next]?.end ?? 0) <= at) next += 1;
    return (stretches[next]?.start ?? Number.POSITIVE_INFINITY) <= at;
  };
}
