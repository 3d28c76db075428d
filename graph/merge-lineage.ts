import type { EntityLine } from '../ontology/entity.ts';
import { lineageProperties } from '../ontology/model.ts';

/** What is said of one reference by one account. */
interface LineageClaim {
  readonly account: EntityLine;
  readonly property: string;
  readonly to: string;
}

const unstated = 'baseModel';
const isLineage: ReadonlySet<string> = new Set(lineageProperties);

/**
 * Which parents stand when several accounts of a thing name them. A source's resources read the same statement more than once:
 * in the record with names as the source resolves them, in a file as somebody once wrote them. So of each source the first
 * account that names parents names them all; the others support those and give the kind where it states none, and what they
 * name beyond stays in their accounts. Over all sources a parent whose kind somebody states has no second relationship
 * without a kind: who states none supports every kind that others state.
 */
export function settleLineage<C extends LineageClaim>(
  claims: readonly C[],
  rank: (account: EntityLine) => number,
): readonly C[] {
  const lineage = claims.filter((claim) => isLineage.has(claim.property));
  if (new Set(lineage.map((claim) => claim.account)).size < 2) return claims;
  const standing = [...groupBy(lineage, (claim) => claim.account.origin.source).values()].flatMap((all) =>
    settleSource(all, rank),
  );
  const settled = [...groupBy(standing, (claim) => claim.to).values()].flatMap(withoutUnstated);
  return [...claims.filter((claim) => !isLineage.has(claim.property)), ...settled];
}

function settleSource<C extends LineageClaim>(
  claims: readonly C[],
  rank: (account: EntityLine) => number,
): readonly C[] {
  const first = Math.min(...claims.map((claim) => rank(claim.account)));
  const named = groupBy(
    claims.filter((claim) => rank(claim.account) === first),
    (claim) => claim.to,
  );
  return claims.filter((claim) => {
    const leading = named.get(claim.to);
    if (leading === undefined) return false;
    if (rank(claim.account) === first || claim.property === unstated) return true;
    return leading.some(({ property }) => property === unstated || property === claim.property);
  });
}

/** Each claim without a kind becomes one of every kind stated for the same parent, unless its account states that already. */
function withoutUnstated<C extends LineageClaim>(claims: readonly C[]): readonly C[] {
  const kinds = [...new Set(claims.map((claim) => claim.property))].filter((property) => property !== unstated);
  if (kinds.length === 0) return claims;
  return claims.flatMap((claim) => {
    if (claim.property !== unstated) return [claim];
    return kinds
      .filter((kind) => !claims.some(({ property, account }) => property === kind && account === claim.account))
      .map((property) => ({ ...claim, property }));
  });
}

function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
