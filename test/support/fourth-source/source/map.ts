import { EntityBuilder, type Witness } from '../../../../extract/entity-builder.ts';
import { isObject, type JsonObject, textOf } from '../../../../extract/found.ts';
import { IssueList } from '../../../../extract/issue-list.ts';
import type { MapInput, MapResult } from '../../../../extract/source.ts';
import type { MappedEntity } from '../../../../ontology/entity.ts';
import { mintDoi, mintOrcid } from '../../../../ontology/iri.ts';
import { worksResource } from './resources.ts';

const isDoi = /^10\.\d{4,9}\/[^\s\p{Cc}\p{Cs}]+$/u;

/** Pure, synchronous and total: any record gives entities or issues. An error answer is no record. */
export function map({ resource, value, line }: MapInput): MapResult {
  const issues = new IssueList();
  const entities = new Map<string, MappedEntity>();
  const add = (entity: MappedEntity | undefined, pointer: string): void => {
    if (entity === undefined) return;
    if (entities.has(entity['@id'])) issues.inform('repeated-entry', 'it stands here already', pointer, entity.id);
    else entities.set(entity['@id'], entity);
  };
  if (line.status !== 200) return { entities: [], issues: [] };
  if (!isObject(value)) issues.wrongShape('an object', '', value);
  else if (resource !== worksResource) add(mapPerson(value, issues), '');
  else for (const [index, work] of listOf(value, 'items', '', issues)) add(mapWork(work, index, issues), index);
  return { entities: [...entities.values()], issues: issues.all() };
}

function mapWork(work: unknown, pointer: string, issues: IssueList): MappedEntity | undefined {
  if (!isObject(work)) {
    issues.wrongShape('a work', pointer, work);
    return undefined;
  }
  const doi = readText(work, 'doi', pointer, issues);
  if (doi === undefined || !isDoi.test(doi.text)) {
    issues.warn('no-id', 'a work without a DOI describes nothing', doi?.pointer ?? pointer, doi?.text);
    return undefined;
  }
  const article = new EntityBuilder('ScholarlyArticle', mintDoi(doi.text));
  article.add('identifier', doi.text, by(doi));
  const title = readText(work, 'title', pointer, issues);
  if (title !== undefined) article.add('name', title.text, by(title));
  for (const [place, author] of listOf(work, 'authors', pointer, issues)) sayAuthor(article, author, place, issues);
  return article.build();
}

/** All by name; a node only by an id. */
function sayAuthor(article: EntityBuilder, author: unknown, pointer: string, issues: IssueList): void {
  if (!isObject(author)) return issues.wrongShape('an author', pointer, author);
  const name = readText(author, 'name', pointer, issues);
  if (name !== undefined) article.add('authorNames', name.text, by(name));
  const orcid = readText(author, 'orcid', pointer, issues);
  if (orcid === undefined) return undefined;
  const iri = mintOrcid(orcid.text);
  if (iri === undefined) return issues.warn('not-an-id', 'no ORCID iD is written so', orcid.pointer, orcid.text);
  article.add('author', iri, { ...by(orcid), literal: orcid.text });
  return undefined;
}

function mapPerson(about: JsonObject, issues: IssueList): MappedEntity | undefined {
  const orcid = readText(about, 'orcid', '', issues);
  const iri = orcid === undefined ? undefined : mintOrcid(orcid.text);
  if (orcid === undefined || iri === undefined) {
    issues.warn('no-id', 'a person without an ORCID iD is nobody', orcid?.pointer ?? '', orcid?.text);
    return undefined;
  }
  const person = new EntityBuilder('Person', iri);
  person.add('identifier', orcid.text, by(orcid));
  const name = readText(about, 'name', '', issues);
  if (name !== undefined) person.add('name', name.text, by(name));
  return person.build();
}

interface Text {
  readonly text: string;
  readonly pointer: string;
}

function by({ pointer }: Text): Witness {
  return { method: 'source-api', pointer };
}

/** None when the field is missing, null or empty; an issue when it is no text. */
function readText(about: JsonObject, key: string, pointer: string, issues: IssueList): Text | undefined {
  const value = Object.hasOwn(about, key) ? about[key] : undefined;
  if (value === undefined || value === null || value === '') return undefined;
  const text = textOf(value, `${pointer}/${key}`, issues);
  return text === undefined ? undefined : { text, pointer: `${pointer}/${key}` };
}

/** Each element with its place; nothing, and an issue, when it is no list. */
function listOf(about: JsonObject, key: string, pointer: string, issues: IssueList): readonly [string, unknown][] {
  const value = Object.hasOwn(about, key) ? about[key] : [];
  if (Array.isArray(value)) return value.map((item: unknown, index) => [`${pointer}/${key}/${index}`, item]);
  issues.wrongShape('a list', `${pointer}/${key}`, value);
  return [];
}
