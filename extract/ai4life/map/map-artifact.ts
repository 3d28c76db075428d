import type { MapInput, MapResult } from '../../source.ts';
import { IssueList } from '../../issue-list.ts';
import { isObject } from '../../found.ts';
import { readArtifact } from '../artifact.ts';
import { ArtifactRecord } from './artifact-record.ts';
import { mapCitations } from './map-citations.ts';
import { mapConfig } from './map-config.ts';
import { mapDescription } from './map-description.ts';
import { mapEnvelope } from './map-envelope.ts';
import { mapEvaluations } from './map-evaluations.ts';
import { mapLicense } from './map-license.ts';
import { mapNames } from './map-names.ts';
import { mapPeople } from './map-people.ts';
import { mapReferences } from './map-references.ts';
import { mapTags } from './map-tags.ts';
import { mapTensors } from './map-tensors.ts';
import { mapWeights } from './map-weights.ts';

/** An artifact of the collection: what the server tells of it, what its description states, and the names it goes by. */
export function mapArtifact({ value }: MapInput): MapResult {
  const artifact = readArtifact(value);
  if (artifact === undefined) {
    const issues = new IssueList();
    issues.warn('no-alias', 'an artifact without a usable alias tells of nothing', '', value);
    return { entities: [], issues: issues.all() };
  }
  const record = new ArtifactRecord(artifact);
  mapEnvelope(record);
  if (isObject(artifact.manifest.value)) {
    mapDescription(record);
    mapPeople(record);
    mapLicense(record);
    mapCitations(record);
    if (artifact.kind === 'model') {
      mapTensors(record);
      mapWeights(record);
    }
    mapTags(record);
    mapReferences(record);
    mapConfig(record);
    if (artifact.kind === 'model') mapEvaluations(record);
  } else record.issues.warn('no-description', 'it has no description', '/manifest', artifact.manifest.value ?? null);
  mapNames(record);
  const sourceId = artifact.root.at('_id').value;
  const sighting = isSourceId(sourceId) ? { iri: record.iri, sourceId, pointer: '/_id' } : { iri: record.iri };
  return { entities: record.build(), issues: record.issues.all(), sightings: [sighting] };
}

export function isSourceId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,128}$/.test(value);
}
