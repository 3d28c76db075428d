import { mintArxivPaper, mintDoi } from '../../ontology/iri.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { bytesPointer } from '../../src/core/locate.ts';
import { EntityBuilder, type Witness } from '../entity-builder.ts';
import { isUtcDateTime } from '../iso-date.ts';
import { IssueList } from '../issue-list.ts';
import type { MapInput, MapResult } from '../source.ts';
import { type AtomEntry, type AtomText, readFeed } from './atom.ts';
import type { ArxivId } from './ids.ts';
import { isError } from './query.ts';
import { withdrawalOf } from './withdrawal.ts';

/**
 * An answer of arXiv's query API as papers, each value with the bytes of its element. Total: an answer that cannot be read, an
 * error in an answer and an entry that names no paper are issues.
 */
export function mapArticles({ bytes }: Pick<MapInput, 'bytes'>): MapResult {
  const issues = new IssueList();
  const feed = readFeed(bytes);
  if ('problem' in feed) {
    issues.warn('malformed-xml', feed.problem, '');
    return { entities: [], issues: issues.all() };
  }
  const entities = new Map<string, MappedEntity>();
  for (const entry of feed.entries) {
    const pointer = bytesPointer(entry.range);
    const { paper, id } = entry;
    if (isError(entry))
      issues.warn('error-answer', 'arXiv tells of an error instead of a paper', pointer, errorOf(entry));
    else if (paper === undefined)
      issues.warn('no-id', 'an entry that names no paper describes nothing', pointer, id?.text);
    else if (entities.has(paper.id))
      issues.inform('repeated-entry', 'the paper stands here already', pointer, paper.id);
    else entities.set(paper.id, mapArticle(paper, entry, issues));
  }
  return { entities: [...entities.values()], issues: issues.all() };
}

function errorOf({ summary, id }: AtomEntry): string | undefined {
  return (summary ?? id)?.text;
}

function mapArticle(paper: ArxivId, entry: AtomEntry, issues: IssueList): MappedEntity {
  const article = new EntityBuilder('ScholarlyArticle', mintArxivPaper(paper.id));
  const say = (property: string, value: string | boolean, from: AtomText, more: Partial<Witness> = {}): void => {
    article.add(property, value, { method: 'arxiv-api', pointer: bytesPointer(from.range), ...more });
  };
  if (entry.title !== undefined) say('name', entry.title.text, entry.title);
  if (entry.id !== undefined) {
    const literal = { literal: entry.id.text };
    say('identifier', `arXiv:${paper.id}`, entry.id, literal);
    say('url', `https://arxiv.org/abs/${paper.id}`, entry.id, literal);
    if (paper.version !== undefined) say('version', `v${paper.version}`, entry.id, literal);
  }
  sayDate('datePublished', entry.published);
  sayDate('dateModified', entry.updated);
  for (const author of entry.authors) say('authorNames', author.text, author);
  if (entry.summary !== undefined) say('abstract', entry.summary.text, entry.summary);
  for (const category of entry.categories) say('keywords', category.text, category);
  if (entry.primaryCategory !== undefined) say('primaryCategory', entry.primaryCategory.text, entry.primaryCategory);
  if (entry.journal !== undefined) say('journalReference', entry.journal.text, entry.journal);
  if (entry.comment !== undefined) say('authorComment', entry.comment.text, entry.comment);
  for (const doi of entry.dois) sayDois(doi);
  for (const found of withdrawalOf(entry)) {
    say('withdrawn', true, found.from, { literal: found.words, confidence: confidenceOfWords });
  }
  return article.build();

  function sayDate(property: string, found: AtomText | undefined): void {
    if (found === undefined) return;
    if (isUtcDateTime(found.text)) say(property, found.text, found);
    else issues.wrongShape('a date and time in UTC', bytesPointer(found.range), found.text);
  }

  /** The publisher's; arXiv's own, which some authors enter, says nothing new. A field may hold several. */
  function sayDois(found: AtomText): void {
    for (const text of found.text.split(/[\s;]+/)) {
      if (!doi.test(text)) issues.warn('not-an-id', 'no DOI is written so', bytesPointer(found.range), text);
      else if (mintDoi(text) !== article.iri) say('sameAs', mintDoi(text), found, { literal: text });
    }
  }
}

/** arXiv has no field for it: the words of the authors are read. */
const confidenceOfWords = 0.8;
const doi = /^10\.\d{4,9}\/[^\s\p{Cc}\p{Cs}]+$/u;
