import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, type OpenmlKind } from '../../../ontology/iri.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { ownNumber, sayIdentity } from './ids.ts';
import { sayDatasetFacts } from './map-dataset.ts';
import { sayFlowFacts } from './map-flow.ts';
import { sayQualities } from './map-qualities.ts';
import { mapErrors, sayRunLinks } from './map-run.ts';
import { readStudy } from './map-study.ts';
import { readTask } from './map-task.ts';
import { Thing } from './thing.ts';

type RowReader = (thing: Thing, row: OmlNode) => void;

/** Rows of a list, each of one thing, whose number is in the member `id`. */
function rows(
  root: OmlNode,
  issues: IssueList,
  row: string,
  label: string,
  kind: OpenmlKind,
  id: string,
  read: RowReader,
) {
  return root.many(row).flatMap((node): readonly MappedEntity[] => {
    const number = ownNumber(node, id, 'a row', issues);
    if (number === undefined) return [];
    const thing = new Thing(label, mintOpenml(kind, number.n), issues);
    sayIdentity(thing, kind, number);
    read(thing, node);
    return [thing.build()];
  });
}

export function readRunList(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return rows(root, issues, 'run', 'Run', 'run', 'run_id', (run, row) => {
    sayRunLinks(run, row);
    mapErrors(run, row);
    run.text(row, 'run_details', 'runDetails');
    run.date(row, 'upload_time', 'datePublished');
  });
}

export function readFlowList(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return rows(root, issues, 'flow', 'Flow', 'flow', 'id', sayFlowFacts);
}

export function readDatasetList(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return rows(root, issues, 'dataset', 'Dataset', 'dataset', 'did', (dataset, row) => {
    sayDatasetFacts(dataset, row);
    sayQualities(dataset, row);
  });
}

export function readTaskList(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return root.many('task').flatMap((row) => readTask(row, issues));
}

export function readStudyList(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  return root.many('study').flatMap((row) => readStudy(row, issues));
}
