import type { XmlProblem } from '../xml.ts';
import { type AtomEntry, readFeed } from './atom.ts';
import { type ArxivId, arxivIdOf } from './ids.ts';

export const arxivBaseUrl = 'https://export.arxiv.org';
/** arXiv takes up to 2,000; a hundred keep an answer at some 300 KB and a failure cheap. */
export const mostIdsAtOnce = 100;

/** One request for the newest version of each paper. `base` may carry a path, and may be the address of the API itself. */
export function queryUrl(base: string, ids: readonly string[]): string {
  const address = base.replace(/\/+$/, '').replace(/\/api(?:\/query)?$/, '');
  // Ids have no character that a query would have to escape. Ten results are the default.
  return `${address}/api/query?id_list=${ids.join(',')}&max_results=${ids.length}`;
}

/** Batches of papers, each once, by code point, so that the same papers are always asked for by the same requests. */
export function planBatches(ids: Iterable<string>, size: number = mostIdsAtOnce): readonly (readonly string[])[] {
  const sorted = [...new Set(ids)].sort();
  const batches: (readonly string[])[] = [];
  for (let at = 0; at < sorted.length; at += size) batches.push(sorted.slice(at, at + size));
  return batches;
}

export type QueryAnswer =
  | {
      readonly kind: 'page';
      /** Of the papers it describes, without version. */
      readonly found: ReadonlySet<string>;
      /** Entries that are missing by its own count. */
      readonly cut: number;
    }
  /** arXiv refuses the request for one of its ids; `id` is the one it names. */
  | { readonly kind: 'refused'; readonly id: string | undefined; readonly reason: string }
  /** `tooMuch`: asking again gives the same, asking for less may not. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly tooMuch: boolean };

/** What came back for a batch. An error may have status 400, or 200 as the old service has it. */
export function readAnswer(status: number, body: Buffer): QueryAnswer {
  const feed = status === 200 || status === 400 ? readFeed(body) : unexpected(status);
  // A 400 is about what was asked, however it is put.
  if ('problem' in feed && status === 400) return { kind: 'refused', id: undefined, reason: feed.problem };
  if ('problem' in feed) return { kind: 'unreadable', reason: feed.problem, tooMuch: feed.tooMuch === true };
  const error = feed.entries.find(isError);
  if (error !== undefined) return { kind: 'refused', id: refusedId(error), reason: error.summary?.text ?? 'Error' };
  if (status !== 200) return { kind: 'refused', id: undefined, reason: `status ${status}` };
  const found = new Set(feed.entries.flatMap(({ paper }) => paper?.id ?? []));
  return { kind: 'page', found, cut: Math.max(0, (feed.total ?? 0) - feed.entries.length) };
}

function unexpected(status: number): XmlProblem {
  return { problem: `arXiv answered with status ${status}` };
}

/** An entry that tells of an error: by its address, or by its title where nothing names a paper; a paper may be called so. */
export function isError({ id, paper, title }: AtomEntry): boolean {
  return paper === undefined && (id?.text.includes('/api/errors') === true || title?.text === 'Error');
}

function refusedId({ id }: AtomEntry): string | undefined {
  return /#incorrect_id_format_for_(\S+)$/.exec(id?.text ?? '')?.[1];
}

/** The papers behind texts, without version; texts that can name none. */
export function readIds(texts: Iterable<string>): {
  readonly ids: ReadonlySet<string>;
  readonly refused: readonly string[];
} {
  const ids = new Set<string>();
  const refused = new Set<string>();
  for (const text of texts) {
    const paper: ArxivId | undefined = arxivIdOf(text);
    if (paper === undefined) refused.add(text);
    else ids.add(paper.id);
  }
  return { ids, refused: [...refused].sort() };
}
