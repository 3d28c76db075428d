import { identify, mintOrcid } from '../../../ontology/iri.ts';
import type { Place } from '../../place.ts';
import type { ArtifactRecord } from './artifact-record.ts';

const method = 'bioimageio-rdf';

/** Authors, maintainers, packagers by name and in order; those with an ORCID iD are things of their own. E-mails are left out. */
export function mapPeople(record: ArtifactRecord): void {
  const { manifest } = record.artifact;
  mapList(record, manifest.at('authors'), 'author', 'authorNames');
  mapList(record, manifest.at('maintainers'), 'maintainer', 'maintainerNames');
  mapList(record, manifest.at('packaged_by'), 'contributor', 'contributorNames');
  const uploader = record.text(manifest.at('uploader').at('name'));
  if (uploader !== undefined) record.state('uploaderName', uploader.value, uploader.pointer);
}

function mapList(record: ArtifactRecord, list: Place, property: string, names: string): void {
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) return record.issues.wrongShape('a list of people', list.pointer, list.value);
  for (const person of list.elements()) {
    const isText = typeof person.value === 'string';
    const name = record.text(isText ? person : person.at('name'));
    // Of maintainers the account at GitHub is what must be told.
    const shown = name ?? (isText ? undefined : record.text(person.at('github_user')));
    if (shown !== undefined) record.state(names, shown.value, shown.pointer);
    if (isText) continue;
    const iri = personIri(record, person);
    if (iri === undefined) continue;
    const { pointer, value } = person.at('orcid');
    record.state(property, iri, pointer, { literal: String(value) });
    describe(record, iri, person, name);
  }
}

function personIri(record: ArtifactRecord, person: Place): string | undefined {
  const orcid = record.text(person.at('orcid'));
  if (orcid === undefined) return undefined;
  const iri = mintOrcid(orcid.value);
  if (iri === undefined)
    record.issues.warn(
      'not-an-orcid',
      'this is no ORCID iD: digits or check digit are wrong',
      orcid.pointer,
      orcid.value,
    );
  return iri;
}

const githubUser = /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/;

function describe(
  record: ArtifactRecord,
  iri: string,
  person: Place,
  name: { readonly value: string; readonly pointer: string } | undefined,
): void {
  const entity = record.other('Person', iri);
  const orcid = person.at('orcid');
  const number = identify(iri)?.name ?? iri;
  const literal = number === orcid.value ? {} : { literal: String(orcid.value) };
  entity.add('identifier', number, { method, pointer: orcid.pointer, ...literal });
  if (name !== undefined && !entity.add('name', name.value, { method, pointer: name.pointer }))
    entity.add('alternateName', name.value, { method, pointer: name.pointer });
  const affiliation = record.text(person.at('affiliation'));
  if (affiliation !== undefined)
    entity.add('affiliationName', affiliation.value, { method, pointer: affiliation.pointer });
  const github = record.text(person.at('github_user'));
  if (github !== undefined && githubUser.test(github.value))
    entity.add('sameAs', `https://github.com/${github.value}`, {
      method,
      pointer: github.pointer,
      literal: github.value,
    });
}
