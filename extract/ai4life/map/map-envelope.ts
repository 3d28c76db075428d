import { mintBioimageioVersion } from '../../../ontology/iri.ts';
import { isoTime } from '../../../src/core/clock.ts';
import type { Place } from '../../place.ts';
import { aliasPointer } from '../artifact.ts';
import { artifactPage } from '../artifact-urls.ts';
import { earlierVersions, versionsOf } from '../versions.ts';
import type { ArtifactRecord } from './artifact-record.ts';

const method = 'hypha-api';
/** Of the year 9999, in seconds. */
const latest = 253_402_300_799;

/** What the server itself tells: names, dates, counters, versions. */
export function mapEnvelope(record: ArtifactRecord): void {
  const { root, alias, kind, type } = record.artifact;
  const named = aliasPointer(root);
  record.say('url', artifactPage(alias), { method, pointer: named, literal: alias });
  const id = root.at('id');
  if (typeof id.value === 'string' && isPlainId.test(id.value))
    record.say('identifier', id.value, { method, pointer: id.pointer });
  record.say('alternateName', alias, { method, pointer: named });
  sayPlain(record, 'sourceId', root.at('_id'));
  sayTime(record, 'dateCreated', root.at('created_at'));
  sayTime(record, 'dateModified', root.at('last_modified'));
  sayCount(record, 'views', root.at('view_count'));
  sayCount(record, 'downloadsAllTime', root.at('download_count'));
  if (!root.at('staging').isEmpty) {
    record.say('creativeWorkStatus', 'staged', { method, pointer: '/staging', literal: 'staging' });
  }
  mapVersions(record);
  if (kind === 'resource')
    record.issues.inform('other-kind', 'there is no class for things of this kind', '/type', type ?? null);
}

const isPlainId = /^[^\s\p{Cc}\p{Cs}]{1,512}$/u;
const plainWord = /^[\w.-]{1,128}$/;

function sayPlain(record: ArtifactRecord, property: string, place: Place): void {
  if (place.isEmpty) return;
  const { value, pointer } = place;
  if (typeof value === 'string' && plainWord.test(value)) record.say(property, value, { method, pointer });
  else record.issues.wrongShape('an identifier', pointer, value);
}

/** Seconds since 1970. */
function timeIn(record: ArtifactRecord, place: Place): string | undefined {
  const { value, pointer } = place;
  if (place.isEmpty || value === 0) return undefined;
  if (typeof value === 'number' && value > 0 && value <= latest) return isoTime(Math.floor(value) * 1000);
  record.issues.wrongShape('seconds since 1970', pointer, value);
  return undefined;
}

function sayTime(record: ArtifactRecord, property: string, place: Place): void {
  const time = timeIn(record, place);
  if (time !== undefined) record.say(property, time, { method, pointer: place.pointer, literal: String(place.value) });
}

/** The server weighs what it counts, so that a count may have a fraction: whole ones count. */
function sayCount(record: ArtifactRecord, property: string, place: Place): void {
  const { value, pointer } = place;
  if (place.isEmpty) return;
  if (typeof value !== 'number' || !(value >= 0) || value > Number.MAX_SAFE_INTEGER)
    return record.issues.wrongShape('a count', pointer, value);
  const whole = Math.floor(value);
  record.say(property, whole, { method, pointer, ...(whole === value ? {} : { literal: String(value) }) });
}

/** The label of the newest; each earlier one is a thing of its own. */
function mapVersions(record: ArtifactRecord): void {
  const { root, alias } = record.artifact;
  const newest = versionsOf(root).at(-1);
  if (newest !== undefined) {
    record.say('artifactVersion', newest.label, { method, pointer: newest.place.at('version').pointer });
  }
  for (const { label, place } of earlierVersions(root)) {
    const version = record.other('CreativeWork', mintBioimageioVersion(alias, label));
    const { pointer } = place.at('version');
    version.add('name', `${alias} ${label}`, { method, pointer, literal: label });
    version.add('version', label, { method, pointer });
    version.add('specializationOf', record.iri, { method, pointer, literal: alias });
    const time = timeIn(record, place.at('created_at'));
    if (time !== undefined)
      version.add('dateCreated', time, {
        method,
        pointer: place.at('created_at').pointer,
        literal: String(place.at('created_at').value),
      });
    const comment = record.text(place.at('comment'));
    if (comment !== undefined) version.add('description', comment.value, { method, pointer: comment.pointer });
  }
}
