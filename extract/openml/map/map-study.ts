import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, type OpenmlKind } from '../../../ontology/iri.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { numberOf, ownNumber, refer, sayIdentity } from './ids.ts';
import { Thing } from './thing.ts';

/** Its lists, what each holds, and what one is called in it. */
const lists: readonly (readonly [list: string, member: string, kind: OpenmlKind])[] = [
  ['data', 'data_id', 'dataset'],
  ['tasks', 'task_id', 'task'],
  ['flows', 'flow_id', 'flow'],
  ['setups', 'setup_id', 'setup'],
  ['runs', 'run_id', 'run'],
];

/** A study or benchmark suite, from its own record or from a row of the list. */
export function readStudy(node: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const number = ownNumber(node, 'id', 'a study', issues);
  if (number === undefined) return [];
  const study = new Thing('Study', mintOpenml('study', number.n), issues);
  sayIdentity(study, 'study', number);
  study.text(node, 'name');
  study.texts(node, 'alias', 'alternateName');
  study.text(node, 'description');
  study.text(node, 'main_entity_type', 'studyType');
  study.text(node, 'status', 'creativeWorkStatus');
  study.text(node, 'visibility');
  study.date(node, 'creation_date', 'dateCreated');
  refer(study, 'creator', 'user', node, 'creator');
  refer(study, 'benchmarkSuite', 'study', node, 'benchmark_suite');
  for (const tag of node.many('tag')) study.tellText('keywords', tag.text('name') ?? tag.own());
  for (const [list, member, kind] of lists) {
    for (const one of node.one(list)?.many(member) ?? []) {
      const found = one.own();
      const n = found === undefined ? undefined : numberOf(found.value);
      if (found !== undefined && n !== undefined) study.tell('hasPart', mintOpenml(kind, n), found.pointer);
      else issues.wrongShape('a number of OpenML', one.pointer, found?.value);
    }
  }
  return [study.build()];
}
