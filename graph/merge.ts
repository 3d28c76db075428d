import type { PropertyDefinition } from '../ontology/define.ts';
import type { EntityLine, Evidence, Origin } from '../ontology/entity.ts';
import { entityOf } from '../ontology/model.ts';
import { describeReference } from '../ontology/vocab/reference.ts';
import { compareBy } from '../src/core/code-point-order.ts';
import { StemmaError } from '../src/core/errors.ts';
import { partKey } from './account-part.ts';
import { settleLineage } from './merge-lineage.ts';

/**
 * How the current accounts of one thing become one node and its relationships. Accounts are never lost: each keeps its
 * Description. A property with one value shows the account that wins by, in this order: authority of the source,
 * confidence of the best witness for the value, place of the resource among those of its source, later fetch, names of source
 * and resource. Lists are united, but for ordered ones, of which the winner's stands whole; relationships of all accounts
 * stand, each with its own evidence, but for those to parents (`settleLineage`). What a shipped vocabulary says fills what no
 * account says.
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
  values['resolved'] ??= true;
  return { uri: first['@id'], id: first.id, labels, values };
}

/** What the accounts say of other things, by property and thing. */
export function mergeClaims(accounts: readonly EntityLine[], authority: readonly string[]): readonly Claim[] {
  const ranked = rankedAccounts(accounts, authority);
  const claims = new Map<string, Witnessed[]>();
  for (const label of labelsOf(ranked)) {
    for (const property of propertiesByKind(label).references) collectClaims(property, ranked, claims);
  }
  if (ranked.length === 1) return [...claims.values()].map(claimOf);
  const settled = settleLineage([...claims.values()].flat(), ({ origin }) => rankOfPart(origin, authority));
  return [...byReference(settled).values()].map(claimOf);
}

function byReference(claims: readonly Witnessed[]): ReadonlyMap<string, readonly Witnessed[]> {
  const all = new Map<string, Witnessed[]>();
  for (const claim of claims) {
    const key = `${claim.property} ${claim.to}`;
    const known = all.get(key);
    if (known === undefined) all.set(key, [claim]);
    else known.push(claim);
  }
  return all;
}

/** Classes of which the shipped vocabularies know members. */
const vocabularyLabels: ReadonlySet<string> = new Set(['License', 'Language', 'DefinedTerm']);

interface PropertyNames {
  readonly references: readonly string[];
  readonly lists: readonly string[];
  readonly singles: readonly string[];
}
const namesByLabel = new Map<string, PropertyNames>();

function propertiesByKind(label: string): PropertyNames {
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
  const [first, ...others] = accounts.toSorted((a, b) => byAuthority(a, b, authority) || byRecency(a, b));
  if (first === undefined) throw new StemmaError('STEMMA_INTERNAL', 'there is no account to merge');
  return [first, ...others];
}

export function labelsOf(accounts: readonly EntityLine[]): readonly string[] {
  return [...new Set(accounts.map((account) => account['@type']))];
}

function byAuthority(a: EntityLine, b: EntityLine, authority: readonly string[]): number {
  return rank(a.origin.source, authority) - rank(b.origin.source, authority);
}

function byRecency(a: EntityLine, b: EntityLine): number {
  return compare(b.origin.fetchedAt, a.origin.fetchedAt) || byPart(a.origin, b.origin);
}

function byPart(a: Origin, b: Origin): number {
  return compare(a.source, b.source) || compare(a.resource, b.resource);
}

function rank(source: string, authority: readonly string[]): number {
  const place = authority.findIndex((one) => one === source || one.startsWith(`${source} `));
  return place === -1 ? authority.length : place;
}

/** Among the resources of all sources. */
function rankOfPart(origin: Origin, authority: readonly string[]): number {
  const place = authority.indexOf(partKey(origin));
  return place === -1 ? authority.length : place;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function winningValue(property: string, accounts: readonly EntityLine[], authority: readonly string[]): unknown {
  const holding = accounts.filter((account) => account[property] !== undefined && account[property] !== null);
  if (holding.length < 2) return holding[0]?.[property];
  const byWitness = (a: EntityLine, b: EntityLine): number => confidenceIn(b, property) - confidenceIn(a, property);
  const byResource = (a: EntityLine, b: EntityLine): number =>
    rankOfPart(a.origin, authority) - rankOfPart(b.origin, authority);
  return holding.toSorted(
    (a, b) => byAuthority(a, b, authority) || byWitness(a, b) || byResource(a, b) || byRecency(a, b),
  )[0]?.[property];
}

function confidenceIn(account: EntityLine, property: string): number {
  const witnesses = account.evidence.filter((one) => one.property === property);
  return Math.max(0, ...witnesses.map((one) => one.confidence));
}

function unitedList(property: string, ranked: readonly EntityLine[]): unknown {
  const lists = ranked.map((account) => account[property]).filter((value) => Array.isArray(value));
  if (lists.length < 2) return lists[0];
  return [...new Set(lists.flat())].toSorted(compareBy(String));
}

interface Witnessed {
  readonly account: EntityLine;
  readonly property: string;
  readonly to: string;
  readonly evidence: readonly Evidence[];
}

function collectClaims(property: string, accounts: readonly EntityLine[], into: Map<string, Witnessed[]>): void {
  for (const account of accounts) {
    const value = account[property];
    if (value === undefined) continue;
    for (const to of new Set(Array.isArray(value) ? value : [value])) {
      const key = `${property} ${to}`;
      const known = into.get(key) ?? [];
      if (known.some((one) => one.account === account)) continue;
      into.set(key, [...known, { account, property, to: String(to), evidence: evidenceFor(account, property, to) }]);
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
  return b.confidence - a.confidence || compare(a.method, b.method) || compare(a.pointer, b.pointer);
}

function claimOf(witnessed: readonly Witnessed[]): Claim {
  const all = witnessed.flatMap((one) => one.evidence).toSorted(byStrength);
  const best = all[0] as Evidence;
  const literal = all.find((one) => one.literal !== undefined)?.literal;
  const { property, to } = witnessed[0] as Witnessed;
  const claimants = witnessed
    .map(({ account, evidence }) => ({ origin: account.origin, pointer: (evidence[0] as Evidence).pointer }))
    .toSorted((a, b) => compare(a.origin.fetchedAt, b.origin.fetchedAt) || byPart(a.origin, b.origin));
  const stated = {
    property,
    to,
    method: best.method,
    confidence: best.confidence,
    evidenceCount: countWitnesses(witnessed),
    claimants,
  };
  return literal === undefined ? stated : { ...stated, literal };
}

/** What two resources of a source tell by the same method is one witness read twice: front matter in a record and in a card. */
function countWitnesses(witnessed: readonly Witnessed[]): number {
  if (witnessed.length === 1) return witnessed[0]?.evidence.length ?? 0;
  const most = new Map<string, number>();
  for (const { account, evidence } of witnessed) {
    const counts = new Map<string, number>();
    for (const { method } of evidence) {
      const key = `${account.origin.source} ${method}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) most.set(key, Math.max(count, most.get(key) ?? 0));
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0);
}
