import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintDataset } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { cutText } from '../../cut-text.ts';
import { cardWitness } from '../card-witness.ts';
import { isObject } from '../../found.ts';
import { mapAccess, mapCounters, mapDates, sayCount } from '../map-facts.ts';
import { mapIdentity } from '../map-identity.ts';
import { mapLicense } from '../map-license.ts';
import { mapPapers } from '../map-references.ts';
import { isServedRepoId } from '../repo-reference.ts';
import { DatasetRecord } from './dataset-record.ts';
import { askedDatasetId } from './dataset-url.ts';
import { mapDataFiles } from './map-dataset-files.ts';
import { mapSizes } from './map-dataset-sizes.ts';
import {
  mapDatasetKeywords,
  mapDatasetLanguages,
  mapDatasetLibraries,
  mapDatasetTasks,
  mapWords,
} from './map-dataset-words.ts';
import { mapSourceDatasets } from './map-source-datasets.ts';

/**
 * A dataset record of the Hub as entities with a witness for each value. Pure, synchronous and total, like its sister for
 * models.
 */
export function mapDatasetRecord({ value, bytes, line }: MapInput): MapResult {
  const issues = new IssueList();
  if (!isObject(value)) {
    issues.wrongShape('a dataset record', '', value);
    return { entities: [], issues: issues.all() };
  }
  const id = value['id'];
  if (typeof id !== 'string' || !isServedRepoId(id)) {
    issues.warn('no-id', 'a record without a usable id describes nothing', id === undefined ? '' : '/id', id);
    return { entities: [], issues: issues.all() };
  }
  const record = new DatasetRecord(id, value, bytes, issues);
  const others = mapDataset(record);
  return { entities: [record.entity.build(), ...others, ...mapRedirect(id, line.url)], issues: issues.all() };
}

function mapDataset(record: DatasetRecord): readonly MappedEntity[] {
  mapIdentity(record, 'publisher');
  mapNames(record);
  mapTexts(record);
  mapDates(record);
  mapAccess(record);
  const licenses = mapLicense(record, record.tags.of('license'));
  mapDatasetLanguages(record);
  mapDatasetTasks(record);
  mapDatasetLibraries(record);
  mapWords(record);
  mapDatasetKeywords(record);
  mapSourceDatasets(record);
  mapPapers(record, record.tags.of('arxiv'), record.tags.of('doi'));
  mapSizes(record);
  const files = mapDataFiles(record);
  mapCounters(record);
  sayCount(record, 'usedStorage', record.root['usedStorage'], '/usedStorage');
  return [...licenses, ...files];
}

/** Title, and the id it had at Papers with Code, which is gone. */
function mapNames(record: DatasetRecord): void {
  const title = record.card.text('pretty_name');
  if (title !== undefined) record.say('alternateName', title.value, cardWitness(title));
  const ofHub = record.text('paperswithcode_id');
  const ofCard = record.card.text('paperswithcode_id');
  if (ofHub !== undefined) sayCode(record, ofHub.value, { method: 'hub-api', pointer: ofHub.pointer });
  if (ofCard !== undefined) sayCode(record, ofCard.value, cardWitness(ofCard));
}

function sayCode(record: DatasetRecord, code: string, witness: Parameters<DatasetRecord['say']>[2]): void {
  if (/^[\w.-]{1,200}$/.test(code)) record.say('identifier', `paperswithcode:${code}`, { ...witness, literal: code });
  else record.issues.wrongShape('an identifier', witness.pointer, code);
}

/** Description and citation as the Hub tells them: the beginning of the card, and what a script declared. */
function mapTexts(record: DatasetRecord): void {
  for (const [key, property] of [
    ['description', 'description'],
    ['citation', 'citeAs'],
  ] as const) {
    const found = record.text(key);
    if (found === undefined || found.value.trim() === '') continue;
    record.say(property, cutText(found, record.issues), { method: 'hub-api', pointer: found.pointer });
  }
}

/** A detail asked by one id and answered with another: the old name leads to the new one. */
function mapRedirect(id: string, url: string): readonly MappedEntity[] {
  const asked = askedDatasetId(url);
  if (asked === undefined || asked === id || !isServedRepoId(asked)) return [];
  const old = new EntityBuilder('Dataset', mintDataset(asked));
  old.add('redirectsTo', mintDataset(id), { method: 'link-resolution', pointer: '/id', literal: asked });
  return [old.build()];
}
