import { mintArxivPaper, mintDataset, mintDoi, mintModel } from '../../../ontology/iri.ts';
import { arxivIdIn, arxivIdOf, type ArxivId } from '../../arxiv/ids.ts';
import type { ArxivMention, DoiMention } from '../../arxiv/paper-mentions.ts';
import type { EntityBuilder } from '../../entity-builder.ts';
import { type BibEntry, type BibField, bibEntries } from './bibtex.ts';
import type { CardText } from './card-text.ts';
import { isCitationTitle, isCodeTitle } from './heading-words.ts';
import { mentionsIn, type RepositoryMention } from './mentions.ts';
import { type Heading, insideOf, type Outline } from './outline.ts';

/** Different values of one property; a card that names more is a list of other things. */
const most: Readonly<Record<string, number>> = {
  citation: 100,
  referencePublication: 5,
  mentions: 100,
  codeRepository: 5,
};
/** Characters before an address that may say what it is. */
const longestLabel = 100;
/** Labels looked for; a card with more addresses is a list of them. */
const mostLooks = 500;

/**
 * What the prose names by identifier or address. That it names something is all that is known: papers are citations, data sets
 * and models are mentions and never training data or parents. A paper is the model's own only in the first entry under a
 * heading that asks to cite it, or behind the label "Paper:"; source code only behind such a label or under such a heading.
 */
