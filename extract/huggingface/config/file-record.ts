import { mintModel } from '../../../ontology/iri.ts';
import type { MapInput } from '../../source.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { fileOfUrl, type RepoFile } from '../file-url.ts';
import type { IssueList } from '../../issue-list.ts';
import { ModelRecord } from '../model-record.ts';
import { isServedRepoId } from '../repo-reference.ts';

/** The file of a model that a record is; an issue when it is none. */
export function modelFileOf({ line }: MapInput, issues: IssueList): ReturnType<typeof fileOfUrl> {
  const file = fileOfUrl(undefined, line.url);
  if (file?.kind === 'model' && isServedRepoId(file.id)) return file;
  issues.warn('no-id', 'the address of this record names no file of a model', '');
  return undefined;
}

/** A model of which a file tells something: nothing is told yet. */
export function recordOfFile({ bytes }: MapInput, { id }: RepoFile, issues: IssueList): ModelRecord {
  return new ModelRecord(id, {}, bytes, new EntityBuilder('MLModel', mintModel(id)), issues);
}
