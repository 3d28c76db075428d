import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintOpenml, mintOpenmlFile } from '../../../ontology/iri.ts';
import type { IssueList } from '../../issue-list.ts';
import { isWebAddress } from '../../web-address.ts';
import { sayLanguages } from '../../say-languages.ts';
import type { OmlNode } from '../document.ts';
import { readNumber, refer, sayIdentity } from './ids.ts';
import { sayLicense } from './license.ts';
import { sayTargets } from './map-task.ts';
import { sayNames } from './names.ts';
import { mapDatasetPapers } from './papers.ts';
import { openmlPageOf } from '../../../ontology/openml-page.ts';
import { isUnknown, Thing } from './thing.ts';

/** A dataset by its own description. */
export function readDataset(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const number = readNumber(root.text('id'), issues);
  if (number === undefined) {
    issues.warn('no-id', 'a dataset without a number describes nothing', root.pointer, root.text('id')?.value);
    return [];
  }
  const dataset = new Thing('Dataset', mintOpenml('dataset', number.n), issues);
  sayIdentity(dataset, 'dataset', number);
  sayDatasetFacts(dataset, root);
  dataset.text(root, 'description');
  sayNames(dataset, 'creatorNames', root.many('creator'));
  sayNames(dataset, 'contributorNames', root.many('contributor'));
  dataset.date(root, 'upload_date', 'datePublished');
  dataset.text(root, 'collection_date', 'temporalCoverage');
  for (const language of root.many('language')) {
    const found = language.own();
    if (found !== undefined) sayLanguages(dataset, found.value, { method: 'openml-api', pointer: found.pointer });
  }
  const licenses = sayLicense(dataset, root.text('licence'));
  dataset.text(root, 'version_label', 'versionLabel');
  dataset.text(root, 'visibility');
  dataset.text(root, 'error', 'processingError');
  for (const one of root.many('default_target_attribute')) sayTargets(dataset, one.own());
  for (const one of root.many('row_id_attribute')) sayColumns(dataset, 'rowIdFeature', one);
  for (const one of root.many('ignore_attribute')) sayColumns(dataset, 'ignoredFeature', one);
  sayOrigin(dataset, root);
  mapDatasetPapers(dataset, root);
  const files = mapFiles(dataset, number.n, root);
  return [dataset.build(), ...files, ...licenses];
}

/** What a list knows of it as well. */
export function sayDatasetFacts(dataset: Thing, node: OmlNode): void {
  dataset.text(node, 'name');
  dataset.text(node, 'version');
  dataset.text(node, 'status', 'creativeWorkStatus');
  dataset.texts(node, 'format', 'dataFormat');
  refer(dataset, 'publisher', 'user', node, 'uploader');
  dataset.texts(node, 'tag', 'keywords');
  dataset.texts(node, 'tags', 'keywords');
}

/** Several columns stand in one text, or each in one of its own. */
function sayColumns(dataset: Thing, property: string, node: OmlNode): void {
  const found = node.own();
  for (const name of found?.value.split(',') ?? []) {
    const column = name.trim();
    if (found !== undefined && column !== '') dataset.tell(property, column, found.pointer, found.value);
  }
}

/** Where it was taken from: another dataset of OpenML, or a page elsewhere. */
function sayOrigin(dataset: Thing, root: OmlNode): void {
  for (const node of root.many('original_data_url')) {
    const found = node.own();
    if (found === undefined) continue;
    const own = openmlPageOf(found.value);
    if (own === undefined) dataset.url('hadPrimarySource', found);
    else if (own !== dataset.iri && own.includes('/dataset/'))
      dataset.tell('isBasedOn', own, found.pointer, found.value);
  }
}

/** The file it was put online as, whose checksum is stated, and the one that the server has made of it. */
function mapFiles(dataset: Thing, n: string, root: OmlNode): readonly MappedEntity[] {
  const url = root.text('url');
  const parquet = root.text('parquet_url') ?? root.text('minio_url');
  const files: Thing[] = [];
  if ((url !== undefined && isWebAddress(url.value)) || root.text('file_id') !== undefined) {
    const file = new Thing('DataDownload', mintOpenmlFile(n, 'original'), dataset.issues);
    const place = url ?? root.text('file_id');
    file.url('contentUrl', url);
    file.text(root, 'file_id', 'identifier');
    const md5 = root.text('md5_checksum');
    if (md5 !== undefined && /^[\da-f]{32}$/i.test(md5.value))
      file.tell('md5', md5.value.toLowerCase(), md5.pointer, md5.value);
    else if (md5 !== undefined && !isUnknown(md5.value))
      dataset.issues.warn('not-a-hash', 'no md5', md5.pointer, md5.value);
    if (place !== undefined) dataset.tell('distribution', file.iri, place.pointer);
    files.push(file);
  }
  if (parquet !== undefined) {
    const file = new Thing('DataDownload', mintOpenmlFile(n, 'parquet'), dataset.issues);
    file.url('contentUrl', parquet);
    file.tell('encodingFormat', 'application/vnd.apache.parquet', parquet.pointer, parquet.value);
    dataset.tell('distribution', file.iri, parquet.pointer);
    files.push(file);
  }
  return files.map((file) => {
    const pointer = url?.pointer ?? parquet?.pointer ?? root.pointer;
    file.tell('fileKind', 'data', pointer);
    return file.build();
  });
}
