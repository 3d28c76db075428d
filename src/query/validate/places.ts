import type { RdfNode } from '../../../graph/rdf/node-statements.ts';
import type { RdfTerm } from '../../../graph/rdf/statement.ts';
import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import type { Place } from './detail.ts';

/** Where a value was read: its surest witness; without a value, the record that tells most of the thing. */
export function placeOf(
  { properties }: RdfNode,
  accounts: readonly EntityLine[],
  path: string | undefined,
  value: RdfTerm | undefined,
): Place | undefined {
  const names = [...properties].filter(([, { iri }]) => iri === path).map(([name]) => name);
  const text = value === undefined ? undefined : 'iri' in value ? value.iri : value.text;
  const witnesses = accounts.flatMap((account) =>
    account.evidence.filter(({ property }) => names.includes(property)).map((witness) => ({ account, witness })),
  );
  const exact = witnesses.find(({ witness }) => String(witness.value) === text) ?? witnesses[0];
  const account = exact?.account ?? accounts.toSorted((a, b) => b.evidence.length - a.evidence.length)[0];
  return account === undefined ? undefined : placeIn(account, exact?.witness);
}

export function placeIn({ origin }: EntityLine, witness?: Evidence): Place {
  const { source, run, record, file, offset, length } = origin;
  const literal = witness?.literal === undefined ? {} : { literal: witness.literal };
  return { source, run, record, pointer: witness?.pointer ?? '', file, offset, length, ...literal };
}
