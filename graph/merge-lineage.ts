import type { EntityLine } from '../ontology/entity.ts';
import { lineageProperties } from '../ontology/model.ts';
import type { ClaimStep } from '../ontology/precedence.ts';

/** What is said of one reference by one account. */
interface LineageClaim {
  readonly account: EntityLine;
  readonly property: string;
  readonly to: string;
}

const unstated = 'baseModel';
const isLineage: ReadonlySet<string> = new Set(lineageProperties);

/** A claim, and what became of it. */
export interface JudgedClaim<C> {
  readonly claim: C;
  /** The properties under which it stands; none: it does not. */
  readonly as: readonly string[];
  /** Why it does not stand, or not as it is. */
  readonly step?: ClaimStep;
  /** The claim that stands instead, or that it supports. */
  readonly against?: C;
}

/**
 * Which parents stand when several accounts of a thing name them. A source's resources read the same statement more than once:
 * in the record with names as the source resolves them, in a file as somebody once wrote them. So of each source the first
 * account that names parents names them all; the others support those and give the kind where it states none, and what they
 * name beyond stays in their accounts. Over all sources a parent whose kind somebody states has no second relationship
 * without a kind: who states none supports every kind that others state. Claims of other properties stand.
 */
export function judgeLineage<C extends LineageClaim>(
  claims: readonly C[],
  rank: (account: EntityLine) => number,
): readonly JudgedClaim<C>[] {
  const lineage = claims.filter((claim) => isLineage.has(claim.property));
  if (new Set(lineage.map((claim) => claim.account)).size < 2) return claims.map(standing);
  const judged = [...groupBy(lineage, (claim) => claim.account.origin.source).values()].flatMap((all) =>
    judgeSource(all, rank),
  );
  const upheld = judged.filter(({ as }) => as.length > 0).map(({ claim }) => claim);
  const settled = [...groupBy(upheld, (claim) => claim.to).values()].flatMap(withStatedKinds);
  const others = claims.filter((claim) => !isLineage.has(claim.property));
  return [...others.map(standing), ...settled, ...judged.filter(({ as }) => as.length === 0)];
}

function standing<C extends LineageClaim>(claim: C): JudgedClaim<C> {
  return { claim, as: [claim.property] };
}

function judgeSource<C extends LineageClaim>(
  claims: readonly C[],
  rank: (account: EntityLine) => number,
): readonly JudgedClaim<C>[] {
  const first = Math.min(...claims.map((claim) => rank(claim.account)));
  const leaders = claims.filter((claim) => rank(claim.account) === first);
  const named = groupBy(leaders, (claim) => claim.to);
  return claims.map((claim) => {
    const leading = named.get(claim.to);
    if (leading === undefined) return fallen(claim, 'leading-account', leaders[0]);
    if (rank(claim.account) === first || claim.property === unstated) return standing(claim);
    const isKindOpen = leading.some(({ property }) => property === unstated || property === claim.property);
    return isKindOpen ? standing(claim) : fallen(claim, 'leading-kind', leading[0]);
  });
}

function fallen<C extends LineageClaim>(claim: C, step: ClaimStep, against: C | undefined): JudgedClaim<C> {
  return against === undefined ? { claim, as: [], step } : { claim, as: [], step, against };
}

/** Each claim without a kind becomes one of every kind stated for the same parent, unless its account states that already. */
function withStatedKinds<C extends LineageClaim>(claims: readonly C[]): readonly JudgedClaim<C>[] {
  const stated = claims.filter(({ property }) => property !== unstated);
  const [against] = stated;
  if (against === undefined) return claims.map(standing);
  const kinds = [...new Set(stated.map((claim) => claim.property))];
  return claims.map((claim) => {
    if (claim.property !== unstated) return standing(claim);
    const as = kinds.filter(
      (kind) => !claims.some(({ property, account }) => property === kind && account === claim.account),
    );
    return { claim, as, step: 'stated-kind', against };
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
