import { edgeTable } from './edge-table.ts';
import { nodeTable } from './node-table.ts';
import type { Table } from './table.ts';

const account = { name: 'account', property: 'sharedBy', doc: 'Account it is kept under.' } as const;

/** Experiments: code, what was to be done with it, and what came of it. */
export function experimentTables(): readonly Table[] {
  return [
    nodeTable({
      name: 'flows',
      doc: 'Code that learns, in one version: described flows, and stubs that runs name.',
      label: 'Flow',
      references: [
        account,
        { name: 'algorithm', property: 'implements', doc: 'Algorithm, as its name tells.' },
        { name: 'parts', property: 'hasPart', many: true, doc: 'Its components.' },
      ],
    }),
    nodeTable({
      name: 'experiment_tasks',
      doc: 'What is to be learnt from which data, and how it is measured.',
      label: 'Task',
      references: [
        { name: 'dataset', property: 'definedOn', doc: 'Its data.' },
        { name: 'kind', property: 'taskType', doc: 'Kind of task.' },
        { name: 'measures', property: 'evaluationMeasure', many: true, doc: 'What is to be measured.' },
      ],
    }),
    nodeTable({
      name: 'runs',
      doc: 'Executions of flows on tasks, those that failed included. Their values are in `evaluations` and `metrics`.',
      label: 'Run',
      references: [
        { name: 'flow', property: 'executes', doc: 'Flow that was executed.' },
        { name: 'task', property: 'achieves', doc: 'Task it was executed on.' },
        { name: 'setup', property: 'setup', doc: 'Setup it was made with.' },
        { name: 'evaluation', property: 'hasOutput', doc: 'Its evaluation.' },
        account,
      ],
    }),
    nodeTable({
      name: 'settings',
      doc: 'Hyper-parameters with their values, shared by the runs of one setup.',
      label: 'Setting',
      references: [{ name: 'hyper_parameter', property: 'specifiedBy', doc: 'The hyper-parameter.' }],
    }),
    edgeTable({
      name: 'run_inputs',
      doc: 'Data and settings of runs; `literal` is the name of the data, or the value as the run states it.',
      labels: ['Run'],
      properties: ['hasInput'],
      from: 'subject',
      to: 'input',
    }),
  ];
}
