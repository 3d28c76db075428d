import { isSamePart } from '../../../graph/account-part.ts';
import { statedClaims, uniteClaims, type Claim, type Claimant, type Names } from '../../../graph/merge.ts';
import { canonicalTime } from '../../../graph/property-values.ts';
import { hubIdOf, identify } from '../../../ontology/iri.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { authority } from './authority.ts';
import type { PastGraph, PastThing } from './past-graph.ts';

/** A statement that held then, and where it was first read. */
export interface PastClaim extends Claim {
  readonly source: string;
  readonly run: string;
  readonly record: string;
  readonly pointer: string;
  readonly firstSeen: string;
}

/** What things said of others then, by thing; `wanted` chooses properties. */
export async function pastClaims(
  past: PastGraph,
  things: readonly PastThing[],
  wanted: (property: string) => boolean = () => true,
): Promise<ReadonlyMap<string, readonly PastClaim[]>> {
  const stated = things.map((thing) => {
    const lines = thing.accounts.map(({ line }) => line);
    return { thing, claims: statedClaims(lines, authority).filter(({ property }) => wanted(property)) };
  });
  const meant = await past.meant(stated.flatMap(({ claims }) => claims.map(({ to }) => to)));
  const names: Names = {
    canonicalOf: (iri) => meant.get(iri) ?? iri,
    nameOf: (iri) => hubIdOf(iri)?.id ?? identify(iri)?.id ?? iri,
  };
  return new Map(
    stated.map(({ thing, claims }) => [
      thing.uri,
      uniteClaims(thing.uri, claims, names, authority).map((claim) => placed(thing, claim, names)),
    ]),
  );
}

/** The account that first made the claim, of those that made it ever since without a break. */
function placed(thing: PastThing, claim: Claim, names: Names): PastClaim {
  const begun = claim.claimants.map((claimant) => beginning(thing, claim, claimant, names));
  const { origin, pointer } = begun.toSorted(
    compareBy(({ origin: { fetchedAt } }) => Date.parse(fetchedAt)),
  )[0] as Claimant;
  const { source, run, record, fetchedAt } = origin;
  return { ...claim, source, run, record, pointer, firstSeen: canonicalTime(fetchedAt) ?? fetchedAt };
}

function beginning({ earlier }: PastThing, claim: Claim, claimant: Claimant, names: Names): Claimant {
  let found = claimant;
  const chain = earlier.filter((account) => isSamePart(account, claimant.origin));
  let next = chain.findLastIndex(({ line }) => line.origin.run === claimant.origin.run);
  while (next > 0) {
    const [before, after] = [chain[next - 1], chain[next]];
    if (before === undefined || after === undefined || before.to !== after.from) return found;
    const [evidence] =
      statedClaims([before.line], authority).find(
        ({ property, to }) => property === claim.property && names.canonicalOf(to) === claim.to,
      )?.evidence ?? [];
    if (evidence === undefined) return found;
    found = { origin: before.line.origin, pointer: evidence.pointer };
    next -= 1;
  }
  return found;
}
