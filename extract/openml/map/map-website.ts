import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, type OpenmlKind } from '../../../ontology/iri.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import type { OmlNode } from '../document.ts';
import { jsonNode } from '../json-node.ts';
import { type OmlNumber, readNumber } from './ids.ts';
import { Thing } from './thing.ts';

/** Indexes of the website's search, the class of what is in each, and where its number stands. */
const indexes: ReadonlyMap<string, readonly [kind: OpenmlKind, label: string, id: string]> = new Map([
  ['data', ['dataset', 'Dataset', 'data_id']],
  ['flow', ['flow', 'Flow', 'flow_id']],
  ['task', ['task', 'Task', 'task_id']],
]);

/** Figures that the API does not have, by what the website calls them. */
const figures: readonly (readonly [member: string, property: string, labels: readonly string[]])[] = [
  ['runs', 'runCount', ['Dataset', 'Flow', 'Task']],
  ['total_downloads', 'downloadsAllTime', ['Dataset', 'Flow']],
  ['nr_of_downloads', 'downloaders', ['Dataset', 'Flow', 'Task']],
  ['nr_of_likes', 'likes', ['Dataset', 'Flow']],
  ['nr_of_issues', 'issueCount', ['Dataset', 'Flow', 'Task']],
  ['reach', 'reach', ['Dataset', 'Flow', 'Task']],
  ['impact', 'impact', ['Dataset', 'Flow', 'Task']],
];

/**
 * Documents behind the pages of the website: one, or the hits of a search. Only the figures that the API lacks are taken, and
 * a figure that is not there is not zero.
 */
export function mapWebsite({ value, bytes }: MapInput): MapResult {
  const issues = new IssueList();
  const root = jsonNode(value, [], bytes);
  const hits = root.one('_source') === undefined ? (root.one('hits')?.many('hits') ?? root.many('docs')) : [root];
  if (hits.length === 0 && !root.has('hits') && !root.has('docs'))
    issues.wrongShape('a document or hits of a search', '', value);
  const entities = new Map<string, MappedEntity>();
  for (const hit of hits) {
    const entity = mapHit(hit, issues);
    if (entity !== undefined && !entities.has(entity['@id'])) entities.set(entity['@id'], entity);
  }
  return { entities: [...entities.values()], issues: issues.all() };
}

function mapHit(hit: OmlNode, issues: IssueList): MappedEntity | undefined {
  const source = hit.one('_source');
  const index = indexes.get(hit.text('_index')?.value ?? '');
  if (source === undefined || index === undefined) {
    issues.inform('other-index', 'a document of an index that is not read', hit.pointer, hit.text('_index')?.value);
    return undefined;
  }
  const [kind, label, id] = index;
  const number: OmlNumber | undefined = readNumber(source.text(id) ?? hit.text('_id'), issues);
  if (number === undefined) {
    issues.warn('no-id', 'a document without a number describes nothing', hit.pointer);
    return undefined;
  }
  const thing = new Thing(label, mintOpenml(kind, number.n), issues, 'website');
  thing.tell('identifier', number.n, number.pointer);
  for (const [member, property, labels] of figures) {
    if (labels.includes(label)) thing.integer(property, source.text(member));
  }
  return thing.build();
}
