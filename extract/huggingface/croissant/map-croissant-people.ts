import type { MappedEntity } from '../../../ontology/entity.ts';
import { baseIri, identify, mintAccount, mintOrcid } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import { isObject } from '../found.ts';
import type { CroissantRecord } from './croissant-record.ts';
import { Members, textIn } from './members.ts';

/** Page of an account: one segment that is no section of the site. */
const profile = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]+)\/?$/i;
const sections: ReadonlySet<string> = new Set(['datasets', 'models', 'spaces', 'papers', 'docs', 'blog', 'tasks']);

/**
 * Who made it. All by name and in order; those with a page at the Hub or an ORCID iD are things of their own, of which the
 * document tells the kind and the full name. Nobody is made of a name.
 */
export function mapCroissantPeople(record: CroissantRecord): readonly MappedEntity[] {
  const people = new Map<string, MappedEntity>();
  for (const placed of record.elements('creator')) {
    const members = isObject(placed.value) ? new Members(placed.value, placed.pointer) : undefined;
    const name = record.textOf(members === undefined ? placed : members.get('name'));
    if (name !== undefined) record.state('creatorNames', name.value, name.pointer);
    if (members === undefined) continue;
    const person = personOf(members, name?.value, name?.pointer);
    if (person === undefined) continue;
    record.state('creator', person.iri, person.pointer, person.literal);
    if (!people.has(person.iri) && person.entity !== undefined) people.set(person.iri, person.entity);
  }
  return [...people.values()];
}

interface KnownPerson {
  readonly iri: string;
  readonly pointer: string;
  readonly literal: string;
  readonly entity?: MappedEntity;
}

function personOf(members: Members, name: string | undefined, place: string | undefined): KnownPerson | undefined {
  for (const member of ['url', '@id', 'sameAs', 'identifier']) {
    for (const { value, pointer } of members.all(member)) {
      const text = textIn(value);
      if (text === undefined) continue;
      const account = profile.exec(text)?.[1];
      const iri = account === undefined || sections.has(account) ? mintOrcid(text) : mintAccount(account);
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
