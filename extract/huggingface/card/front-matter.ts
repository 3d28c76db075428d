/** Where the front matter of a card stands. Places are UTF-16 units of the text. */
export interface FrontMatter {
  /** Of the line `---` that opens it. */
  readonly start: number;
  /** From behind that line to before the line that closes it; without one, to the last line that can be YAML. */
  readonly yamlStart: number;
  readonly yamlEnd: number;
  /** Where the prose begins. */
  readonly bodyStart: number;
  readonly closed: boolean;
  /** Behind a comment: the Hub takes it only when nothing but white space is before it. */
  readonly late: boolean;
}

/**
 * The Hub's rule, and a little more: white space may come before the first `---`, blanks may follow it, comments may come
 * before it, and the end may be missing. A rule drawn somewhere below is no front matter.
 */
export function findFrontMatter(text: string): FrontMatter | undefined {
  const { at, late } = skipToFirstLine(text);
  const opening = lineAt(text, at);
  if (!isMark(text, opening)) return undefined;
  const yamlStart = opening.next;
  const closing = findMark(text, yamlStart, 0) ?? findMark(text, yamlStart, mostIndent);
  if (closing !== undefined) {
    return { start: at, yamlStart, yamlEnd: closing.start, bodyStart: closing.next, closed: true, late };
  }
  const yamlEnd = endOfYaml(text, yamlStart);
  return { start: at, yamlStart, yamlEnd, bodyStart: yamlEnd, closed: false, late };
}

/** A mark that closes is looked for at the start of a line, and only where there is none, behind a few blanks. */
const mostIndent = 3;

function findMark(text: string, from: number, mostBlanks: number): Line | undefined {
  for (let at = text.indexOf('---', from); at !== -1;) {
    const line = lineAt(text, Math.max(from, text.lastIndexOf('\n', at) + 1));
    if (at - line.start <= mostBlanks && isMark(text, line)) return line;
    at = text.indexOf('---', line.next);
  }
  return undefined;
}

export interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Behind it. */
  readonly next: number;
}

export function lineAt(text: string, start: number): Line {
  const at = text.indexOf('\n', start);
  if (at === -1) return { start, end: text.length, next: text.length };
  return { start, end: at > start && text.charCodeAt(at - 1) === 0x0d ? at - 1 : at, next: at + 1 };
}

/** `---` alone, but for blanks around it. */
function isMark(text: string, { start, end }: Line): boolean {
  return end - start < longestLine && text.slice(start, end).trim() === '---';
}

const longestLine = 1000;

/** Behind the byte order mark, blank lines and comments. */
function skipToFirstLine(text: string): { readonly at: number; readonly late: boolean } {
  let late = false;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    const line = lineAt(text, at);
    const isComment = text.startsWith('<!--', at);
    const end = isComment ? text.indexOf('-->', at) : -1;
    if (end !== -1) {
      const rest = lineAt(text, end + 3);
      if (text.slice(rest.start, rest.end).trim() !== '') return { at, late };
      late = true;
      at = rest.next;
    } else if (line.start < text.length && text.slice(line.start, line.end).trim() === '') {
      at = line.next;
    } else {
      return { at, late };
    }
    if (at >= text.length) return { at: text.length, late };
  }
}

/** What a line of a mapping begins with, when it does not go on with the line before. */
const newKey = /^(?:["']?[A-Za-z_][\w -]{0,60}["']?[ \t]{0,8}:(?:[ \t]|$)|-(?:[ \t]|$)|[ \t]|[\]}]|$)/;

/** A mapping whose end nobody marked ends with the first line that neither belongs to one nor begins one. */
function endOfYaml(text: string, from: number): number {
  let end = from;
  for (let line = lineAt(text, from); line.start < text.length; line = lineAt(text, line.next)) {
    const begin = text.slice(line.start, Math.min(line.end, line.start + 100));
    if (!newKey.test(begin)) break;
    if (begin.trim() !== '') end = line.next;
  }
  return end;
}
