import { mintModel } from '../../ontology/iri.ts';
import type { MapInput, MapResult } from '../source.ts';
import { IssueList } from '../issue-list.ts';
import { isObject } from './model-record.ts';
import { isServedRepoId } from './repo-reference.ts';

const hubObjectId = /^[\da-f]{24}$/;

/** A row of a list of ids: the model is there, and nothing more is told of it. */
export function mapModelId({ value }: MapInput): MapResult {
  const issues = new IssueList();
  const id = isObject(value) ? value['id'] : undefined;
  if (!isObject(value) || typeof id !== 'string' || !isServedRepoId(id)) {
    issues.warn(
      'no-id',
      'a row without a usable id tells of nothing',
      isObject(value) && 'id' in value ? '/id' : '',
      id,
    );
    return { entities: [], issues: issues.all() };
  }
  const sourceId = value['_id'];
  const identity =
    typeof sourceId === 'string' && hubObjectId.test(sourceId) ? { sourceId, pointer: '/_id' } : undefined;
  return { entities: [], issues: [], sightings: [{ iri: mintModel(id), ...identity }] };
}
