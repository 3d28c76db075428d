import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, mintTerm } from '../../../ontology/iri.ts';
import { openmlMeasureScheme, openmlTaskTypeScheme } from '../../../ontology/vocab/openml-terms.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { readNumber, sayIdentity } from './ids.ts';
import { procedureFields, sayTaskType } from './map-task.ts';
import { Thing } from './thing.ts';

/** Kinds of tasks: all of them, or one. */
export function readTaskTypes(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return root.many('task_type').flatMap((node) => {
    const number = readNumber(node.text('id'), issues);
    if (number === undefined) {
      issues.warn('no-id', 'a kind of task without a number describes nothing', node.pointer);
      return [];
    }
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
    const number = readNumber(node.text('id'), issues);
    if (number === undefined) {
      issues.warn('no-id', 'a procedure without a number describes nothing', node.pointer);
      return [];
    }
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
    const found = node.own();
    if (found === undefined) return [];
    const term = new Thing('DefinedTerm', mintTerm(openmlMeasureScheme, found.value), issues);
    term.tell('name', found.value, found.pointer);
    term.tell('termCode', found.value, found.pointer);
    return [term.build()];
  });
}
