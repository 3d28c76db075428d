import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintDatasetFile } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { readCount } from '../exact-integer.ts';
import { isObject, type JsonObject } from '../../found.ts';
import { hubBytesUrl } from '../hub-urls.ts';
import { dataFileOf } from './data-files.ts';
import type { DatasetRecord } from './dataset-record.ts';

/** Of a repository with more data files only the first so many become nodes; some hold tens of thousands. */
export const mostDataFiles = 100;

/** Files of data, by `siblings`. */
export function mapDataFiles(record: DatasetRecord): readonly MappedEntity[] {
  const listed = record.root['siblings'];
  if (listed === undefined || listed === null) return [];
  if (!Array.isArray(listed)) {
    record.issues.wrongShape('a list', '/siblings', listed);
    return [];
  }
  const files: MappedEntity[] = [];
  const seen = new Set<string>();
  let beyond = 0;
  for (let i = 0; i < listed.length; i++) {
    const sibling: unknown = listed[i];
    const path = pathOf(record, sibling, `/siblings/${i}`);
    const data = path === undefined || seen.has(path) ? undefined : dataFileOf(path);
    if (path === undefined || data === undefined) continue;
    seen.add(path);
    if (files.length < mostDataFiles) files.push(fileEntity(record, path, data.mediaType, sibling as JsonObject, i));
    else beyond += 1;
  }
  if (beyond > 0) {
    const message = `${beyond} further data files are left out`;
    record.issues.inform('files-cut', message, '/siblings', `${files.length} of ${files.length + beyond}`);
  }
  return files;
}

function pathOf(record: DatasetRecord, sibling: unknown, pointer: string): string | undefined {
  if (!isObject(sibling)) {
    record.issues.wrongShape('an object', pointer, sibling);
    return undefined;
  }
  const path = record.textOf(sibling['rfilename'], `${pointer}/rfilename`);
  return path === '' ? undefined : path;
}

function fileEntity(
  record: DatasetRecord,
  path: string,
  mediaType: string | undefined,
  sibling: JsonObject,
  index: number,
): MappedEntity {
  const pointer = `/siblings/${index}/rfilename`;
  const witness = { method: 'file-listing', pointer } as const;
  const file = new EntityBuilder('DataDownload', mintDatasetFile(record.id, path));
  const name = path.slice(path.lastIndexOf('/') + 1);
  file.add('name', name, name === path ? witness : { ...witness, literal: path });
  file.add('path', path, witness);
  file.add('fileKind', 'data', { ...witness, literal: path });
  file.add('contentUrl', hubBytesUrl('dataset', record.id, path), { ...witness, literal: path });
  if (mediaType !== undefined) file.add('encodingFormat', mediaType, { ...witness, literal: path });
  const lfs = isObject(sibling['lfs']) ? sibling['lfs'] : {};
  const place = `/siblings/${index}`;
  if (!addSize(record, file, sibling['size'], `${place}/size`)) addSize(record, file, lfs['size'], `${place}/lfs/size`);
  const hash = lfs['sha256'];
  if (typeof hash === 'string' && /^[\da-f]{64}$/i.test(hash)) {
    file.add('sha256', hash.toLowerCase(), { method: 'hub-api', pointer: `${place}/lfs/sha256` });
  }
  record.say('distribution', file.iri, { ...witness, literal: path });
  return file.build();
}

function addSize(record: DatasetRecord, file: EntityBuilder, size: unknown, pointer: string): boolean {
  if (size === undefined || size === null) return false;
  const reading = readCount(size, () => record.source(pointer));
  if ('value' in reading) return file.add('contentSize', reading.value, { method: 'hub-api', pointer });
  record.issues.wrongShape('a whole number, not negative', pointer, size);
  return false;
}
