/** Lines `remove` from `at` (0-based) on, replaced by `insert`. Lines carry their own ends. */
export interface LineEdit {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

const context = 3;

/** Lines with their ends: joined they are the text. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** One edit of one file as a patch that `git apply` and `patch -p1` take. */
export function unifiedDiff(path: string, before: readonly string[], { at, remove, insert }: LineEdit): string {
  const from = Math.max(0, at - context);
  const to = Math.min(before.length, at + remove + context);
  const hunk = [
    ...before.slice(from, at).map((line) => marked(' ', line)),
    ...before.slice(at, at + remove).map((line) => marked('-', line)),
    ...insert.map((line) => marked('+', line)),
    ...before.slice(at + remove, to).map((line) => marked(' ', line)),
  ].join('');
  const range = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;
  const sizes = `-${range(from, to - from)} +${range(from, to - from - remove + insert.length)}`;
  return `--- a/${path}\n+++ b/${path}\n@@ ${sizes} @@\n${hunk}`;
}

function marked(mark: ' ' | '-' | '+', line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}
