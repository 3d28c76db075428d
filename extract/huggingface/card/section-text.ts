import { mask } from '../../../src/core/redact.ts';

/** Of one value, in UTF-16 units. */
const longest = 4096;
/** What is looked through to find that much. */
const longestLook = 4 * longest;

/** What template and training scripts leave where nothing was filled in. */
const placeholder = /\[\s{0,4}more information needed\s{0,4}\]|\{\{[^{}]{0,300}\}\}/i;
const placeholderLine =
  /^[\s*_>-]{0,20}(?:more information needed|todo|tbd|tba|n\/a|coming soon|wip|none|\.{3}|…)[\s.!_*]{0,20}$/i;
/** Sentences of the Hub's templates, the same whatever the model. */
const templateLine =
  /^[\s*_>-]{0,20}(?:use the code below to get started with the model|users \(both direct and downstream\) should be made aware of the|this modelcard aims to be a base template for new models|this is the model card of a 🤗 transformers model that has been pushed)/iu;
const headingLine = /^ {0,3}#{1,6}/;

/** The text of a section as written, without comments and without what was never filled in; empty when nothing is left. */
export function proseText(
  text: string,
  from: number,
  end: number,
  comments: readonly { readonly start: number; readonly end: number }[],
): string {
  const stop = Math.min(end, from + longestLook);
  let written = '';
  let at = from;
  for (const comment of comments) {
    if (comment.end <= at || comment.start >= stop) continue;
    written += text.slice(at, Math.max(at, comment.start));
    at = comment.end;
  }
  written += text.slice(at, Math.max(at, stop));
  const lines = written.split(/\r?\n/).filter((line) => !isPlaceholder(line));
  const says = lines.some((line) => !headingLine.test(line) && /[\p{L}\p{N}]/u.test(line));
  return says
    ? withoutTokens(
        lines
          .join('\n')
          .replaceAll(/\n{3,}/g, '\n\n')
          .trim(),
      )
    : '';
}

function isPlaceholder(line: string): boolean {
  return line.length < 500 && (placeholder.test(line) || placeholderLine.test(line) || templateLine.test(line));
}

/** Indents are part of it, blank lines around it are not. */
export function codeText(text: string, from: number, end: number): string {
  const lines = text
    .slice(from, Math.min(end, from + longestLook))
    .replaceAll('\r\n', '\n')
    .split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  return first === -1 ? '' : withoutTokens(lines.slice(first).join('\n').trimEnd());
}

const installing =
  /^\s{0,20}(?:[$!%>#]\s{0,4})?(?:pip3?|python3? -m pip|conda|mamba|uv|apt(?:-get)?|brew|npm|git|cd|sudo)\s/;

export function isInstallation(code: string): boolean {
  return code.split('\n').every((line) => line.trim() === '' || installing.test(line));
}

/** Authors leave access tokens in their examples. They stay in the bytes received and go no further. */
const token = /\bhf_[A-Za-z0-9]{30,64}\b/g;

function withoutTokens(text: string): string {
  return text.replaceAll(token, mask);
}

/** At most so much, cut where a line or a word ends when one does near by. */
export function clipped(text: string): { readonly value: string; readonly isCut: boolean } {
  if (text.length <= longest) return { value: text, isCut: false };
  const last = text.charCodeAt(longest - 1);
  const whole = text.slice(0, last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest);
  const gap = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf(' '));
  return { value: `${whole.slice(0, gap > longest / 2 ? gap : whole.length).trimEnd()} …`, isCut: true };
}
