import { type LineEdit, linesOf, unifiedDiff } from './unified-diff.ts';

/** What the `base_model` of a card should say, beside what it says now. */
export interface BaseModelEdit {
  readonly add: readonly string[];
  readonly respell: readonly { readonly from: string; readonly to: string }[];
}

/** A patch of the card, or why there is none: a card is changed only where its form leaves no doubt. */
export type CardPatch = { readonly patch: string } | { readonly problem: string };

const fence = /^\uFEFF?---[ \t]*\r?\n?$/;

/** Writes bases into the front matter of a card. Everything else in the card stays as it is, byte for byte. */
export function patchBaseModels(card: string, edit: BaseModelEdit): CardPatch {
  const lines = linesOf(card);
  const end = lines[0]?.endsWith('\r\n') === true ? '\r\n' : '\n';
  if (lines[0] === undefined || !fence.test(lines[0])) {
    if (/^\s*(?:<!--|---)/.test(card)) return { problem: 'something stands before the front matter' };
    const added = ['---', ...entry(edit.add), '---', ''].map((line) => line + end);
    return edit.respell.length > 0
      ? { problem: 'the card has no front matter' }
      : diff(lines, { at: 0, remove: 0, insert: added });
  }
  const close = lines.findIndex((line, index) => index > 0 && fence.test(line));
  if (close === -1) return { problem: 'the front matter has no end' };
  const keys = lines.slice(0, close).flatMap((line, index) => (/^base_model[ \t]*:/.test(line) ? [index] : []));
  const [key] = keys;
  if (keys.length > 1) return { problem: 'the front matter states base_model twice' };
  if (key === undefined) {
    if (edit.respell.length > 0) return { problem: 'the front matter has no line that starts with base_model' };
    return diff(lines, { at: close, remove: 0, insert: entry(edit.add).map((line) => line + end) });
  }
  return editStated(lines, key, close, edit, end);
}

function diff(lines: readonly string[], edit: LineEdit): CardPatch {
  return { patch: unifiedDiff('README.md', lines, edit) };
}

function entry(bases: readonly string[]): readonly string[] {
  const [only] = bases;
  return bases.length === 1 && only !== undefined
    ? [`base_model: ${scalar(only)}`]
    : ['base_model:', ...bases.map((base) => `- ${scalar(base)}`)];
}

/** Plain where YAML reads it as the same text. */
function scalar(text: string): string {
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** `base_model` is there: a scalar on its line, or a list of one base a line. */
function editStated(
  lines: readonly string[],
  key: number,
  close: number,
  { add, respell }: BaseModelEdit,
  end: string,
): CardPatch {
  const stated = /^base_model[ \t]*:[ \t]*(.*?)[ \t]*\r?\n$/.exec(lines[key] ?? '')?.[1] ?? '';
  let last = key + 1;
  while (last < close && /^(?:[ \t]+\S|-[ \t])/.test(lines[last] ?? '')) last += 1;
  const items = lines.slice(key + 1, last).map((line) => /^[ \t]*-[ \t]+(.*?)[ \t]*\r?\n$/.exec(line)?.[1]);
  if (stated !== '' && items.length > 0) return { problem: 'base_model runs over several lines' };
  const written = stated === '' ? items : [stated];
  const bases: string[] = [];
  for (const one of written) {
    const plain = one === undefined ? undefined : plainScalar(one);
    if (plain === undefined) return { problem: 'base_model is in a form that is not edited' };
    const better = respell.find(({ from }) => from === plain)?.to ?? plain;
    if (!isNothing(better)) bases.push(better);
  }
  const missed = respell.find(({ to }) => !bases.includes(to));
  if (missed !== undefined) return { problem: `the front matter does not say ${missed.from}` };
  const wanted = [...new Set([...bases, ...add])];
  return diff(lines, { at: key, remove: last - key, insert: entry(wanted).map((line) => line + end) });
}

/** The text of a scalar without anchors, comments, or a list or map in flow style. */
function plainScalar(text: string): string | undefined {
  const quoted = /^"([^"\\]*)"$|^'([^']*)'$/.exec(text);
  if (quoted !== null) return quoted[1] ?? quoted[2];
  return /^[^\s[\]{}&*!|>'"%@`#,][^#]*$/.test(text) && !text.includes(': ') ? text : undefined;
}

/** What a card says where it names no base: dropped when a base takes its place. */
function isNothing(text: string): boolean {
  return /^(?:|~|null|none|n\/a|unknown|tbd|todo)$/i.test(text) || /^(?:\.{0,2}\/|~|[a-z]:)/i.test(text);
}
