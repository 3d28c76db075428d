import type { MappedEntity } from '../../../ontology/entity.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { openDocument, type OmlNode } from '../document.ts';

/** Reads an answer of one kind; what it says are entities, what it cannot say issues. */
export type Reader = (root: OmlNode, issues: IssueList, input: MapInput) => readonly MappedEntity[];

/** An answer of which this is the root: `run`, `data_features`. Total. */
export function mapAnswer(input: MapInput, root: string, read: Reader): MapResult {
  const issues = new IssueList();
  const opened = openDocument(input.value, input.bytes, root);
  if ('problem' in opened) {
    const code =
      typeof input.value === 'string' && !opened.problem.startsWith('the answer is ') ? 'malformed-xml' : 'wrong-shape';
    issues.warn(code, opened.problem, '');
    return { entities: [], issues: issues.all() };
  }
  for (const note of opened.notes) issues.inform(note, 'put right so that the answer could be read', '');
  const entities = read(opened.root, issues, input);
  return { entities: united(entities, issues), issues: issues.all() };
}

/** A thing that stands twice in one answer is told of once. */
function united(entities: readonly MappedEntity[], issues: IssueList): readonly MappedEntity[] {
  const byIri = new Map<string, MappedEntity>();
  for (const entity of entities) {
    const held = byIri.get(entity['@id']);
    if (held === undefined) byIri.set(entity['@id'], entity);
    else if (!isSame(held, entity))
      issues.inform('repeated-entry', 'it stands here already, and says something else', placeOf(entity), entity.id);
  }
  return [...byIri.values()];
}

/** Whether both say the same, at whatever place. */
function isSame(one: MappedEntity, other: MappedEntity): boolean {
  return said(one) === said(other);
}

function said({ evidence, ...values }: MappedEntity): string {
  return JSON.stringify([values, evidence.map(({ property, value, literal }) => [property, value, literal])]);
}

function placeOf(entity: MappedEntity): string {
  return entity.evidence[0]?.pointer ?? '';
}
