import type { MapInput, MapResult } from '../../source.ts';
import { isObject } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import { isServedRepoId } from '../repo-reference.ts';
import { isWellFormed } from '../../well-formed.ts';
import { describeFile, sayContent } from './describe-file.ts';

/**
 * A row of the listing of a model's files: `{ type, path, size, oid, lfs: { oid, size } }`. Files of weights are described; of
 * others, and of folders, nothing is made. That they belong to the model, the model's own record says.
 */
export function mapModelFile({ value, line }: MapInput): MapResult {
  const issues = new IssueList();
  const tree = treeOf(line.url);
  if (!isObject(value) || tree === undefined) {
    issues.wrongShape('a row of a listing of files', '', value);
    return { entities: [], issues: issues.all() };
  }
  const { type, path } = value;
  if (type === 'directory') return { entities: [], issues: [] };
  if (typeof path !== 'string' || path === '' || !isWellFormed(path)) {
    issues.wrongShape('a file with its path', path === undefined ? '' : '/path', value);
    return { entities: [], issues: issues.all() };
  }
  const file = describeFile(tree.id, path, tree, { method: 'hub-api', pointer: '/path' });
  if (file === undefined) return { entities: [], issues: [] };
  const lfs = isObject(value['lfs']) ? value['lfs'] : {};
  const size =
    lfs['size'] === undefined
      ? { value: value['size'], pointer: '/size' }
      : { value: lfs['size'], pointer: '/lfs/size' };
  sayContent(file.entity, size, { value: lfs['oid'], pointer: '/lfs/oid' });
  return { entities: [file.entity.build()], issues: issues.all() };
}

/** `…/api/models/{id}/tree/{revision}[/{folder}]` */
function treeOf(url: string): { readonly id: string; readonly revision: string } | undefined {
  const match = /\/api\/models\/((?:[^/?#]+\/)?[^/?#]+)\/tree\/([^/?#]+)/.exec(url);
  try {
    const id = match?.[1]?.split('/').map(decodeURIComponent).join('/');
    const revision = decodeURIComponent(match?.[2] ?? '');
    return id === undefined || revision === '' || !isServedRepoId(id) ? undefined : { id, revision };
  } catch {
    return undefined;
  }
}
