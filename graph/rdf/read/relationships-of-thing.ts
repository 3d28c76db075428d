import { relationshipType } from '../../../ontology/define.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { domainRelationshipTypes, propertyOf } from '../../../ontology/model.ts';
import { compactTerm } from '../../../ontology/namespaces.ts';
import { mergeClaims } from '../../merge.ts';
import { evidenceOf, relationshipRowOf } from '../../rows.ts';
import type { Witness } from '../assertions.ts';
import type { Leftovers } from './leftovers.ts';
import type { ReadThing } from './read-thing.ts';

/** A relationship as it is written. */
export interface ReadRelationship {
  readonly from: string;
  readonly to: string;
  readonly properties: Readonly<Record<string, string | number>>;
  readonly confidence?: number;
  readonly firstSeen?: string;
}

export interface Told {
  /** Of relationships as a whole: their best witness. */
  readonly stated: readonly Witness[];
  /** Of values and relationships, as each response told it. */
  readonly told: readonly Witness[];
  /** The same by response. */
  readonly accounts: readonly EntityLine[];
  readonly authority: readonly string[];
}

/**
 * The relationships of a thing by type, each with its evidence: what the file says of the relationship as a whole, else what
 * the loader would make of the accounts. `unproven`: told of each that has none.
 */
export function relationshipsOf(
  thing: ReadThing,
  { stated, told, accounts, authority }: Told,
  leftovers: Leftovers,
  unproven: () => void,
): readonly (readonly [type: string, relationship: ReadRelationship])[] {
  const evidence = new Map<string, Omit<ReadRelationship, 'from' | 'to'>>();
  if (accounts.length > 0) {
    for (const claim of mergeClaims(accounts, authority)) {
      const { confidence, firstSeen, ...rest } = evidenceOf(relationshipRowOf(thing.uri, claim));
      evidence.set(`${claim.property} ${claim.to}`, propertiesOf({ ...rest, confidence, firstSeen }));
    }
  }
  const own = new Map<string, Witness>();
  for (const witness of stated)
    if ('iri' in witness.object) own.set(`${witness.predicate} ${witness.object.iri}`, witness);
  const found: [string, ReadRelationship][] = [];
  for (const [property, targets] of thing.references) {
    const type = relationshipType(property);
    const iri = thing.labels.map((label) => propertyOf(label, property)?.iri).find((one) => one !== undefined);
    for (const to of targets) {
      const witness = own.get(`${iri} ${to}`);
      own.delete(`${iri} ${to}`);
      const said =
        witness === undefined
          ? (evidence.get(`${property} ${to}`) ?? surestOf(told, iri, to))
          : propertiesOfWitness(witness);
      if (said === undefined && domainRelationshipTypes.includes(type)) unproven();
      found.push([type, { from: thing.uri, to, ...(said ?? { properties: {} }) }]);
    }
  }
  for (const [key, { predicate }] of own)
    leftovers.add(`evidence of ${compactTerm(predicate)} that is not stated`, `${thing.uri} ${key}`);
  return found;
}

/** Of a relationship that follows from identities and not from claims: another name of a thing. */
function surestOf(
  told: readonly Witness[],
  predicate: string | undefined,
  to: string,
): Omit<ReadRelationship, 'from' | 'to'> | undefined {
  const all = told.filter((one) => one.predicate === predicate && 'iri' in one.object && one.object.iri === to);
  const [surest] = all.toSorted((a, b) => b.confidence - a.confidence);
  return surest === undefined ? undefined : propertiesOfWitness({ ...surest, evidenceCount: all.length });
}

function propertiesOfWitness(witness: Witness): Omit<ReadRelationship, 'from' | 'to'> {
  const { method, confidence, evidenceCount, source, resource, run, record, pointer, time, literal } = witness;
  const all = { method, confidence, evidenceCount, source, resource, run, record, pointer, firstSeen: time, literal };
  return propertiesOf(all);
}

function propertiesOf(all: Readonly<Record<string, unknown>>): Omit<ReadRelationship, 'from' | 'to'> {
  const { confidence, firstSeen, ...rest } = all;
  const properties = Object.entries(rest).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== null,
  );
  return {
    properties: Object.fromEntries(properties),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    ...(typeof firstSeen === 'string' ? { firstSeen } : {}),
  };
}
