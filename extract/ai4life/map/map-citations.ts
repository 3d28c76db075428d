import { mintArxivPaper, mintDoi } from '../../../ontology/iri.ts';
import { arxivIdIn, arxivIdText } from '../../arxiv/ids.ts';
import { cutText } from '../../cut-text.ts';
import type { Found } from '../../found.ts';
import type { Place } from '../../place.ts';
import type { ArtifactRecord } from './artifact-record.ts';

/** `cite`: works by DOI or arXiv number, with the role the description gives each as its literal; others stay words. */
export function mapCitations(record: ArtifactRecord): void {
  const list = record.artifact.manifest.at('cite');
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) return record.issues.wrongShape('a list of citations', list.pointer, list.value);
  for (const cite of list.elements()) mapCitation(record, cite);
}

function mapCitation(record: ArtifactRecord, cite: Place): void {
  const isText = typeof cite.value === 'string';
  const text = record.text(isText ? cite : cite.at('text'));
  const doi = isText ? undefined : record.text(cite.at('doi'));
  const url = isText ? undefined : record.text(cite.at('url'));
  const paper = (doi === undefined ? undefined : paperOf(doi)) ?? (url === undefined ? undefined : paperOf(url));
  if (doi !== undefined && paperOf(doi) === undefined)
    record.issues.warn('not-a-doi', 'this is no DOI', doi.pointer, doi.value);
  if (paper !== undefined) {
    const literal = text?.value ?? paper.literal;
    record.state('citation', paper.iri, paper.pointer, literal === undefined ? {} : { literal });
    return;
  }
  const words = [text?.value, url?.value].filter((one) => one !== undefined).join(' ');
  const pointer = text?.pointer ?? url?.pointer;
  if (words !== '' && pointer !== undefined)
    record.state('citationText', cutText({ value: words, pointer }, record.issues), pointer);
}

interface Paper {
  readonly iri: string;
  readonly pointer: string;
  readonly literal: string | undefined;
}

const doiForm = /^(?:doi:\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/)?(10\.\d{4,9}\/[^\s"<>]+)$/i;

/** Bare, with `doi:` or as an address; of arXiv by its number too. */
function paperOf({ value, pointer }: Found<string>): Paper | undefined {
  const arxiv = arxivIdIn(value);
  if (arxiv !== undefined) return { iri: mintArxivPaper(arxivIdText(arxiv)), pointer, literal: value };
  const doi = doiForm.exec(value)?.[1]?.replace(/[.,;)]+$/, '');
  if (doi === undefined) return undefined;
  return { iri: mintDoi(unescaped(doi)), pointer, literal: doi === value ? undefined : value };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
