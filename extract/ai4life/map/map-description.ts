import { mintDataset, mintModel } from '../../../ontology/iri.ts';
import { cutText } from '../../cut-text.ts';
import { momentOf } from '../../moment.ts';
import type { Place } from '../../place.ts';
import { isWebAddress } from '../../web-address.ts';
import { aliasPointer } from '../artifact.ts';
import { attachmentsOf, isIconFile, sourceOf } from '../file-links.ts';
import { readLink } from '../link.ts';
import { readNamed } from '../references.ts';
import type { ArtifactRecord } from './artifact-record.ts';

/** What the description states of the thing in words, dates and links. */
export function mapDescription(record: ArtifactRecord): void {
  const { manifest, root, alias } = record.artifact;
  const name = record.text(manifest.at('name'));
  if (name === undefined) {
    record.say('name', alias, { method: 'hypha-api', pointer: aliasPointer(root) });
    record.issues.warn(
      'no-name',
      'its description gives it no name',
      '/manifest/name',
      manifest.at('name').value ?? null,
    );
  } else record.state('name', name.value, name.pointer);
  const description = record.text(manifest.at('description'));
  if (description !== undefined) record.state('description', cutText(description, record.issues), description.pointer);
  sayWord(record, 'specVersion', manifest.at('format_version'));
  sayWord(record, 'version', manifest.at('version'));
  sayWord(record, 'creativeWorkStatus', statusOf(manifest));
  sayWord(record, 'runMode', manifest.at('run_mode').at('name'));
  sayTime(record, manifest.at('timestamp'));
  sayEmoji(record);
  for (const cover of manifest.at('covers').elements()) sayFile(record, 'image', sourceOf(cover));
  sayFile(record, 'readme', sourceOf(manifest.at('documentation')));
  for (const attachment of attachmentsOf(manifest)) sayFile(record, 'associatedMedia', sourceOf(attachment));
  sayAddress(record, 'codeRepository', manifest.at('git_repo'));
  sayOrigin(record, manifest.at('source'), 'sourceUrl');
  sayOrigin(record, manifest.at('download_url'), record.has('downloadUrl') ? 'downloadUrl' : 'sourceUrl');
}

/** What is staged says so itself. */
function statusOf(manifest: Place): Place {
  const own = manifest.at('status');
  return own.isEmpty ? manifest.at('config').at('bioimageio').at('status') : own;
}

/** A word or a number, as its text. */
export function sayWord(record: ArtifactRecord, property: string, place: Place): void {
  const { value, pointer } = place;
  if (place.isEmpty || value === '') return;
  if (typeof value === 'number') return record.state(property, String(value), pointer);
  const word = record.text(place);
  if (word !== undefined && !(property === 'creativeWorkStatus' && record.entity.has(property, 'staged')))
    record.state(property, word.value, pointer);
}

function sayTime(record: ArtifactRecord, place: Place): void {
  const found = record.text(place);
  if (found === undefined) return;
  const moment = momentOf(found.value) ?? momentOf(inUtc(found.value));
  if (moment === undefined) return record.issues.warn('not-a-date', 'this is no date', found.pointer, found.value);
  const literal = moment.utc === found.value ? {} : { literal: found.value };
  record.state('describedOn', moment.utc, found.pointer, { ...moment.witness, ...literal });
}

/** `+00:00` is how Python writes UTC. */
function inUtc(text: string): string {
  return text.replace(/[+-]00:?00$/, 'Z').replace(' ', 'T');
}

function sayEmoji(record: ArtifactRecord): void {
  const { manifest } = record.artifact;
  const { value, pointer } = manifest.at('icon');
  if (isIconFile(value)) sayFile(record, 'thumbnailUrl', sourceOf(manifest.at('icon')));
  const signs = [manifest.at('id_emoji'), manifest.at('config').at('bioimageio').at('nickname_icon')];
  const sign = signs.find((place) => typeof place.value === 'string' && place.value !== '');
  const found = sign === undefined ? undefined : record.text(sign);
  if (found !== undefined) record.state('emoji', found.value, found.pointer);
  else if (typeof value === 'string' && value !== '' && !isIconFile(value)) record.state('emoji', value, pointer);
}

/** A link to a file of the artifact or to the web. */
export function sayFile(record: ArtifactRecord, property: string, place: Place): void {
  const found = record.text(place);
  if (found === undefined) return;
  const link = readLink(found.value, record.artifact);
  if (link.kind === 'unusable')
    return record.issues.warn(
      'unusable-link',
      'this leads neither to a file of its own nor to the web',
      found.pointer,
      found.value,
    );
  const literal = link.url === found.value ? {} : { literal: found.value };
  record.state(property, link.url, found.pointer, literal);
}

function sayAddress(record: ArtifactRecord, property: string, place: Place): void {
  const found = record.text(place);
  if (found === undefined) return;
  if (isWebAddress(found.value)) record.state(property, found.value, found.pointer);
  else record.issues.warn('not-a-url', 'this is no web address', found.pointer, found.value);
}

/** Where it is to be had. A whole repository of the Hub is the same thing there. */
function sayOrigin(record: ArtifactRecord, place: Place, property: string): void {
  const found = record.text(place);
  if (found === undefined) return;
  sayFile(record, property, place);
  sayCounterpart(record, found.value, found.pointer);
}

/** A repository of the Hub that is named as the thing itself: it has a node of its own there. */
export function sayCounterpart(record: ArtifactRecord, text: string, pointer: string): void {
  const { kind } = record.artifact;
  if (kind !== 'model' && kind !== 'dataset') return;
  const named = readNamed(text, kind);
  if (named.kind !== 'hub') return;
  const isDataset = kind === 'dataset';
  const page = `https://huggingface.co/${isDataset ? 'datasets/' : ''}${named.id}`;
  record.state('sameAs', page, pointer, page === text ? {} : { literal: text });
  record.state('sameWorkAs', isDataset ? mintDataset(named.id) : mintModel(named.id), pointer, { literal: text });
}
