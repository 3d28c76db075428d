import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, mintTerm } from '../../../ontology/iri.ts';
import { openmlMeasureScheme, openmlTaskTypeScheme, taskTypeCodeOf } from '../../../ontology/vocab/openml-terms.ts';
import type { IssueList } from '../../issue-list.ts';
import { asJsonText } from '../../json-text.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { keyOf, numberOf, ownNumber, refer, sayIdentity } from './ids.ts';
import { Thing } from './thing.ts';

/** A task, from its own record or from a row of the list: both give its inputs by name. */
export function readTask(node: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const number = ownNumber(node, 'task_id', 'a task', issues);
  if (number === undefined) return [];
  const task = new Thing('Task', mintOpenml('task', number.n), issues);
  sayIdentity(task, 'task', number);
  task.text(node, 'task_name', 'name');
  sayTaskType(task, node, 'task_type_id', 'task_type');
  const others: Record<string, string> = {};
  const inputs = node.many('input');
  for (const input of inputs) {
    const name = input.text('name')?.value;
    const read = name === undefined ? undefined : readers.get(name);
    if (read !== undefined) read(task, input, others);
    else if (name !== undefined) addOther(others, name, input.text('value') ?? input.text(name));
  }
  // A row of the list names the data besides.
  if (node.text('did') !== undefined) refer(task, 'definedOn', 'dataset', node, 'did', node.text('name')?.value);
  if (Object.keys(others).length > 0)
    task.tell('taskInputs', JSON.stringify(others), inputs[0]?.pointer ?? node.pointer);
  task.date(node, 'creation_date', 'datePublished');
  refer(task, 'sharedBy', 'user', node, 'creator');
  task.texts(node, 'tag', 'keywords');
  task.texts(node, 'tags', 'keywords');
  return [task.build()];
}

/** The kind of task by its number; where only its name is given, by that. */
export function sayTaskType(thing: Thing, node: OmlNode, id: string, name: string): void {
  const byNumber = node.text(id);
  const byName = node.text(name);
  const code = byNumber === undefined ? undefined : numberOf(byNumber.value);
  if (byNumber !== undefined && code !== undefined) {
    thing.tell('taskType', mintTerm(openmlTaskTypeScheme, code), byNumber.pointer, byName?.value);
    return;
  }
  if (byName === undefined) return;
  const known = taskTypeCodeOf(byName.value);
  if (known === undefined)
    thing.issues.inform('unknown-task-type', 'no kind of task is called so', byName.pointer, byName.value);
  else thing.tell('taskType', mintTerm(openmlTaskTypeScheme, known), byName.pointer, byName.value);
}

type InputReader = (task: Thing, input: OmlNode, others: Record<string, string>) => void;

const readers: ReadonlyMap<string, InputReader> = new Map<string, InputReader>([
  ['source_data', readSourceData],
  [
    'target_feature',
    (task, input) => {
      sayTargets(task, input.text('value'));
    },
  ],
  ['estimation_procedure', readProcedure],
  ['evaluation_measures', readMeasures],
  ['cost_matrix', readCosts],
]);

function readSourceData(task: Thing, input: OmlNode, others: Record<string, string>): void {
  const data = input.one('data_set');
  if (data === undefined) {
    refer(task, 'definedOn', 'dataset', input, 'value');
    return;
  }
  refer(task, 'definedOn', 'dataset', data, 'data_set_id');
  sayTargets(task, data.text('target_feature'));
  for (const name of ['target_value', 'target_feature_left', 'target_feature_right', 'target_feature_event'])
    addOther(others, name, data.text(name));
}

/** Several stand in one text. */
export function sayTargets(thing: Thing, found: OmlText | undefined): void {
  if (found === undefined) return;
  const names = found.value.split(',').map((name) => name.trim());
  for (const name of names.filter((one) => one !== '')) thing.tell('targetFeature', name, found.pointer, found.value);
}

/** In a list only its number. */
function readProcedure(task: Thing, input: OmlNode): void {
  const procedure = input.one('estimation_procedure');
  if (procedure === undefined) {
    refer(task, 'estimationProcedure', 'estimation-procedure', input, 'value');
    return;
  }
  refer(task, 'estimationProcedure', 'estimation-procedure', procedure, 'id', procedure.text('type')?.value);
  task.text(procedure, 'type', 'procedureType');
  task.url('dataSplitsUrl', procedure.text('data_splits_url'));
  for (const parameter of procedure.many('parameter')) {
    const say = procedureFields.get(parameter.text('name')?.value ?? '');
    say?.(task, parameter.text('value'));
  }
}

type FieldTeller = (thing: Thing, found: OmlText | undefined) => void;

const sayRepeats: FieldTeller = (thing, found) => thing.integer('repeats', found);
const sayFolds: FieldTeller = (thing, found) => thing.integer('folds', found);
const sayStratified: FieldTeller = (thing, found) => thing.boolean('stratifiedSampling', found);

/** What records call the parts of a procedure, old ones and new ones, tasks and the list of procedures. */
export const procedureFields: ReadonlyMap<string, FieldTeller> = new Map([
  ['number_repeats', sayRepeats],
  ['repeats', sayRepeats],
  ['number_folds', sayFolds],
  ['folds', sayFolds],
  ['percentage', (thing, found) => thing.number('percentage', found)],
  ['stratified_sampling', sayStratified],
  ['stratified', sayStratified],
]);

function readMeasures(task: Thing, input: OmlNode): void {
  const measures = input.one('evaluation_measures')?.many('evaluation_measure') ?? input.many('value');
  for (const measure of measures) {
    const found = keyOf(measure.own(), task.issues);
    for (const name of found?.value.split(',') ?? []) {
      const word = name.trim();
      if (found !== undefined && word !== '')
        task.tell('evaluationMeasure', mintTerm(openmlMeasureScheme, word), found.pointer);
    }
  }
}

function readCosts(task: Thing, input: OmlNode): void {
  const found = input.text('cost_matrix') ?? input.text('value');
  if (found !== undefined && found.value !== '[]') task.tell('costMatrix', asJsonText(found.value), found.pointer);
}

function addOther(others: Record<string, string>, name: string, found: OmlText | undefined): void {
  if (found !== undefined && found.value.length <= 1000 && Object.keys(others).length < 50 && name !== '__proto__')
    others[name.slice(0, 100)] = found.value;
}
