/**
 * Who wins where several accounts of one thing tell one property otherwise: the first step that tells two accounts apart
 * decides. Accounts that lose stay; when the winner's source tells the value no more, the next one wins.
 */
export const valueSteps = [
  { step: 'authority', doc: 'the source that comes first among the sources' },
  { step: 'confidence', doc: 'the value whose best witness has the higher confidence' },
  { step: 'resource', doc: 'the resource that comes first among those of its source' },
  { step: 'recency', doc: 'the account that was fetched later' },
  { step: 'name', doc: 'the name of the source, then that of the resource, in order of code points' },
] as const;

export type ValueStep = (typeof valueSteps)[number]['step'];

/** Which references of an account do not stand as they are: all others stand side by side, each with its own evidence. */
export const claimSteps = [
  {
    step: 'leading-account',
    doc: 'of each source the first resource that names parents names them all; what others of it name beyond does not stand',
  },
  {
    step: 'leading-kind',
    doc: 'the leading resource of the source states another kind of the same parent',
  },
  {
    step: 'stated-kind',
    doc: 'who names a parent without a kind supports every kind that others state of it',
  },
  { step: 'described', doc: 'something describes the thing: it is no other name any more' },
] as const;

export type ClaimStep = (typeof claimSteps)[number]['step'];

/**
 * What became of one account's value. `wins`: the graph shows it; `supports`: it says what stands already; `stands`: one of
 * several that stand side by side, in a list or as relationships; `loses`: another is shown; `withdrawn`: it is told no more.
 */
export const standings = ['wins', 'supports', 'stands', 'loses', 'withdrawn'] as const;

export type StandingWord = (typeof standings)[number];
