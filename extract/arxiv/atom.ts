import type { ByteRange } from '../../src/core/json-scan.ts';
import { readXml, type XmlElement, type XmlProblem } from '../xml.ts';
import { type ArxivId, arxivIdOf } from './ids.ts';

/** A text of an entry, and where its element stands in the answer. */
export interface AtomText {
  readonly text: string;
  readonly range: ByteRange;
}

/** One entry of an answer of arXiv's query API. */
export interface AtomEntry {
  readonly range: ByteRange;
  /** The whole address: `http://arxiv.org/abs/1605.08386v1`. */
  readonly id: AtomText | undefined;
  /** The paper it describes; none for an error. */
  readonly paper: ArxivId | undefined;
  readonly title: AtomText | undefined;
  readonly summary: AtomText | undefined;
  readonly published: AtomText | undefined;
  readonly updated: AtomText | undefined;
  readonly comment: AtomText | undefined;
  readonly journal: AtomText | undefined;
  /** Of the publisher's own. */
  readonly dois: readonly AtomText[];
  readonly primaryCategory: AtomText | undefined;
  readonly categories: readonly AtomText[];
  /** In the order of the paper. */
  readonly authors: readonly AtomText[];
}

export interface AtomFeed {
  readonly entries: readonly AtomEntry[];
  /** Papers that the whole answer has, by its own word. */
  readonly total: number | undefined;
}

/** An answer of the query API. Total: what cannot be read gives the reason. */
export function readFeed(bytes: Buffer): AtomFeed | XmlProblem {
  const root = readXml(bytes);
  if ('problem' in root) return root;
  if (root.name !== 'feed') return { problem: `the document is <${root.name.slice(0, 80)}> and no Atom feed` };
  const entries = root.children.filter(({ name }) => name === 'entry').map(readEntry);
  const total = /^\s*(\d{1,9})\s*$/.exec(child(root, 'opensearch:totalResults')?.text ?? '')?.[1];
  return { entries, total: total === undefined ? undefined : Number(total) };
}

function readEntry(entry: XmlElement): AtomEntry {
  const id = textOf(child(entry, 'id'));
  return {
    range: entry.range,
    id,
    paper: id === undefined ? undefined : paperOf(id.text),
    title: textOf(child(entry, 'title')),
    summary: textOf(child(entry, 'summary')),
    published: textOf(child(entry, 'published')),
    updated: textOf(child(entry, 'updated')),
    comment: textOf(child(entry, 'arxiv:comment')),
    journal: textOf(child(entry, 'arxiv:journal_ref')),
    dois: children(entry, 'arxiv:doi').flatMap(present),
    primaryCategory: termOf(child(entry, 'arxiv:primary_category')),
    categories: children(entry, 'category').flatMap((one) => termOf(one) ?? []),
    authors: children(entry, 'author').flatMap((one) => textOf(child(one, 'name')) ?? []),
  };
}

/** arXiv names its papers by the address of their page; errors have addresses under `/api/errors`. */
function paperOf(address: string): ArxivId | undefined {
  const number = /^https?:\/\/(?:export\.)?arxiv\.org\/abs\/([^\s?#]+)$/i.exec(address)?.[1];
  return number === undefined ? undefined : arxivIdOf(number);
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((one) => one.name === name);
}

function children(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((one) => one.name === name);
}

function textOf(element: XmlElement | undefined): AtomText | undefined {
  return element === undefined ? undefined : present(element)[0];
}

/** White space is layout here: a title is broken over lines as the file needs it. */
function present({ text, range }: XmlElement): readonly AtomText[] {
  const words = text.replaceAll(/\s+/g, ' ').trim();
  return words === '' ? [] : [{ text: words, range }];
}

function termOf(element: XmlElement | undefined): AtomText | undefined {
  const term = element?.attributes.get('term')?.trim();
  return element === undefined || term === undefined || term === '' ? undefined : { text: term, range: element.range };
}
