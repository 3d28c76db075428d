import type { EntityLine } from '../ontology/entity.ts';
import type { ClaimStep, StandingWord, ValueStep } from '../ontology/precedence.ts';
import { isRedirect } from './redirects.ts';
import type { JudgedClaim } from './merge-lineage.ts';
import { judgeClaims, labelsOf, propertiesByKind, statedClaims, withoutAlias } from './merge.ts';
import type { Names, StatedClaim } from './merge.ts';
import { decidingStep, rankedByRule } from './value-rule.ts';

/** What became of a value that an account tells. */
export interface Standing {
  readonly standing: StandingWord;
  /** The step that decided; absent where nothing else was told. */
  readonly rule?: ValueStep | ClaimStep;
  /** Of a loser: the account that won. Of a winner: the first of those that tell otherwise. */
  readonly against?: { readonly account: EntityLine; readonly property: string; readonly value: unknown };
}

/** What the merge makes of each value of the current accounts of one thing: the very decisions by which it is loaded. */
export class Standings {
  readonly #accounts: readonly EntityLine[];
  readonly #names: Names;
  readonly #authority: readonly string[];
  readonly #judged: readonly JudgedClaim<StatedClaim>[];
  readonly #kinds: ReadonlyMap<string, 'references' | 'lists' | 'singles'>;

  constructor(accounts: readonly EntityLine[], names: Names, authority: readonly string[]) {
    this.#accounts = accounts;
    this.#names = names;
    this.#authority = authority;
    const subject = accounts[0]?.['@id'] ?? '';
    const claims = statedClaims(accounts, authority).flatMap((claim) => withoutAlias(subject, claim, names));
    this.#judged = judgeClaims(claims, authority);
    this.#kinds = kindsOf(accounts);
  }

  /** `value`: one element of a list. Nothing for what is no declared property, or says that a thing is itself. */
  of(account: EntityLine, property: string, value: unknown): Standing | undefined {
    switch (this.#kinds.get(property)) {
      case 'lists':
        return { standing: 'stands' };
      case 'singles':
        return this.#ofSingle(account, property);
      case 'references':
        return this.#ofClaim(account, property, String(value));
      case undefined:
        return undefined;
    }
  }

  #ofSingle(account: EntityLine, property: string): Standing | undefined {
    const ranked = rankedByRule(property, this.#accounts, this.#authority);
    const [winner] = ranked;
    if (winner === undefined || !ranked.includes(account)) return undefined;
    const isOther = (one: EntityLine): boolean => !isSame(one[property], winner[property]);
    const other = account === winner ? ranked.find(isOther) : winner;
    if (account !== winner && !isOther(account)) return { standing: 'supports' };
    const standing = account === winner ? 'wins' : 'loses';
    if (other === undefined) return { standing };
    const loser = account === winner ? other : account;
    const rule = decidingStep(property, winner, loser, this.#authority);
    const against = { account: other, property, value: other[property] };
    return rule === undefined ? { standing, against } : { standing, rule, against };
  }

  #ofClaim(account: EntityLine, property: string, value: string): Standing | undefined {
    const to = this.#names.canonicalOf(value);
    const judged = this.#judged.find(
      ({ claim }) => claim.account === account && claim.property === property && claim.to === to,
    );
    if (judged === undefined) {
      const isOvertaken = property === 'redirectsTo' && !this.#accounts.every(isRedirect);
      return isOvertaken ? { standing: 'loses', rule: 'described' } : undefined;
    }
    const { as, step, against } = judged;
    if (step === undefined) return { standing: 'stands' };
    const standing = as.length > 0 || step === 'stated-kind' ? 'supports' : 'loses';
    if (against === undefined) return { standing, rule: step };
    return {
      standing,
      rule: step,
      against: { account: against.account, property: against.property, value: against.to },
    };
  }
}

/** Of a property that two classes of a thing declare the later class counts, as in the merge. */
function kindsOf(accounts: readonly EntityLine[]): ReadonlyMap<string, 'references' | 'lists' | 'singles'> {
  const kinds = new Map<string, 'references' | 'lists' | 'singles'>();
  for (const label of labelsOf(accounts)) {
    const names = propertiesByKind(label);
    for (const kind of ['lists', 'singles', 'references'] as const)
      for (const property of names[kind]) kinds.set(property, kind);
  }
  return kinds;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
