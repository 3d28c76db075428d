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

/** Identifiers and addresses of papers, repositories of the Hub and source code, in order of place. */
export function* mentionsIn(text: string, from: number): Generator<Mention> {
  anchor.lastIndex = from;
  for (let match = anchor.exec(text); match !== null; match = anchor.exec(text)) {
    const next = anchor.lastIndex;
    const found = mentionAt(text, match.index, match[0].toLowerCase());
    // The generator may be left and the pattern used by another before it goes on.
    if (found !== undefined) yield found;
    anchor.lastIndex = Math.max(next, found?.end ?? 0);
  }
}

function mentionAt(text: string, at: number, word: string): Mention | undefined {
  if (word.startsWith('10.')) return doiAt(text, at);
  if (word.startsWith('github')) return codeAt(text, at);
  if (word.endsWith('.co/')) return hubAt(text, at);
  return arxivAt(text, at);
}

const arxivAddress =
  /(?:arxiv\.org|ar5iv(?:\.labs\.arxiv)?\.org)\/(?:abs|pdf|html|ps|format|e-print|src)\/[\w./-]{1,60}/iy;
const alphaxivAddress = /alphaxiv\.org\/(?:abs|pdf|overview)\/[\w./-]{1,60}/iy;
const arxivWord =
  /arxiv(?:\s{0,2}[:.-]\s{0,2}|\s{1,2}|\]\s{0,2})((?:[a-z]{2,10}(?:-[a-z]{2,10})?(?:\.[a-z-]{2,10})?\/\d{7}|\d{4}\.\d{4,5})(?:v\d{1,3})?)(?![\d/]|\.\d)/iy;

function arxivAt(text: string, at: number): Mention | undefined {
  const address = (matchAt(arxivAddress, text, at) ?? matchAt(alphaxivAddress, text, at))?.[0];
  if (address !== undefined) return arxivOf(address, at);
  const word = matchAt(arxivWord, text, at);
  const id = word?.[1];
  if (word === null || id === undefined) return undefined;
  const found = arxivIdOf(id);
  return found === undefined ? undefined : { kind: 'arxiv', ...found, start: at, end: at + word[0].length };
}

/** The address, or what is left of it without the marks of a sentence behind it. */
function arxivOf(address: string, at: number): Mention | undefined {
  const trimmed = address.replace(/[./_-]{1,10}$/, '');
  const found = arxivIdIn(trimmed);
  return found === undefined ? undefined : { kind: 'arxiv', ...found, start: at, end: at + trimmed.length };
}

const doi = /10\.\d{4,9}\/[^\s"'<>|\\^`{}\p{Cc}\p{Cs}]{1,200}/uy;
const endOfDoi = /[.,;:!?*_~)\]]{1,20}$/;

function doiAt(text: string, at: number): Mention | undefined {
  if (/[\w.]/.test(text.charAt(at - 1))) return undefined;
  const written = matchAt(doi, text, at)?.[0];
  if (written === undefined) return undefined;
  // In Markdown a link ends with its parenthesis; a DOI may have pairs of them inside.
  const balanced = written.slice(0, unbalanced(written));
  const id = balanced.replace(/\.svg$/i, '').replace(endOfDoi, (marks) => (marks.startsWith(')') ? ')' : ''));
  if (id.length - id.indexOf('/') < 3) return undefined;
  const paper = arxivIdIn(id);
  const place = { start: at, end: at + id.length };
  return paper === undefined ? { kind: 'doi', id, ...place } : { kind: 'arxiv', ...paper, ...place };
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

function hubAt(text: string, at: number): Mention | undefined {
  // A host of which this is the end, `cdn-lfs.huggingface.co`, is another.
  if (/[\w.-]/.test(text.charAt(at - 1)) && !/www\.$/i.test(text.slice(Math.max(0, at - 4), at))) return undefined;
  const written = matchAt(hubAddress, text, at)?.[0].replace(/[./_-]{1,10}$/, '');
  if (written === undefined) return undefined;
  const [, first = '', ...rest] = written.split('/');
  const place = { start: at, end: at + written.length };
  if (first === 'papers') {
    const paper = arxivIdIn(written);
    return paper === undefined ? undefined : { kind: 'arxiv', ...paper, ...place };
  }
  // Files are pictures and downloads, and a lone name may be an account.
  if (rest.some((part) => part === 'resolve' || part === 'raw')) return undefined;
  if (first === 'datasets' ? rest.length === 0 || rest[0] === '' : pages.has(first.toLowerCase()) || rest.length === 0)
    return undefined;
  const kind = first === 'datasets' ? 'dataset' : 'model';
  const reference = readRepoReference(written, kind);
  if (reference.kind !== 'id' || (kind === 'model' && !reference.id.includes('/'))) return undefined;
  return { kind, id: reference.id, ...place };
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

function codeAt(text: string, at: number): Mention | undefined {
  if (/[\w.-]/.test(text.charAt(at - 1)) && !/www\.$/i.test(text.slice(Math.max(0, at - 4), at))) return undefined;
  const match = matchAt(codeAddress, text, at);
  const owner = match?.[1];
  const name = match?.[2]?.replace(/[.]{1,10}$/, '').replace(/\.git$/, '');
  if (match === null || owner === undefined || name === undefined || name === '' || noOwners.has(owner.toLowerCase()))
    return undefined;
  const path = `${owner}/${name}`;
  return { kind: 'code', url: `https://github.com/${path}`, start: at, end: at + host.length + path.length };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
