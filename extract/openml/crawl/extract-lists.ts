import { inStage } from '../../stage-task.ts';
import type { OmlNode } from '../document.ts';
import * as names from '../resources.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { noteReferences } from './identify.ts';
import { type ListQuestion, walkList } from './list.ts';

interface WholeList extends ListQuestion {
  /** Class of what it lists. */
  readonly of: string;
  onPage?(crawl: Crawl, root: OmlNode): void;
}

/** Whatever its state: what is deactivated is there. */
const ofAllStates = ['status', 'all'];

/** XML where its rows tell more. */
const lists: readonly WholeList[] = [
  {
    of: 'Flow',
    resource: names.flowListResource,
    path: ['flow', 'list'],
    filters: [],
    root: 'flows',
    item: 'flow',
    id: 'id',
    form: 'json',
  },
  {
    of: 'Task',
    resource: names.taskListResource,
    path: ['task', 'list'],
    filters: ofAllStates,
    root: 'tasks',
    item: 'task',
    id: 'task_id',
    form: 'json',
  },
  {
    of: 'Dataset',
    resource: names.datasetListResource,
    path: ['data', 'list'],
    filters: ofAllStates,
    root: 'data',
    item: 'dataset',
    id: 'did',
    form: 'xml',
    onPage: noteChecksums,
  },
  {
    of: 'Study',
    resource: names.studyListResource,
    path: ['study', 'list'],
    filters: ofAllStates,
    root: 'study_list',
    item: 'study',
    id: 'id',
    form: 'json',
    onPage: (crawl, root) => noteReferences(crawl, names.studyListResource, root),
  },
];

/** A page of tasks with their qualities and tags must stay within what is read of one XML document. */
const mostRows = 500;

/** The lists to their end: what is not in them is not there. */
export async function extractLists(crawl: Crawl): Promise<void> {
  await inStage(crawl, 'openml_lists', async (task) => {
    for (const list of lists) await extractWholeList(task, crawl, list);
  });
}

async function extractWholeList(task: OpenmlTask, crawl: Crawl, list: WholeList): Promise<void> {
  const pageSize = Math.min(mostRows, task.settings.pageSize);
  const pages = walkList(task, list, { offset: 0, most: undefined, pageSize });
  for (;;) {
    const { value, done } = await pages.next();
    if (done === true) {
      if (value.isAtEnd) task.writer.markComplete({ of: list.of, resource: list.resource });
      return;
    }
    task.tally.add({ records: 1 });
    list.onPage?.(crawl, value.root);
  }
}

function noteChecksums({ listedChecksums }: Crawl, data: OmlNode): void {
  for (const dataset of data.many('dataset')) {
    const [did, checksum] = [dataset.text('did'), dataset.text('md5_checksum')];
    if (did !== undefined && checksum !== undefined) listedChecksums.set(did.value, checksum.value);
  }
}
