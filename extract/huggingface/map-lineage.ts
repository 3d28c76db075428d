import { mintModel } from '../../ontology/iri.ts';
import {
  adapterClaims,
  apiClaims,
  cardClaims,
  type LineageClaim,
  peftBase,
  type Refuse,
  refuser,
  tagClaims,
} from './lineage-claims.ts';
import type { ModelRecord } from './model-record.ts';
import type { BaseKind } from './tag-grammar.ts';

const propertyOfKind: Readonly<Record<BaseKind, string>> = {
  finetune: 'fineTunedFrom',
  adapter: 'adapterOf',
  quantized: 'quantizedFrom',
  merge: 'mergedFrom',
};

/**
 * Direct parents, from four witnesses: the Hub's tags, its `baseModels`, the author's card, the configuration of an adapter.
 * The kind of a step is never guessed and never lost: `baseModel` is written where no witness states one.
 */
export function mapLineage(record: ModelRecord): void {
  const refuse = refuser(record);
  const resolved = [...tagClaims(record, refuse), ...apiClaims(record, refuse)];
  const targets = new Set(resolved.map((claim) => claim.target));
  const own = [...cardClaims(record, refuse, targets), ...adapterClaims(record, refuse, peftBase(record), targets)];
  const stated = resolveOwn(own, targets, record.id);
  for (const [target, claims] of byTarget([...resolved, ...stated])) {
    if (target === record.id) refuseSelf(claims, refuse);
    else sayParent(record, target, claims);
  }
}

/**
 * The Hub's tag is its own resolution of the card's string: old names and other case become the name of today. So where
 * exactly one name of the author's and one target of the Hub are left over, they are one base, by the name the Hub gives it.
 * With more left over nobody can say which is which, and each stays as it is written.
 */
function resolveOwn(own: readonly LineageClaim[], targets: ReadonlySet<string>, self: string): readonly LineageClaim[] {
  const names = new Set(own.map((claim) => claim.target));
  const leftTargets = [...targets].filter((target) => !names.has(target));
  // A name of the model itself needs no resolution: that name is today's.
  const leftNames = [...names].filter((name) => !targets.has(name) && name !== self);
  const [target] = leftTargets;
  const [left] = leftNames;
  if (target === undefined || left === undefined || leftTargets.length > 1 || leftNames.length > 1) return own;
  return own.map((claim) => (claim.target === left ? { ...claim, target, literal: claim.literal ?? left } : claim));
}

function byTarget(claims: readonly LineageClaim[]): ReadonlyMap<string, readonly LineageClaim[]> {
  const groups = new Map<string, LineageClaim[]>();
  for (const claim of claims) {
    const group = groups.get(claim.target);
    if (group === undefined) groups.set(claim.target, [claim]);
    else group.push(claim);
  }
  return groups;
}

/** A witness that states no kind supports every kind the others state. */
function sayParent(record: ModelRecord, target: string, claims: readonly LineageClaim[]): void {
  const kinds = new Set(claims.map((claim) => claim.kind).filter((kind) => kind !== undefined));
  const iri = mintModel(target);
  if (kinds.size === 0) for (const claim of claims) record.say('baseModel', iri, claim);
  for (const kind of kinds) {
    for (const claim of claims) {
      if (claim.kind === undefined || claim.kind === kind) record.say(propertyOfKind[kind], iri, claim);
    }
  }
}

function refuseSelf(claims: readonly LineageClaim[], refuse: Refuse): void {
  for (const { pointer, literal, target } of claims) refuse('self-reference', pointer, literal ?? target);
}
