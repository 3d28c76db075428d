import type { RawElement } from '../../../src/core/run/types.ts';
import type { OmlNode } from '../document.ts';
import { readAnswer } from '../read-answer.ts';
import * as names from '../resources.ts';
import type { ReferenceKind } from '../stages.ts';
import type { Crawl } from './crawl.ts';
import type { References } from './references.ts';

type Note = (references: References, root: OmlNode) => void;

function noteText(references: References, kind: ReferenceKind, node: OmlNode, name: string, by: string): void {
  const found = node.text(name);
  if (found !== undefined) references.add(kind, found.value, by, found.pointer);
}

/** Tags such as `study_14` are how a thing is put into a study. */
function noteStudies(references: References, node: OmlNode, by: string): void {
  for (const tag of node.many('tag')) {
    const text = tag.own();
    const study = /^study_(\d+)$/.exec(text?.value ?? '')?.[1];
    if (text !== undefined && study !== undefined) references.add('studies', study, by, text.pointer);
  }
}

function noteRun(references: References, run: OmlNode): void {
  const by = `openml:run/${run.text('run_id')?.value ?? '?'}`;
  noteText(references, 'flows', run, 'flow_id', by);
  noteText(references, 'tasks', run, 'task_id', by);
  noteText(references, 'setups', run, 'setup_id', by);
  for (const dataset of run.one('input_data')?.many('dataset') ?? [])
    noteText(references, 'datasets', dataset, 'did', by);
  noteStudies(references, run, by);
}

function noteTask(references: References, task: OmlNode): void {
  const by = `openml:task/${task.text('task_id')?.value ?? '?'}`;
  for (const input of task.many('input')) {
    const data = input.one('data_set');
    if (data !== undefined) noteText(references, 'datasets', data, 'data_set_id', by);
  }
  noteStudies(references, task, by);
}

const notes: Readonly<Record<string, { readonly root: string; readonly note: Note }>> = {
  [names.runsResource]: { root: 'run', note: noteRun },
  [names.tasksResource]: { root: 'task', note: noteTask },
  [names.flowsResource]: {
    root: 'flow',
    note: (references, flow) => noteStudies(references, flow, `openml:flow/${flow.text('id')?.value ?? '?'}`),
  },
  [names.datasetsResource]: {
    root: 'data_set_description',
    note: (references, data) => noteStudies(references, data, `openml:dataset/${data.text('id')?.value ?? '?'}`),
  },
  [names.studyListResource]: {
    root: 'study_list',
    note: (references, list) => {
      for (const study of list.many('study')) noteText(references, 'studies', study, 'id', 'openml:study-list');
    },
  },
};

/** What a row of the list says of a run of which nothing else is known. */
export function noteRow({ references }: Pick<Crawl, 'references'>, row: OmlNode): void {
  noteRun(references, row);
}

/** Adds what a record refers to. */
export function noteReferences({ references }: Pick<Crawl, 'references'>, resource: string, root: OmlNode): void {
  notes[resource]?.note(references, root);
}

/** The root of a stored record; undefined when it cannot be read. */
export function rootOf({ bytes, line }: Pick<RawElement, 'bytes' | 'line'>, name: string): OmlNode | undefined {
  const read = readAnswer(line.status, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
  return read.kind === 'record' ? read.root : undefined;
}

/** Notes what all stored records of these resources refer to: for stages that work on what an earlier run has. */
export async function noteStored(crawl: Pick<Crawl, 'references' | 'context'>, ...resources: string[]): Promise<void> {
  for (const resource of resources) {
    const root = notes[resource]?.root ?? '';
    for await (const element of crawl.context.stored.elements(resource)) {
      const found = rootOf(element, root);
      if (found !== undefined) noteReferences(crawl, resource, found);
    }
  }
}
