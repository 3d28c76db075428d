import { mintModel } from '../../ontology/iri.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import type { MapInput, MapResult, Sighting } from '../source.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { IssueList } from '../issue-list.ts';
import { mapAccess, mapCategory, mapCounters, mapDates, mapRequirements, mapShape, mapSize } from './map-facts.ts';
import { mapCounterpart } from './map-counterpart.ts';
import { mapIdentity } from './map-identity.ts';
import { mapPapers } from './map-references.ts';
import { mapStatements } from './map-statements.ts';
import { ModelRecord, isObject } from './model-record.ts';
import { askedModelId } from './model-url.ts';
import { isServedRepoId } from './repo-reference.ts';
import { mapFiles } from './weights/map-files.ts';

/**
 * A model record of the Hub as entities with a witness for each value. Pure, synchronous and total: any JSON whatever gives
 * entities or issues, never an exception, and nothing is dropped in silence but what the README of this folder lists.
 */
export function mapModelRecord({ value, bytes, line }: MapInput): MapResult {
  const issues = new IssueList();
  if (!isObject(value)) {
    issues.wrongShape('a model record', '', value);
    return { entities: [], issues: issues.all() };
  }
  const id = value['id'];
  if (typeof id !== 'string' || !isServedRepoId(id)) {
    issues.warn('no-id', 'a record without a usable id describes nothing', id === undefined ? '' : '/id', id);
    return { entities: [], issues: issues.all() };
  }
  const record = new ModelRecord(id, value, bytes, new EntityBuilder('MLModel', mintModel(id)), issues);
  const others = mapModel(record);
  const entities = [record.entity.build(), ...others, ...mapRedirect(id, line.url)];
  return { entities, issues: issues.all(), sightings: sightings(record, line.url) };
}

/** A row of a list says that the model is among those the Hub shows; one asked for by name may be there without. */
function sightings(record: ModelRecord, url: string): readonly Sighting[] {
  if (askedModelId(url) !== undefined) return [];
  const { iri } = record.entity;
  const sourceId = record.root['_id'];
  const isTold = typeof sourceId === 'string' && record.entity.has('sourceId', sourceId);
  return [isTold ? { iri, sourceId, pointer: '/_id' } : { iri }];
}

function mapModel(record: ModelRecord): readonly MappedEntity[] {
  mapIdentity(record, 'sharedBy');
  mapCounterpart(record);
  mapDates(record);
  mapAccess(record);
  const others = mapStatements(record);
  mapPapers(record, record.tags.arxiv, record.tags.dois);
  mapSize(record);
  mapShape(record);
  mapCategory(record);
  mapRequirements(record);
  mapCounters(record);
  return [...others, ...mapFiles(record)];
}

/** A detail asked by one id and answered with another: the old name leads to the new one. */
function mapRedirect(id: string, url: string): readonly MappedEntity[] {
  const asked = askedModelId(url);
  if (asked === undefined || asked === id || !isServedRepoId(asked)) return [];
  const old = new EntityBuilder('MLModel', mintModel(asked));
  old.add('redirectsTo', mintModel(id), { method: 'link-resolution', pointer: '/id', literal: asked });
  return [old.build()];
}
