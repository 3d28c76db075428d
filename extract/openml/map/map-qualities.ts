import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml } from '../../../ontology/iri.ts';
import { boundedJson } from '../../bounded-json.ts';
import type { IssueList } from '../../issue-list.ts';
import type { MapInput } from '../../source.ts';
import type { OmlNode } from '../document.ts';
import { askedDataset } from './map-features.ts';
import { Thing } from './thing.ts';

const longestJson = 32_768;

/** What the server has measured on a dataset. The answer does not say on which: the request does. */
export function readQualities(root: OmlNode, issues: IssueList, { line }: MapInput): readonly MappedEntity[] {
  const n = askedDataset(line.url, 'qualities');
  if (n === undefined) {
    issues.warn('no-id', 'the request names no dataset', root.pointer, line.url);
    return [];
  }
  const dataset = new Thing('Dataset', mintOpenml('dataset', n), issues);
  return sayQualities(dataset, root) ? [dataset.build()] : [];
}

/** Those that a graph is asked for by name. */
const counts: ReadonlyMap<string, string> = new Map([
  ['NumberOfInstances', 'rowCount'],
  ['NumberOfFeatures', 'featureCount'],
  ['NumberOfClasses', 'classCount'],
  ['NumberOfMissingValues', 'missingValueCount'],
]);

/** Whether there are any. What has no value is not known. */
export function sayQualities(dataset: Thing, node: OmlNode): boolean {
  const qualities = node.many('quality');
  const known: [string, string][] = [];
  for (const quality of qualities) {
    const name = quality.text('name');
    const value = quality.text('value');
    if (name === undefined || value === undefined) continue;
    known.push([name.value, value.value]);
    const property = counts.get(name.value);
    if (property !== undefined) dataset.integer(property, value);
  }
  const [first] = qualities;
  if (first === undefined || known.length === 0) return false;
  const json = boundedJson(Object.fromEntries(known), longestJson);
  if (json === undefined)
    dataset.issues.inform('text-cut', 'too many qualities to be kept', first.pointer, known.length);
  else dataset.tell('qualities', json, first.pointer);
  return true;
}
