import type { MappedEntity } from '../../ontology/entity.ts';
import { baseIri, identify, mintOrcid } from '../../ontology/iri.ts';
import { withoutEmails } from '../e-mail.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { type Found, isObject } from '../found.ts';
import { type CroissantRecord, mostElements } from './croissant-record.ts';
import { Members, type Placed, textIn } from './members.ts';

/**
 * Who made it and who contributed. All by name and in order; those with an account at the source or an ORCID iD are things of their own, of which the
 * document tells the kind and the full name. Nobody is made of a name.
 */
export function mapCroissantPeople(record: CroissantRecord): readonly MappedEntity[] {
  const people = new Map<string, MappedEntity>();
  for (const placed of record.elements('creator')) {
    const members = isObject(placed.value) ? new Members(placed.value, placed.pointer) : undefined;
    const names = namesOf(record, placed, members);
    for (const { value, pointer } of names) record.state('creatorNames', value, pointer);
    if (members === undefined || names.length > 1) continue;
    const [name] = names;
    const person = personOf(record, members, name?.value, name?.pointer);
    if (person === undefined) continue;
    record.state('creator', person.iri, person.pointer, person.literal);
    if (!people.has(person.iri) && person.entity !== undefined) people.set(person.iri, person.entity);
  }
  for (const placed of record.elements('contributor')) {
    const members = isObject(placed.value) ? new Members(placed.value, placed.pointer) : undefined;
    for (const { value, pointer } of namesOf(record, placed, members)) record.state('contributorNames', value, pointer);
  }
  return [...people.values()];
}

/** Some documents put the names of all into one person. */
function namesOf(record: CroissantRecord, placed: Placed, members: Members | undefined): readonly Found<string>[] {
  const stated = members === undefined ? [placed] : members.all('name').slice(0, mostElements);
  return stated.flatMap((one) => {
    const found = record.textOf(one);
    const value = found === undefined ? '' : withoutEmails(found.value);
    return found === undefined || value === '' ? [] : [{ value, pointer: found.pointer }];
  });
}

interface KnownPerson {
  readonly iri: string;
  readonly pointer: string;
  readonly literal: string;
  readonly entity?: MappedEntity;
}

function personOf(
  { source }: CroissantRecord,
  members: Members,
  name: string | undefined,
  place: string | undefined,
): KnownPerson | undefined {
  for (const member of ['url', '@id', 'sameAs', 'identifier']) {
    for (const { value, pointer } of members.all(member)) {
      const text = textIn(value);
      if (text === undefined) continue;
      const iri = source.accountAt(text) ?? mintOrcid(text);
      if (iri === undefined) continue;
      const entity = describe(iri, members, text, pointer, name, place);
      return entity === undefined ? { iri, pointer, literal: text } : { iri, pointer, literal: text, entity };
    }
  }
  return undefined;
}

function describe(
  iri: string,
  members: Members,
  literal: string,
  pointer: string,
  name: string | undefined,
  place: string | undefined,
): MappedEntity | undefined {
  const kind = members.types.find((type) => type === 'Person' || type === 'Organization');
  const typed = members.get('@type') ?? members.get('type');
  if (kind === undefined || typed === undefined) return undefined;
  const entity = new EntityBuilder(kind, iri);
  const method = 'croissant-endpoint';
  const isAccount = iri.startsWith(baseIri());
  // An account is called as it is at the Hub; of an ORCID iD only the name says who it is.
  if (isAccount || name === undefined) entity.add('name', identify(iri)?.name ?? iri, { method, pointer, literal });
  entity.add('identifier', literal, { method, pointer });
  if (name !== undefined && place !== undefined)
    entity.add(isAccount ? 'alternateName' : 'name', name, { method, pointer: place });
  if (isAccount) {
    const said = textIn(typed.value) ?? kind;
    entity.add('accountType', kind === 'Person' ? 'user' : 'org', { method, pointer: typed.pointer, literal: said });
  }
  return entity.build();
}
