import { mintBioimageio, mintBioimageioFile, mintBioimageioVersion } from '../../../ontology/iri.ts';
import { cutText } from '../../cut-text.ts';
import { hasEmail, withoutEmails } from '../../e-mail.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { isObject, textOf } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { isWellFormed } from '../../well-formed.ts';
import { aliasPointer, readArtifact } from '../artifact.ts';
import { artifactOfUrl, publicFileUrl } from '../artifact-urls.ts';
import { isKind, labelOfKind } from '../kinds.ts';

const method = 'hypha-api';
const nothing: MapResult = { entities: [], issues: [] };

/** Of which artifact an answer tells, as it was noted when it was asked for. */
function subjectOf({ line }: MapInput): EntityBuilder | undefined {
  const [alias, kind] = [line.context?.['alias'], line.context?.['kind']];
  return typeof alias === 'string' && isKind(kind)
    ? new EntityBuilder(labelOfKind(kind), mintBioimageio(kind, alias))
    : undefined;
}

/** An earlier version: what its own description says of it. */
export function mapVersion({ value, line }: MapInput): MapResult {
  const artifact = readArtifact(value);
  const label = line.context?.['version'];
  if (artifact === undefined || typeof label !== 'string') return nothing;
  const issues = new IssueList();
  const { alias, kind, manifest } = artifact;
  const version = new EntityBuilder('CreativeWork', mintBioimageioVersion(alias, label));
  version.add('specializationOf', mintBioimageio(kind, alias), {
    method,
    pointer: aliasPointer(artifact.root),
    literal: alias,
  });
  for (const [property, key] of [
    ['name', 'name'],
    ['description', 'description'],
    ['licenseTag', 'license'],
  ] as const) {
    const place = manifest.at(key);
    const text = typeof place.value === 'string' ? textOf(place.value, place.pointer, issues) : undefined;
    const clean = text === undefined ? '' : withoutEmails(text);
    if (clean === '') continue;
    const cut = cutText({ value: clean, pointer: place.pointer }, issues);
    version.add(property, cut, { method: 'bioimageio-rdf', pointer: place.pointer });
  }
  for (const tag of manifest.at('tags').elements()) {
    if (typeof tag.value === 'string' && tag.value !== '' && isWellFormed(tag.value) && !hasEmail(tag.value))
      version.add('keywords', tag.value, { method: 'bioimageio-rdf', pointer: tag.pointer });
  }
  return { entities: [version.build()], issues: issues.all() };
}

/** A row of a list of files. Directories are no files. */
export function mapFile({ value, line }: MapInput): MapResult {
  const name = artifactOfUrl(line.url);
  const issues = new IssueList();
  const stated = isObject(value) && typeof value['name'] === 'string' ? value['name'] : '';
  if (name === undefined || !isObject(value) || stated === '' || !isWellFormed(stated)) {
    issues.warn('wrong-shape', 'expected a file with a name', '', value);
    return { entities: [], issues: issues.all() };
  }
  if (value['type'] === 'directory') return nothing;
  const folder = name.rest.replace(/^files\/?/, '');
  const directory = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  const path = `${directory}${stated}`;
  const file = new EntityBuilder('DataDownload', mintBioimageioFile(name.alias, path));
  file.add('name', stated.slice(stated.lastIndexOf('/') + 1), {
    method,
    pointer: '/name',
    literal: stated,
  });
  file.add('path', path, { method, pointer: '/name', literal: stated });
  file.add('contentUrl', publicFileUrl(name, path), { method, pointer: '/name', literal: stated });
  const [alias, kind] = [line.context?.['alias'], line.context?.['kind']];
  if (alias === name.alias && isKind(kind))
    file.add('isPartOf', mintBioimageio(kind, name.alias), { method, pointer: '/name', literal: stated });
  const { size } = value;
  if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0)
    file.add('contentSize', size, { method, pointer: '/size' });
  else if (size !== undefined && size !== null) issues.wrongShape('a number of bytes', '/size', size);
  return { entities: [file.build()], issues: issues.all() };
}

/** The documentation as it stands, without addresses of people. */
export function mapDocumentation(input: MapInput): MapResult {
  const subject = subjectOf(input);
  if (subject === undefined || typeof input.value !== 'string') return nothing;
  const issues = new IssueList();
  const whole = textOf(input.value, '', issues) ?? '';
  const clean = withoutEmails(whole);
  const pointer = `bytes=0-${Math.max(input.bytes.length - 1, 0)}`;
  if (hasEmail(whole)) issues.inform('e-mail-removed', 'an e-mail address is not kept', pointer);
  if (clean.trim() === '') return nothing;
  subject.add('text', cutText({ value: clean, pointer }, issues), { method: 'bioimageio-rdf', pointer });
  return { entities: [subject.build()], issues: issues.all() };
}

/** What the collection's own tests came to. */
export function mapTestReport(input: MapInput): MapResult {
  const subject = subjectOf(input);
  if (subject === undefined || !isObject(input.value)) return nothing;
  const issues = new IssueList();
  const { status, scores, score } = input.value;
  if (typeof status === 'string' && /^[\w -]{1,64}$/.test(status))
    subject.add('testStatus', status, { method, pointer: '/status' });
  else issues.wrongShape('a status', '/status', status ?? null);
  const figures = isObject(scores)
    ? ['/scores', scores]
    : typeof score === 'number'
      ? ['/score', { score }]
      : undefined;
  const text = figures === undefined ? '' : JSON.stringify(figures[1]);
  if (text !== '' && text.length <= 4096) subject.add('testScores', text, { method, pointer: String(figures?.[0]) });
  const entity = subject.build();
  return { entities: entity.evidence.length === 0 ? [] : [entity], issues: issues.all() };
}
