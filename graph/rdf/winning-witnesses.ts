import type { EntityLine } from '../../ontology/entity.ts';
import { sameValue, storable } from '../property-values.ts';
import type { Scalar, Value } from '../store.ts';
import { assertionIri, type Witness, witnessesOfAccount } from './assertions.ts';
import type { RdfNode } from './node-statements.ts';
import type { RdfTerm } from './statement.ts';
import { objectOf } from './values.ts';

/**
 * For each value a thing shows, relationships left out, the surest witness among the accounts that hold now: by confidence,
 * then later fetch, then IRI. Of a list, one for the whole. A value no account states has none: short ids, captions, what a
 * shipped vocabulary says.
 */
export function winningWitnesses(thing: RdfNode, accounts: readonly EntityLine[]): readonly Witness[] {
  const literal = new Map([...thing.properties].filter(([, { kind }]) => kind !== 'reference'));
  const lists = [...literal].filter(([, { ordered }]) => ordered === true);
  const listIris = new Set(lists.map(([, { iri }]) => iri));
  const shown = new Set<string>();
  for (const [name, definition] of literal) {
    if (definition.ordered === true) continue;
    for (const value of scalarsOf(thing.values[name] ?? null))
      shown.add(keyOf(definition.iri, objectOf(value, definition)));
  }
  const best = new Map<string, Witness>();
  for (const account of accounts) {
    const itsLists = lists.filter(([name, definition]) =>
      sameValue(thing.values[name], storable(account[name], definition)),
    );
    const standing = new Set(itsLists.map(([, { iri }]) => iri));
    for (const witness of witnessesOfAccount(account, literal)) {
      const { predicate, object } = witness;
      const key = keyOf(predicate, object);
      if (listIris.has(predicate) ? !standing.has(predicate) : !shown.has(key)) continue;
      const rival = best.get(key);
      if (rival === undefined || isSurer(witness, rival)) best.set(key, witness);
    }
  }
  return [...best.values()];
}

function scalarsOf(value: Value): readonly NonNullable<Scalar>[] {
  const items = Array.isArray(value) ? (value as readonly Value[]) : [value];
  return items.filter((item): item is NonNullable<Scalar> => item !== null && typeof item !== 'object');
}

function keyOf(predicate: string, object: RdfTerm): string {
  return 'iri' in object ? `${predicate} <${object.iri}>` : `${predicate} ${object.datatype ?? ''} ${object.text}`;
}

function isSurer(a: Witness, b: Witness): boolean {
  if (a.confidence !== b.confidence) return a.confidence > b.confidence;
  if (a.time !== b.time) return (a.time ?? '') > (b.time ?? '');
  return assertionIri(a) < assertionIri(b);
}
