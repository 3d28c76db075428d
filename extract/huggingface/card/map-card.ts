import { mintModel } from '../../../ontology/iri.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { fileOfUrl } from '../file-url.ts';
import { hubFileUrl } from '../hub-urls.ts';
import { IssueList } from '../../issue-list.ts';
import { mapStatements } from '../map-statements.ts';
import { ModelRecord } from '../model-record.ts';
import { isServedRepoId } from '../repo-reference.ts';
import { CardText } from './card-text.ts';
import { mapMentions } from './map-mentions.ts';
import { outlineOf } from './outline.ts';
import { readFrontMatter } from './read-front-matter.ts';
import { mapSections } from './sections.ts';

/**
 * A model's README as an account of that model: what its front matter states, what its headings name, what its prose mentions,
 * each with the bytes it was read from. Pure, synchronous and total: whatever the bytes are, what can be read of them is.
 */
export function mapModelCard({ bytes, line }: MapInput): MapResult {
  const issues = new IssueList();
  const file = fileOfUrl(undefined, line.url);
  if (file?.kind !== 'model' || !isServedRepoId(file.id)) {
    issues.warn('no-id', 'the address of this card names no model', '', line.url);
    return { entities: [], issues: issues.all() };
  }
  const card = new CardText(bytes);
  const reason = noCard(card.text);
  if (reason !== undefined) {
    issues.warn('not-a-card', reason, '', card.text.slice(0, 200));
    return { entities: [], issues: issues.all() };
  }
  return mapText(file.id, card, bytes, issues);
}

function mapText(id: string, card: CardText, bytes: Buffer, issues: IssueList): MapResult {
  const entity = new EntityBuilder('MLModel', mintModel(id));
  const whole = card.pointer(0, card.text.length);
  entity.add('readme', hubFileUrl('model', id, 'README.md'), { method: 'hub-api', pointer: whole });
  if (card.firstBad !== undefined) {
    const place = card.pointer(card.firstBad, card.firstBad + 1);
    issues.warn('not-utf8', `line ${card.line(card.firstBad)}: bytes that are no UTF-8 are replaced by U+FFFD`, place);
  }
  const { fields, bodyStart } = readFrontMatter(card, issues);
  const others = mapStatements(new ModelRecord(id, {}, bytes, entity, issues, fields));
  const outline = outlineOf(card.text, bodyStart);
  mapSections({ card, outline, entity, issues }, bodyStart);
  mapMentions(card, bodyStart, outline, entity);
  return { entities: [entity.build(), ...others], issues: issues.all() };
}

const notFound = /^Error: the path '[^']{1,200}' does not exist in the given tree\s{0,10}$/;
const page = /^\s{0,1000}(?:<!doctype html|<html[\s>])/i;
const largeFile = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\s/;
const errorAnswer = /^\s{0,100}\{\s{0,100}"error"\s{0,100}:/;

/** Why an answer with a good status is no card all the same. */
function noCard(text: string): string | undefined {
  if (text.trim() === '') return 'the card is empty';
  if (text.length < 400 && notFound.test(text)) return 'the answer says that there is no card';
  if (page.test(text)) return 'the answer is a page of HTML';
  if (largeFile.test(text)) return 'the answer is a pointer to a large file, not the file';
  return errorAnswer.test(text) ? 'the answer tells of an error' : undefined;
}
