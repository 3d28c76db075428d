import type { MappedEntity } from '../../../ontology/entity.ts';
import { isObject, type ModelRecord } from '../model-record.ts';
import { isWellFormed } from '../../well-formed.ts';
import { describeFile, sayContent } from './describe-file.ts';
import { weightFormatOf } from './weight-files.ts';

/** Files of weights of one model that become nodes. Some repositories have tens of thousands. */
const mostFiles = 100;

/** The weight files among `siblings`, pinned to the commit of the record. Size and hash only where the record states them. */
export function mapFiles(record: ModelRecord): readonly MappedEntity[] {
  const siblings = record.root['siblings'];
  if (siblings === undefined || siblings === null) return [];
  if (!Array.isArray(siblings)) {
    record.issues.wrongShape('a list', '/siblings', siblings);
    return [];
  }
  const { sha } = record.root;
  const seen =
    typeof sha === 'string' && sha !== '' ? { revision: sha, revisionPointer: '/sha' } : { revision: 'main' };
  const files: MappedEntity[] = [];
  let beyond = 0;
  for (let i = 0; i < siblings.length; i++) {
    const path = pathOf(record, siblings[i], i);
    if (path === undefined || weightFormatOf(path) === undefined) continue;
    if (files.length === mostFiles) beyond += 1;
    else files.push(...mapFile(record, { path, i, sibling: siblings[i] as Record<string, unknown> }, seen));
  }
  if (beyond > 0) record.issues.inform('more-files', `${beyond} further files of weights are not mapped`, '/siblings');
  return files;
}

function pathOf(record: ModelRecord, sibling: unknown, i: number): string | undefined {
  const path = isObject(sibling) ? sibling['rfilename'] : undefined;
  if (typeof path === 'string' && path !== '' && isWellFormed(path)) return path;
  record.issues.wrongShape('a file with its path', `/siblings/${i}`, sibling);
  return undefined;
}

function mapFile(
  record: ModelRecord,
  { path, i, sibling }: { readonly path: string; readonly i: number; readonly sibling: Record<string, unknown> },
  seen: { readonly revision: string; readonly revisionPointer?: string },
): readonly MappedEntity[] {
  const at = `/siblings/${i}`;
  const listed = { method: 'hub-api', pointer: `${at}/rfilename` } as const;
  const file = describeFile(record.id, path, seen, listed);
  if (file === undefined) return [];
  const lfs = isObject(sibling['lfs']) ? sibling['lfs'] : {};
  const size = { value: sibling['size'], pointer: `${at}/size` };
  sayContent(file.entity, size.value === undefined ? { value: lfs['size'], pointer: `${at}/lfs/size` } : size, {
    value: lfs['sha256'],
    pointer: `${at}/lfs/sha256`,
  });
  record.say('distribution', file.entity.iri, { ...listed, literal: path });
  if (file.quantization !== undefined) {
    record.say('quantization', file.quantization, { method: 'file-listing', pointer: listed.pointer, literal: path });
  }
  return [file.entity.build()];
}
