import { type ArxivId, arxivIdIn, arxivIdOf } from '../../arxiv/ids.ts';
import { readRepoReference } from '../repo-reference.ts';

/** Places are UTF-16 units of the text. */
interface Place {
  readonly start: number;
  readonly end: number;
}
export interface ArxivMention extends Place, ArxivId {
  readonly kind: 'arxiv';
}
export interface DoiMention extends Place {
  readonly kind: 'doi';
  readonly id: string;
}
export interface RepositoryMention extends Place {
  readonly kind: 'dataset' | 'model';
  readonly id: string;
}
export interface CodeMention extends Place {
  readonly kind: 'code';
  /** `https://github.com/owner/name` */
  readonly url: string;
}

/** Something a text names by an identifier or an address. */
export type Mention = ArxivMention | DoiMention | RepositoryMention | CodeMention;

/** Where to look closer. Every pattern below is bounded, so that the whole takes time in proportion to the text. */
const anchor = /arxiv|ar5iv|alphaxiv|10\.\d{4,9}\/|huggingface\.co\/|hf\.co\/|github\.com\//gi;

/** What was found, and from where to look on: what is refused is not looked through again. */
interface Look {
  readonly mention?: Mention | undefined;
  readonly next: number;
}

/** Identifiers and addresses of papers, repositories of the Hub and source code, in order of place. */
export function* mentionsIn(text: string, from: number): Generator<Mention> {
  anchor.lastIndex = from;
  for (let match = anchor.exec(text); match !== null; match = anchor.exec(text)) {
    const behind = anchor.lastIndex;
    const { mention, next } = lookAt(text, match.index, match[0].toLowerCase());
    if (mention !== undefined) yield mention;
    // Set again: while this waited, the pattern may have been at work elsewhere.
    anchor.lastIndex = Math.max(behind, next);
  }
}

function lookAt(text: string, at: number, word: string): Look {
  if (word.startsWith('10.')) return doiAt(text, at);
  if (word.startsWith('github')) return codeAt(text, at);
  return word.endsWith('.co/') ? hubAt(text, at) : arxivAt(text, at);
}

const arxivAddress =
  /(?:arxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org)\/(?:abs|pdf|html|ps|format|e-print|src)\/[\w./-]{1,60}/iy;
const alphaxivAddress = /alphaxiv\.org\/(?:abs|pdf|overview)\/[\w./-]{1,60}/iy;
const arxivWord =
  /arxiv(?:\s{0,2}[:.-]\s{0,2}|\s{1,2}|\]\s{0,2})((?:[a-z]{2,10}(?:-[a-z]{2,10})?(?:\.[a-z-]{2,10})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,3})?)(?![\d/]|\.\d)/iy;

function arxivAt(text: string, at: number): Look {
  const address = (matchAt(arxivAddress, text, at) ?? matchAt(alphaxivAddress, text, at))?.[0];
  if (address !== undefined) {
    const trimmed = address.replace(/[./_-]{1,10}$/, '');
    return paperAt(at, trimmed.length, address.length, arxivIdIn(trimmed));
  }
  const word = matchAt(arxivWord, text, at);
  return word === null ? nothing(at) : paperAt(at, word[0].length, word[0].length, arxivIdOf(word[1] ?? ''));
}

function paperAt(at: number, length: number, looked: number, found: ArxivId | undefined): Look {
  const next = at + looked;
  return found === undefined ? { next } : { mention: { kind: 'arxiv', ...found, start: at, end: at + length }, next };
}

function nothing(next: number): Look {
  return { next };
}

const doi = /10\.\d{4,9}\/[^\s"'<>|\\^`{}\p{Cc}\p{Cs}]{1,200}/uy;
const endOfDoi = /[.,;:!?*_~)\]]{1,20}$/;

function doiAt(text: string, at: number): Look {
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

const hubAddress = /(?:huggingface\.co|hf\.co)\/[\w./-]{1,200}/iy;
/** First segments that are no account. */
const pages = new Set(
  (
    'spaces papers collections blog docs learn api models organizations organization login join pricing settings new tasks transformers course ' +
    'posts chat chat-ui inference-api inference-endpoints autotrain enterprise brand terms-of-service privacy front metrics languages ' +
    'search welcome support datasets-server hub hub-docs landing avatars notifications auth oauth'
  ).split(' '),
);

function hubAt(text: string, at: number): Look {
  const whole = matchAt(hubAddress, text, at)?.[0];
  if (whole === undefined) return nothing(at);
  const next = at + whole.length;
  if (!beginsHost(text, at)) return nothing(next);
  const written = whole.replace(/[./_-]{1,10}$/, '');
  const [, first = '', ...rest] = written.split('/');
  if (first === 'papers') return paperAt(at, written.length, whole.length, arxivIdIn(written));
  const kind = first === 'datasets' ? 'dataset' : 'model';
  // Files are pictures and downloads, and a lone name may be an account.
  if (rest.length === 0 || pages.has(first.toLowerCase()) || rest.includes('resolve') || rest.includes('raw')) {
    return nothing(next);
  }
  const reference = readRepoReference(written.replace(/\/viewer(?:\/[^]{0,200})?$/, ''), kind);
  if (reference.kind !== 'id' || (kind === 'model' && !reference.id.includes('/'))) return nothing(next);
  return { mention: { kind, id: reference.id, start: at, end: at + written.length }, next };
}

/** A host of which this is the end, `cdn-lfs.huggingface.co`, is another. */
function beginsHost(text: string, at: number): boolean {
  return !/[\w.-]/.test(text.charAt(at - 1)) || /www\.$/i.test(text.slice(Math.max(0, at - 4), at));
}

const host = 'github.com/';
const codeAddress = /github\.com\/([A-Za-z\d][A-Za-z\d-]{0,38})\/([\w.-]{1,100})/iy;
const noOwners = new Set([
  'orgs',
  'topics',
  'features',
  'sponsors',
  'settings',
  'marketplace',
  'about',
  'search',
  'apps',
  'user-attachments',
]);

function codeAt(text: string, at: number): Look {
  const match = matchAt(codeAddress, text, at);
  const owner = match?.[1];
  if (match === null || owner === undefined) return nothing(at);
  const next = at + match[0].length;
  const name = match[2]?.replace(/[.]{1,10}$/, '').replace(/\.git$/, '');
  if (name === undefined || name === '' || !beginsHost(text, at) || noOwners.has(owner.toLowerCase())) {
    return nothing(next);
  }
  const path = `${owner}/${name}`;
  const end = at + host.length + path.length;
  return { mention: { kind: 'code', url: `https://github.com/${path}`, start: at, end }, next };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
