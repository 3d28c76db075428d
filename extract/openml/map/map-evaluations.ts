import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml } from '../../../ontology/iri.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { type OmlNumber, readNumber } from './ids.ts';
import { sayRunLinks } from './map-run.ts';
import { mapRunEvaluation, type MeasureRow } from './run-evaluation.ts';
import { numberIn, Thing } from './thing.ts';

interface RunRows {
  readonly number: OmlNumber;
  readonly nodes: OmlNode[];
}

/** Rows of the list of evaluations, each of one measure of one run: what each run was found to be worth. */
export function readEvaluations(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const runs = new Map<string, RunRows>();
  for (const node of root.many('evaluation')) {
    const number = readNumber(node.text('run_id'), issues);
    if (number === undefined) {
      issues.warn('no-id', 'a value without the number of its run', node.pointer);
      continue;
    }
    const held = runs.get(number.n);
    if (held === undefined) runs.set(number.n, { number, nodes: [node] });
    else held.nodes.push(node);
  }
  return [...runs.values()].flatMap((run) => mapRunRows(run, issues));
}

function mapRunRows({ number, nodes }: RunRows, issues: IssueList): readonly MappedEntity[] {
  const [first] = nodes;
  if (first === undefined) return [];
  const run = new Thing('Run', mintOpenml('run', number.n), issues);
  const { flow } = sayRunLinks(run, first);
  run.date(first, 'upload_time', 'datePublished');
  const data = readNumber(first.text('data_id'), issues);
  const evaluation = mapRunEvaluation(
    run,
    number.n,
    nodes.map((node) => rowOf(node, issues)),
    {
      flow,
      flowName: first.text('flow_name')?.value,
      data: data === undefined ? [] : [data],
      dataName: first.text('data_name')?.value,
    },
  );
  return [run.build(), ...evaluation];
}

function rowOf(node: OmlNode, issues: IssueList): MeasureRow {
  return {
    node,
    name: node.text('function') ?? node.text('name'),
    value: node.text('value'),
    array: arrayIn(node, issues),
    folds: node.text('values'),
  };
}

/** In JSON this list is one of values, and a matrix has lost its rows. */
function arrayIn(node: OmlNode, issues: IssueList): OmlText | undefined {
  const [first, ...others] = node.many('array_data');
  if (first === undefined || others.length === 0) return first?.own();
  const values = [first, ...others].map((one) => one.own()?.value ?? '');
  issues.inform('flattened-array', 'a matrix, if it was one, has lost its rows', first.pointer);
  const json = values.map((value) => (numberIn(value) === undefined ? JSON.stringify(value) : value));
  return { value: `[${json.join(',')}]`, pointer: first.pointer.replace(/\/0$/, '') };
}
