import type { PropertyDefinition } from '../ontology/define.ts';
import type { EntityLine, Evidence, Origin } from '../ontology/entity.ts';
import { entityOf } from '../ontology/model.ts';
import { describeReference } from '../ontology/vocab/reference.ts';
import { compareBy } from '../src/core/code-point-order.ts';
import { StemmaError } from '../src/core/errors.ts';
import { judgeLineage } from './merge-lineage.ts';
import type { JudgedClaim } from './merge-lineage.ts';
import { isRedirect } from './redirects.ts';
import { byAccount, byPart, compareText, rankedByRule, rankOfPart } from './value-rule.ts';

/**
 * How the current accounts of one thing become one node and its relationships. Accounts are never lost: each keeps its
 * Description. A property with one value shows the account that wins by the rule (`valueSteps`). Lists are united, but for
 * ordered ones, of which the winner's stands whole; relationships of all accounts stand, each with its own evidence, but for
 * those to parents (`judgeLineage`). What a shipped vocabulary says fills what no account says.
 */
export interface MergedEntity {
  readonly uri: string;
  readonly id: string;
  /** Classes, the first account's first. */
  readonly labels: readonly string[];
  /** Values of declared properties, references left out. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What all current accounts together say of one reference. */
export interface Claim {
  readonly property: string;
  readonly to: string;
  readonly method: string;
  readonly confidence: number;
  readonly evidenceCount: number;
  readonly literal?: string;
  /** Per account that claims it, earliest fetch first. */
  readonly claimants: readonly Claimant[];
}

export interface Claimant {
  readonly origin: Origin;
  readonly pointer: string;
}

/**
 * `authority`: sources, or resources of them (`partKey`), most authoritative first; those not named come after, in order of
 * their names.
 */
export function mergeAccounts(accounts: readonly EntityLine[], authority: readonly string[]): MergedEntity {
  const ranked = rankedAccounts(accounts, authority);
  const [first] = ranked;
  const labels = labelsOf(ranked);
  const values: Record<string, unknown> = {};
  for (const label of labels) {
    const { lists, singles } = propertiesByKind(label);
    for (const property of lists) values[property] = unitedList(property, ranked);
    for (const property of singles) values[property] = winningValue(property, ranked, authority);
  }
  const vocabulary = labels.some((label) => vocabularyLabels.has(label))
    ? describeReference(first['@id'])?.properties
    : undefined;
  for (const [property, value] of Object.entries(vocabulary ?? {})) values[property] ??= value;
  values['resolved'] ??= !ranked.every(isRedirect);
  return { uri: first['@id'], id: first.id, labels, values };
}

/** One account's reference to one thing, by the IRI the account gives it. */
export interface StatedClaim {
  readonly property: string;
  readonly to: string;
  readonly account: EntityLine;
  readonly evidence: readonly Evidence[];
}

/** What the accounts of one thing say of others. Where anything describes it, redirects are no longer true. */
export function statedClaims(accounts: readonly EntityLine[], authority: readonly string[]): readonly StatedClaim[] {
  if (accounts.length === 0) return [];
  const ranked = rankedAccounts(accounts, authority);
  const properties = new Set(labelsOf(ranked).flatMap((label) => propertiesByKind(label).references));
  if (!ranked.every(isRedirect)) properties.delete(redirection);
  const claims: StatedClaim[] = [];
  for (const property of properties) collectClaims(property, ranked, claims);
  return claims;
}

const redirection = 'redirectsTo';

/** What an IRI stands for, and how the source names it. */
export interface Names {
  canonicalOf(iri: string): string;
  nameOf(iri: string): string;
}

/**
 * What all accounts together say, by property and thing. A reference by another name goes to the thing it stands for, with
 * that name as its literal where it has none; one that so comes back to the subject says nothing.
 */
export function uniteClaims(
  subject: string,
  stated: readonly StatedClaim[],
  names: Names,
  authority: readonly string[],
): readonly Claim[] {
  const claims = stated.flatMap((claim) => withoutAlias(subject, claim, names));
  const isOneAccount = claims.every((claim) => claim.account === claims[0]?.account);
  const settled = isOneAccount ? claims : judgeClaims(claims, authority).flatMap(standingClaims);
  return [...byReference(settled).values()].map(claimOf);
}

/** Of each claim, whether it stands and why not; names were followed (`withoutAlias`). */
export function judgeClaims(
  claims: readonly StatedClaim[],
  authority: readonly string[],
): readonly JudgedClaim<StatedClaim>[] {
  return judgeLineage(claims, ({ origin }) => rankOfPart(origin, authority));
}

function standingClaims({ claim, as }: JudgedClaim<StatedClaim>): readonly StatedClaim[] {
  return as.map((property) => (property === claim.property ? claim : { ...claim, property }));
}

/** The same of the accounts of one thing, where no name is an alias. */
export function mergeClaims(accounts: readonly EntityLine[], authority: readonly string[]): readonly Claim[] {
  const names = { canonicalOf: (iri: string) => iri, nameOf: (iri: string) => iri };
  return uniteClaims(accounts[0]?.['@id'] ?? '', statedClaims(accounts, authority), names, authority);
}

/** With the thing that a name stands for; nothing where that is the subject itself. */
export function withoutAlias(subject: string, claim: StatedClaim, names: Names): readonly StatedClaim[] {
  const isRedirection = claim.property === redirection;
  const to = names.canonicalOf(isRedirection ? subject : claim.to);
  if (to === subject && (isRedirection || to !== claim.to)) return [];
  if (to === claim.to) return [claim];
  const name = names.nameOf(claim.to);
  return [{ ...claim, to, evidence: claim.evidence.map((one) => ({ ...one, literal: one.literal ?? name })) }];
}

/** One account may name a thing in two ways: that is one claim with the witnesses of both. */
function byReference(claims: readonly StatedClaim[]): ReadonlyMap<string, readonly StatedClaim[]> {
  const all = new Map<string, StatedClaim[]>();
  for (const claim of claims) {
    const key = `${claim.property} ${claim.to}`;
    const known = all.get(key);
    if (known === undefined) {
      all.set(key, [claim]);
      continue;
    }
    const same = known.findIndex((one) => one.account === claim.account);
    const held = known[same];
    if (held === undefined) known.push(claim);
    else known[same] = { ...held, evidence: [...held.evidence, ...claim.evidence].toSorted(byStrength) };
  }
  return all;
}

/** Classes of which the shipped vocabularies know members. */
const vocabularyLabels: ReadonlySet<string> = new Set(['License', 'Language', 'DefinedTerm']);

export interface PropertyNames {
  readonly references: readonly string[];
  readonly lists: readonly string[];
  readonly singles: readonly string[];
}
const namesByLabel = new Map<string, PropertyNames>();

/** By how the accounts' values of them become one. */
export function propertiesByKind(label: string): PropertyNames {
  const known = namesByLabel.get(label);
  if (known !== undefined) return known;
  const all: readonly (readonly [string, PropertyDefinition])[] = Object.entries(entityOf(label)?.properties ?? {});
  const namesWhere = (test: (kind: string, isUnited: boolean) => boolean): string[] =>
    all.filter(([, { kind, many, ordered }]) => test(kind, many === true && ordered !== true)).map(([name]) => name);
  const names = {
    references: namesWhere((kind) => kind === 'reference'),
    lists: namesWhere((kind, isUnited) => kind !== 'reference' && isUnited),
    singles: namesWhere((kind, isUnited) => kind !== 'reference' && !isUnited),
  };
  namesByLabel.set(label, names);
  return names;
}

function rankedAccounts(
  accounts: readonly EntityLine[],
  authority: readonly string[],
): readonly [EntityLine, ...EntityLine[]] {
  const [first, ...others] = accounts.toSorted(byAccount(authority));
  if (first === undefined) throw new StemmaError('STEMMA_INTERNAL', 'there is no account to merge');
  return [first, ...others];
}

export function labelsOf(accounts: readonly EntityLine[]): readonly string[] {
  return [...new Set(accounts.map((account) => account['@type']))];
}

function winningValue(property: string, accounts: readonly EntityLine[], authority: readonly string[]): unknown {
  return rankedByRule(property, accounts, authority)[0]?.[property];
}

function unitedList(property: string, ranked: readonly EntityLine[]): unknown {
  const lists = ranked.map((account) => account[property]).filter((value) => Array.isArray(value));
  if (lists.length < 2) return lists[0];
  return [...new Set(lists.flat())].toSorted(compareBy(String));
}

function collectClaims(property: string, accounts: readonly EntityLine[], into: StatedClaim[]): void {
  for (const account of accounts) {
    const value = account[property];
    if (value === undefined) continue;
    for (const to of new Set(Array.isArray(value) ? value : [value])) {
      into.push({ account, property, to: String(to), evidence: evidenceFor(account, property, to) });
    }
  }
}

function evidenceFor(account: EntityLine, property: string, value: unknown): readonly Evidence[] {
  const witnesses = account.evidence
    .filter((one) => one.property === property && one.value === value)
    .toSorted(byStrength);
  if (witnesses.length > 0) return witnesses;
  throw new StemmaError('STEMMA_INTERNAL', `${account.id} has ${property} without any evidence`, {
    context: { record: account.origin.record, value },
  });
}

/** Best witness first; ties are settled by what does not depend on the order in the line. */
function byStrength(a: Evidence, b: Evidence): number {
  return b.confidence - a.confidence || compareText(a.method, b.method) || compareText(a.pointer, b.pointer);
}

function claimOf(stated: readonly StatedClaim[]): Claim {
  const all = stated.flatMap((one) => one.evidence).toSorted(byStrength);
  const best = all[0] as Evidence;
  const literal = all.find((one) => one.literal !== undefined)?.literal;
  const { property, to } = stated[0] as StatedClaim;
  const claimants = stated
    .map(({ account, evidence }) => ({ origin: account.origin, pointer: (evidence[0] as Evidence).pointer }))
    .toSorted((a, b) => compareText(a.origin.fetchedAt, b.origin.fetchedAt) || byPart(a.origin, b.origin));
  const claim = {
    property,
    to,
    method: best.method,
    confidence: best.confidence,
    evidenceCount: countWitnesses(stated),
    claimants,
  };
  return literal === undefined ? claim : { ...claim, literal };
}

/** What two resources of a source tell by the same method is one witness read twice: front matter in a record and in a card. */
function countWitnesses(stated: readonly StatedClaim[]): number {
  if (stated.length === 1) return stated[0]?.evidence.length ?? 0;
  const most = new Map<string, number>();
  for (const { account, evidence } of stated) {
    const counts = new Map<string, number>();
    for (const { method } of evidence) {
      const key = `${account.origin.source} ${method}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) most.set(key, Math.max(count, most.get(key) ?? 0));
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0);
}
