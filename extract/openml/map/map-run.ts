import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, mintTerm } from '../../../ontology/iri.ts';
import { openmlTaskTypeScheme, taskTypeCodeOf } from '../../../ontology/vocab/openml-terms.ts';
import { boundedJson } from '../../bounded-json.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { type OmlNumber, ownNumber, refer, sayIdentity } from './ids.ts';
import { hostOfToday } from './hosts.ts';
import { mapRunEvaluation, type MeasureRow } from './run-evaluation.ts';
import { mapRunSettings } from './run-settings.ts';
import { Thing } from './thing.ts';

/** A run with its settings and what it was found to be worth. An erroneous one is a run as well. */
export function readRun(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const number = ownNumber(root, 'run_id', 'a run', issues);
  if (number === undefined) return [];
  const run = new Thing('Run', mintOpenml('run', number.n), issues);
  sayIdentity(run, 'run', number);
  const links = sayRunLinks(run, root);
  run.text(root, 'setup_string', 'setupString');
  mapErrors(run, root);
  run.text(root, 'run_details', 'runDetails');
  run.date(root, 'upload_time', 'datePublished');
  run.texts(root, 'tag', 'keywords');
  const data = sayInputs(run, root);
  mapFiles(run, root);
  const settings = mapRunSettings(run, root, { run: number.n, setup: links.setup, flow: links.flow });
  const evaluation = mapRunEvaluation(run, number.n, rowsOf(root), {
    flow: links.flow,
    flowName: root.text('flow_name')?.value,
    data,
    taskType: taskTypeOf(root, issues),
  });
  return [run.build(), ...settings, ...evaluation];
}

export interface RunLinks {
  readonly flow: OmlNumber | undefined;
  readonly setup: OmlNumber | undefined;
}

/** What it executed on which task, with which setup, and under which account it is kept. */
export function sayRunLinks(run: Thing, node: OmlNode): RunLinks {
  const name = (member: string): string | undefined => node.text(member)?.value;
  const flow = refer(run, 'executes', 'flow', node, 'flow_id', name('flow_name'));
  refer(run, 'achieves', 'task', node, 'task_id', name('task_type'));
  const setup = refer(run, 'setup', 'setup', node, 'setup_id');
  refer(run, 'sharedBy', 'user', node, 'uploader', personName(name('uploader_name')));
  return { flow, setup };
}

/** A name, not an address. */
function personName(name: string | undefined): string | undefined {
  return name === undefined || name.includes('@') ? undefined : name;
}

/** `error` is of the server that evaluates, `error_message` of whoever ran it. */
export function mapErrors(run: Thing, node: OmlNode): void {
  for (const [member, property] of [
    ['error', 'evaluationError'],
    ['error_message', 'errorMessage'],
  ] as const) {
    run.text(node, member, property);
  }
}

/** One data set, as a rule; the oldest runs had several. */
function sayInputs(run: Thing, root: OmlNode): readonly OmlNumber[] {
  const found: OmlNumber[] = [];
  for (const data of root.one('input_data')?.many('dataset') ?? []) {
    const number = refer(run, 'hasInput', 'dataset', data, 'did', data.text('name')?.value);
    if (number !== undefined) found.push(number);
  }
  return found;
}

/** Beyond this many characters they are cut off. */
const longestFiles = 16_384;

/** What it left behind; never fetched. */
function mapFiles(run: Thing, root: OmlNode): void {
  const output = root.one('output_data');
  const files = (output?.many('file') ?? []).map((file) => ({
    name: file.text('name')?.value,
    fileId: file.text('file_id')?.value,
    url: mapped(file.text('url')?.value, hostOfToday),
  }));
  if (output === undefined || files.length === 0) return;
  const json = boundedJson(files, longestFiles);
  if (json === undefined) run.issues.inform('text-cut', 'too many files to be listed', output.pointer, files.length);
  else run.tell('outputFiles', json, output.pointer);
}

function rowsOf(root: OmlNode): readonly MeasureRow[] {
  return (root.one('output_data')?.many('evaluation') ?? []).map((node) => ({
    node,
    name: node.text('name') ?? node.text('function'),
    value: node.text('value'),
    array: node.text('array_data'),
  }));
}

/** Runs tell the kind of their task by its name. */
function taskTypeOf(root: OmlNode, issues: IssueList): { readonly iri: string; readonly pointer: string } | undefined {
  const found = root.text('task_type');
  if (found === undefined) return undefined;
  const code = taskTypeCodeOf(found.value);
  if (code !== undefined) return { iri: mintTerm(openmlTaskTypeScheme, code), pointer: found.pointer };
  issues.inform('unknown-task-type', 'no kind of task is called so', found.pointer, found.value);
  return undefined;
}

function mapped<T>(value: T | undefined, change: (value: T) => T): T | undefined {
  return value === undefined ? undefined : change(value);
}
