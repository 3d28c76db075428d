import { type ArxivId, arxivIdIn, arxivIdOf } from './ids.ts';

/** Places are UTF-16 units of the text. */
export interface TextPlace {
  readonly start: number;
  readonly end: number;
}
export interface ArxivMention extends TextPlace, ArxivId {
  readonly kind: 'arxiv';
}
export interface DoiMention extends TextPlace {
  readonly kind: 'doi';
  readonly id: string;
}
/** A paper that a text names. */
export type PaperMention = ArxivMention | DoiMention;

/** What was found, and from where to look on: what is refused is not looked through again. */
export interface PaperLook {
  readonly mention?: PaperMention | undefined;
  readonly next: number;
}

/** Where to look closer. Every pattern below is bounded, so that the whole takes time in proportion to the text. */
const anchor = /arxiv|ar5iv|alphaxiv|10\.\d{4,9}\//gi;

/** Papers that a text names by arXiv id or DOI, in order of place. */
export function papersIn(text: string): readonly PaperMention[] {
  const found: PaperMention[] = [];
  const anchors = new RegExp(anchor);
  for (let match = anchors.exec(text); match !== null; match = anchors.exec(text)) {
    const { mention, next } = match[0].startsWith('10.') ? doiAt(text, match.index) : arxivAt(text, match.index);
    if (mention !== undefined) found.push(mention);
    anchors.lastIndex = Math.max(anchors.lastIndex, next);
  }
  return found;
}

const arxivAddress =
  /(?:arxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org)\/(?:abs|pdf|html|ps|format|e-print|src)\/[\w./-]{1,60}/iy;
const alphaxivAddress = /alphaxiv\.org\/(?:abs|pdf|overview)\/[\w./-]{1,60}/iy;
const arxivWord =
  /arxiv(?:\s{0,2}[:.-]\s{0,2}|\s{1,2}|\]\s{0,2})((?:[a-z]{2,10}(?:-[a-z]{2,10})?(?:\.[a-z-]{2,10})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,3})?)(?![\d/]|\.\d)/iy;

export function arxivAt(text: string, at: number): PaperLook {
  const address = (matchAt(arxivAddress, text, at) ?? matchAt(alphaxivAddress, text, at))?.[0];
  if (address !== undefined) {
    const trimmed = address.replace(/[./_-]{1,10}$/, '');
    return paperAt(at, trimmed.length, address.length, arxivIdIn(trimmed));
  }
  const word = matchAt(arxivWord, text, at);
  return word === null ? nothing(at) : paperAt(at, word[0].length, word[0].length, arxivIdOf(word[1] ?? ''));
}

export function paperAt(at: number, length: number, looked: number, found: ArxivId | undefined): PaperLook {
  const next = at + looked;
  return found === undefined ? { next } : { mention: { kind: 'arxiv', ...found, start: at, end: at + length }, next };
}

export function nothing(next: number): PaperLook {
  return { next };
}

const doi = /10\.\d{4,9}\/[^\s"'<>|\\^`{}\p{Cc}\p{Cs}]{1,200}/uy;
const endOfDoi = /[.,;:!?*_~)\]]{1,20}$/;

export function doiAt(text: string, at: number): PaperLook {
  const written = matchAt(doi, text, at)?.[0];
  if (written === undefined) return nothing(at);
  const next = at + written.length;
  if (/[\w.]/.test(text.charAt(at - 1))) return nothing(next);
  // In Markdown a link ends with its parenthesis; a DOI may have pairs of them inside.
  const id = written
    .slice(0, unbalanced(written))
    .replace(/\.svg$/i, '')
    .replace(endOfDoi, (marks) => (marks.startsWith(')') ? ')' : ''));
  if (id.length - id.indexOf('/') < 3) return nothing(next);
  const paper = arxivIdIn(id);
  if (paper !== undefined) return paperAt(at, id.length, id.length, paper);
  return { mention: { kind: 'doi', id, start: at, end: at + id.length }, next: at + id.length };
}

/** Where a parenthesis or bracket closes that was not opened. */
function unbalanced(text: string): number {
  let [round, square] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (sign === '(') round += 1;
    else if (sign === '[') square += 1;
    else if (sign === ')') round -= 1;
    else if (sign === ']') square -= 1;
    if (round < 0 || square < 0) return i;
  }
  return text.length;
}

/** A sticky pattern at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
