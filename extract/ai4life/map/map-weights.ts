import { mintBioimageioFile, mintSoftware } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import type { Found } from '../../found.ts';
import type { Place } from '../../place.ts';
import { toWellFormed } from '../../well-formed.ts';
import { readLink } from '../link.ts';
import type { ArtifactRecord } from './artifact-record.ts';

const method = 'bioimageio-rdf';

/** Members that tell the version of the framework, and the package it is. None tells of a package by `opset_version`. */
const versions = [
  ['pytorch_version', 'torch'],
  ['tensorflow_version', 'tensorflow'],
  ['opset_version', undefined],
] as const;

/** The weights by format: a file each, with its hash and what it was converted from. */
export function mapWeights(record: ArtifactRecord): void {
  const all = record.artifact.manifest.at('weights');
  if (all.isEmpty) return;
  const members = all.members().filter(([, weights]) => !weights.isEmpty);
  const files = new Map(members.map(([format, weights]) => [format, fileOf(record, weights)]));
  for (const [format, weights] of members) mapFormat(record, format, weights, files);
}

interface WeightFile {
  readonly iri: string;
  readonly url: string;
  readonly path: string | undefined;
  readonly name: string;
  readonly source: Found<string>;
}

function fileOf(record: ArtifactRecord, weights: Place): WeightFile | undefined {
  const source = record.text(weights.at('source'));
  if (source === undefined) return undefined;
  const link = readLink(source.value, record.artifact);
  if (link.kind === 'unusable') {
    record.issues.warn(
      'unusable-link',
      'this leads neither to a file of its own nor to the web',
      source.pointer,
      source.value,
    );
    return undefined;
  }
  const path = link.kind === 'file' ? link.path : undefined;
  const place = path ?? link.url;
  const name =
    place
      .split(/[?#]/, 1)[0]
      ?.split('/')
      .filter((part) => part !== '')
      .at(-1) ?? place;
  return { iri: mintBioimageioFile(record.artifact.alias, place), url: link.url, path, name, source };
}

function mapFormat(
  record: ArtifactRecord,
  format: string,
  weights: Place,
  files: ReadonlyMap<string, WeightFile | undefined>,
): void {
  const file = files.get(format);
  mapSoftware(record, weights);
  const architecture = architectureOf(record, weights);
  if (file === undefined) return;
  const { pointer, value } = file.source;
  record.state('distribution', file.iri, pointer, { literal: value });
  const entity = record.other('DataDownload', file.iri);
  const literal = (shown: string) => (shown === value ? {} : { literal: value });
  entity.add('name', file.name, { method, pointer, ...literal(file.name) });
  entity.add('fileKind', 'weights', { method, pointer, literal: value });
  if (!entity.add('weightFormat', toWellFormed(format), { method, pointer: weights.pointer }))
    record.issues.inform('second-value', 'one file has weights in two formats', weights.pointer, format);
  entity.add('contentUrl', file.url, { method, pointer, ...literal(file.url) });
  if (file.path !== undefined) entity.add('path', file.path, { method, pointer, ...literal(file.path) });
  sayHash(record, entity, weights.at('sha256'));
  if (architecture !== undefined)
    entity.add('architecture', architecture.value, { method, pointer: architecture.pointer });
  for (const [member] of versions) {
    const found = versionIn(record, weights.at(member));
    if (found !== undefined) entity.add('frameworkVersion', found.value, { method, pointer: found.pointer });
  }
  sayParent(record, entity, weights.at('parent'), files);
}

const hex = /^[\da-f]{64}$/i;

function sayHash(record: ArtifactRecord, entity: EntityBuilder, place: Place): void {
  const found = record.text(place);
  if (found === undefined) return;
  if (!hex.test(found.value)) return record.issues.warn('not-a-hash', 'this is no SHA-256', found.pointer, found.value);
  const hash = found.value.toLowerCase();
  entity.add('sha256', hash, {
    method,
    pointer: found.pointer,
    ...(hash === found.value ? {} : { literal: found.value }),
  });
}

/** The format that these weights were converted from; a model without them has nothing to point at. */
function sayParent(
  record: ArtifactRecord,
  entity: EntityBuilder,
  place: Place,
  files: ReadonlyMap<string, WeightFile | undefined>,
): void {
  const parent = record.text(place);
  if (parent === undefined) return;
  const from = files.get(parent.value);
  if (from === undefined || from.iri === entity.iri)
    return record.issues.warn(
      'no-such-weights',
      'the model has no other weights in this format',
      parent.pointer,
      parent.value,
    );
  entity.add('convertedFrom', from.iri, { method, pointer: parent.pointer, literal: parent.value });
}

function mapSoftware(record: ArtifactRecord, weights: Place): void {
  for (const [member, name] of versions) {
    const found = name === undefined ? undefined : versionIn(record, weights.at(member));
    if (name !== undefined && found !== undefined)
      record.state('softwareRequirements', mintSoftware('pypi', name), found.pointer, { literal: found.value });
  }
}

function versionIn(record: ArtifactRecord, place: Place): Found<string> | undefined {
  return typeof place.value === 'number' ? { value: String(place.value), pointer: place.pointer } : record.text(place);
}

/** `file.py:Class` or `package.module.Class` in 0.4; in 0.5 its parts. Its last name is what the model is. */
function architectureOf(record: ArtifactRecord, weights: Place): Found<string> | undefined {
  const held = weights.at('architecture');
  if (held.isEmpty) return undefined;
  const isText = typeof held.value === 'string';
  const callable = record.text(isText ? held : held.at('callable'));
  if (callable === undefined) return undefined;
  const name = callable.value.split(/[.:]/).at(-1) ?? '';
  if (/^\w+$/.test(name))
    record.state('modelCategory', name, callable.pointer, name === callable.value ? {} : { literal: callable.value });
  const from = isText ? undefined : (record.text(held.at('import_from')) ?? record.text(held.at('source')));
  return from === undefined ? callable : { value: `${callable.value} (${from.value})`, pointer: callable.pointer };
}
