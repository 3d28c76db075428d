import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintDataset } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { askedDatasetId } from '../dataset/dataset-url.ts';
import { hubPageUrl } from '../hub-urls.ts';
import { type CroissantId, croissantId } from './croissant-id.ts';
import { CroissantRecord } from './croissant-record.ts';
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
export function mapCroissant({ value, line }: MapInput): MapResult {
  const issues = new IssueList();
  const members = findDataset(value);
  if (members === undefined) {
    issues.wrongShape('a Croissant document', '', value);
    return { entities: [], issues: issues.all() };
  }
  const identity = croissantId(askedDatasetId(line.url), members);
  if (identity === undefined) {
    issues.warn('no-id', 'neither the request nor `url` names a dataset of the Hub', members.pointer);
    return { entities: [], issues: issues.all() };
  }
  const record = new CroissantRecord(identity.id, members, issues);
  const others = mapDocument(record, identity);
  return { entities: [record.entity.build(), ...others, ...mapRedirect(identity)], issues: issues.all() };
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
  const slash = id.indexOf('/');
  record.say('name', id.slice(slash + 1), { ...witness, literal: id });
  record.say('identifier', id, witness);
  record.say('url', hubPageUrl('dataset', id), { ...witness, literal: id });
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
function mapRedirect({ id, pointer, renamedFrom }: CroissantId): readonly MappedEntity[] {
  if (renamedFrom === undefined) return [];
  const old = new EntityBuilder('Dataset', mintDataset(renamedFrom));
  old.add('redirectsTo', mintDataset(id), { method: 'link-resolution', pointer, literal: renamedFrom });
  return [old.build()];
}
