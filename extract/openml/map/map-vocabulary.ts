import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, mintTerm } from '../../../ontology/iri.ts';
import { openmlMeasureScheme, openmlTaskTypeScheme } from '../../../ontology/vocab/openml-terms.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { keyOf, ownNumber, sayIdentity } from './ids.ts';
import { procedureFields, sayTaskType } from './map-task.ts';
import { Thing } from './thing.ts';

/** Kinds of tasks: all of them, or one. */
export function readTaskTypes(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return root.many('task_type').flatMap((node) => {
    const number = ownNumber(node, 'id', 'a kind of task', issues);
    if (number === undefined) return [];
    const term = new Thing('DefinedTerm', mintTerm(openmlTaskTypeScheme, number.n), issues);
    term.tell('termCode', number.n, number.pointer);
    term.text(node, 'name');
    term.text(node, 'description');
    return [term.build()];
  });
}

/** Ways to estimate performance, by number. */
export function readProcedures(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return root.many('estimationprocedure').flatMap((node) => {
    const number = ownNumber(node, 'id', 'a procedure', issues);
    if (number === undefined) return [];
    const procedure = new Thing('EvaluationProcedure', mintOpenml('estimation-procedure', number.n), issues);
    sayIdentity(procedure, 'estimation-procedure', number);
    procedure.text(node, 'name');
    procedure.text(node, 'type', 'procedureType');
    for (const [name, say] of procedureFields) say(procedure, node.text(name));
    sayTaskType(procedure, node, 'ttid', 'task_type');
    return [procedure.build()];
  });
}

/** Names of evaluation measures; that is all the list says of them. */
export function readMeasures(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const nodes = root.one('measures')?.many('measure') ?? root.many('measure');
  return nodes.flatMap((node) => {
    const found = keyOf(node.own(), issues);
    if (found === undefined) return [];
    const term = new Thing('DefinedTerm', mintTerm(openmlMeasureScheme, found.value), issues);
    term.tell('name', found.value, found.pointer);
    term.tell('termCode', found.value, found.pointer);
    return [term.build()];
  });
}