export function mapMentions(card: CardText, bodyStart: number, outline: Outline, entity: EntityBuilder): void {
  const sayings = new Sayings(card, entity);
  sayBibliography(card.text, bodyStart, outline, sayings);
  const inCode = insideOf(outline.fences);
  const headingOf = lastBefore(outline.headings);
  let looks = 0;
  const isLabelled = (label: RegExp, at: number): boolean => {
    looks += 1;
    return looks <= mostLooks && label.test(labelBefore(card.text, at));
  };
  for (const mention of mentionsIn(card.text, bodyStart)) {
    const isCode = inCode(mention.start);
    switch (mention.kind) {
      case 'arxiv':
      case 'doi':
        sayPaper(mention, !isCode && isLabelled(paperLabel, mention.start), sayings);
        break;
      case 'dataset':
      case 'model':
        if (!isCode) sayRepository(mention, sayings);
        break;
      case 'code':
        if (isCode) break;
        if (
          codeLabel.test(labelBefore(card.text, mention.start)) ||
          isCodeTitle(headingOf(mention.start)?.title ?? '')
        ) {
          sayings.say('codeRepository', mention.url, mention);
        }
    }
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Each value once, at its first place, and not without end. */
class Sayings {
  readonly #card: CardText;
  readonly #entity: EntityBuilder;
  readonly #counts = new Map<string, number>();

  constructor(card: CardText, entity: EntityBuilder) {
    this.#card = card;
    this.#entity = entity;
  }

  say(property: string, value: string, { start, end }: Place, literal?: string): void {
    const count = this.#counts.get(property) ?? 0;
    if (value === this.#entity.iri || count >= (most[property] ?? 0) || this.#entity.has(property, value)) return;
    this.#counts.set(property, count + 1);
    this.#entity.add(property, value, { method: 'readme-regex', pointer: this.#card.pointer(start, end), literal });
  }
}

function sayPaper(mention: ArxivMention | DoiMention, isOwn: boolean, sayings: Sayings): void {
  const iri = mention.kind === 'arxiv' ? mintArxivPaper(mention.id) : mintDoi(mention.id);
  const literal = mention.kind === 'arxiv' ? versionOf(mention) : asWritten(mention.id);
  sayings.say('citation', iri, mention, literal);
  if (isOwn) sayings.say('referencePublication', iri, mention, literal);
}

/** DOIs ignore case, and the paper's name is the lower one. */
function asWritten(id: string): string | undefined {
  return id === id.toLowerCase() ? undefined : id;
}

/** The paper is one, whatever its version; the version stays as written. */
function versionOf({ id, version }: ArxivId): string | undefined {
  return version === undefined ? undefined : `${id}v${version}`;
}

function sayRepository(mention: RepositoryMention, sayings: Sayings): void {
  sayings.say('mentions', mention.kind === 'dataset' ? mintDataset(mention.id) : mintModel(mention.id), mention);
}

function sayBibliography(text: string, bodyStart: number, { headings }: Outline, sayings: Sayings): void {
  const headingOf = lastBefore(headings);
  const opened = new Set<Heading>();
  for (const entry of bibEntries(text, bodyStart)) {
    const paper = paperOf(entry);
    const heading = headingOf(entry.start);
    const isFirst = heading !== undefined && isCitationTitle(heading.title) && !opened.has(heading);
    if (heading !== undefined) opened.add(heading);
    if (paper === undefined) continue;
    sayings.say('citation', paper.iri, paper.field, paper.literal);
    if (isFirst) sayings.say('referencePublication', paper.iri, paper.field, paper.literal);
  }
}

interface BibPaper {
  readonly iri: string;
  readonly field: BibField;
  readonly literal: string | undefined;
}

/** By its arXiv number, else its DOI: a title alone names no node. */
function paperOf({ fields }: BibEntry): BibPaper | undefined {
  for (const name of ['eprint', 'arxivid', 'url', 'journal', 'volume', 'note', 'howpublished', 'booktitle', 'doi']) {
    const field = fields.get(name);
    const found = field === undefined ? undefined : arxivIdOfField(name, field.value);
    if (field !== undefined && found !== undefined) {
      return { iri: mintArxivPaper(found.id), field, literal: versionOf(found) };
    }
  }
  for (const name of ['doi', 'url', 'note', 'howpublished']) {
    const field = fields.get(name);
    if (field === undefined) continue;
    for (const mention of mentionsIn(field.value, 0)) {
      if (mention.kind === 'doi') return { iri: mintDoi(mention.id), field, literal: asWritten(mention.id) };
    }
  }
  return undefined;
}

function arxivIdOfField(name: string, value: string): ArxivId | undefined {
  const whole = arxivIdIn(value) ?? (name === 'volume' ? arxivIdOf(value.replace(/^abs\//, '')) : undefined);
  if (whole !== undefined) return whole;
  for (const mention of mentionsIn(value, 0)) if (mention.kind === 'arxiv') return mention;
  return undefined;
}

/** What stands right before an address on its line, without how the address begins: `- **Paper [optional]:** `. */
function labelBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - longestLabel), at);
  return before.slice(before.lastIndexOf('\n') + 1).replace(/(?:https?:\/\/)?(?:(?:www|export)\.)?$/i, '');
}

/** At the start of a line, of an item or of a cell, with a colon: `- **Repository [optional]:** `. */
function label(words: string): string {
  return String.raw`(?:^|[-*+|>]\s{0,4})[*_]{0,3}(?:${words})(?: \[optional\])?[*_]{0,3}\s{0,2}:[*_]{0,3}\s{0,4}(?:\[[^\]]{0,60}\]\(|<)?$`;
}

const codeWords =
  'repository|repo|code|code repository|source code|github|github repo|github repository|implementation';
/** The text of a link and nothing else: `[this repository](`. */
const codeLink = String.raw`\[(?:(?:this|the|our|official|original|github) ){0,2}(?:${codeWords})\]\($`;
const paperLabel = new RegExp(label('paper|publication|preprint|technical report'), 'i');
const codeLabel = new RegExp(`${label(codeWords)}|${codeLink}`, 'i');

/** The heading a place belongs to. Asked in order of place. */
function lastBefore(headings: readonly Heading[]): (at: number) => Heading | undefined {
  let next = 0;
  return (at) => {
    while (next < headings.length && (headings[next]?.start ?? 0) <= at) next += 1;
    return headings[next - 1];
  };
}
