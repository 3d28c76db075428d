import type { MappedEntity } from '../../ontology/entity.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { IssueList } from '../issue-list.ts';
import type { MapInput, MapResult } from '../source.ts';
import { CroissantRecord } from './croissant-record.ts';
import type { CroissantId, CroissantSource } from './croissant-source.ts';
import { findDataset } from './find-dataset.ts';
import {
  mapCroissantDates,
  mapCroissantKeywords,
  mapCroissantLanguages,
  mapCroissantLinks,
  mapCroissantNames,
  mapCroissantSources,
  mapCroissantTexts,
} from './map-croissant-facts.ts';
import { mapCroissantLicense } from './map-croissant-license.ts';
import { mapCroissantParts } from './map-croissant-parts.ts';
import { mapCroissantPeople } from './map-croissant-people.ts';
import { mapRecordSets, mapResponsibleAi } from './map-record-sets.ts';

/**
 * A Croissant document as entities with a witness for each value: of version 0.8, 1.0 or 1.1, bare or wrapped, with either
 * spelling of schema.org. Pure, synchronous and total.
 */
export function mapCroissant({ value, line }: MapInput, source: CroissantSource): MapResult {
  const issues = new IssueList();
  const members = findDataset(value);
  if (members === undefined) {
    issues.wrongShape('a Croissant document', '', value);
    return { entities: [], issues: issues.all() };
  }
  const identity = source.identify(line.url, members);
  if (identity === undefined) {
    issues.warn('no-id', 'neither the request nor `url` names a dataset of the source', members.pointer);
    return { entities: [], issues: issues.all() };
  }
  const record = new CroissantRecord(source, identity.id, members, issues);
  const others = mapDocument(record, identity);
  return { entities: [record.entity.build(), ...others, ...mapRedirect(source, identity)], issues: issues.all() };
}

function mapDocument(record: CroissantRecord, identity: CroissantId): readonly MappedEntity[] {
  mapCroissantIdentity(record, identity);
  mapCroissantNames(record);
  mapCroissantTexts(record);
  mapCroissantLinks(record);
  mapCroissantDates(record);
  mapCroissantLicense(record);
  mapCroissantLanguages(record);
  mapCroissantKeywords(record);
  mapCroissantSources(record);
  const people = mapCroissantPeople(record);
  const parts = mapCroissantParts(record);
  mapRecordSets(record);
  mapResponsibleAi(record);
  return [...people, ...parts];
}

function mapCroissantIdentity(record: CroissantRecord, { id, pointer, other }: CroissantId): void {
  const witness = { method: 'link-resolution', pointer } as const;
  const caption = record.source.captionOf(id);
  if (caption !== undefined) record.say('name', caption, { ...witness, literal: id });
  record.say('identifier', id, witness);
  record.say('url', record.source.pageOf(id), { ...witness, literal: id });
  if (other !== undefined) {
    record.issues.warn(
      'other-dataset',
      `asked for ${id}, and \`url\` names another`,
      `${record.members.pointer}/url`,
      other,
    );
  }
}

/** Asked by an old name: it leads to the new one. */
function mapRedirect(source: CroissantSource, { id, pointer, renamedFrom }: CroissantId): readonly MappedEntity[] {
  if (renamedFrom === undefined) return [];
  const old = new EntityBuilder('Dataset', source.mintDataset(renamedFrom));
  old.add('redirectsTo', source.mintDataset(id), { method: 'link-resolution', pointer, literal: renamedFrom });
  return [old.build()];
}
