import { arxivIdIn } from '../../arxiv/ids.ts';
import {
  type ArxivMention,
  arxivAt,
  type DoiMention,
  doiAt,
  matchAt,
  nothing,
  paperAt,
  type TextPlace,
} from '../../arxiv/paper-mentions.ts';
import { readRepoReference } from '../repo-reference.ts';

export interface RepositoryMention extends TextPlace {
  readonly kind: 'dataset' | 'model';
  readonly id: string;
}
export interface CodeMention extends TextPlace {
  readonly kind: 'code';
  /** `https://github.com/owner/name` */
  readonly url: string;
}

/** Something a text names by an identifier or an address. */
export type Mention = ArxivMention | DoiMention | RepositoryMention | CodeMention;

/** Where to look closer. Every pattern below is bounded, so that the whole takes time in proportion to the text. */
const anchor = /arxiv|ar5iv|alphaxiv|10\.\d{4,9}\/|huggingface\.co\/|hf\.co\/|github\.com\//gi;

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
