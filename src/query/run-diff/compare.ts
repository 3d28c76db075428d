import type { AccountReader } from '../../../graph/account-reader.ts';
import { identify } from '../../../ontology/iri.ts';
import { readChanges, type Pair } from './contents.ts';
import type { AccountMark } from './read-run.ts';
import { listKey, type Scope } from './scope.ts';
import type { DiffTally } from './tally.ts';
import type { Told, ToldThing } from './told-thing.ts';
import type { DiffItem } from './types.ts';

/** An item, and the list that would have to be believed. */
export interface Found extends DiffItem {
  readonly list?: string;
}

/** Told by one run only: perhaps the other tells of it under another name. */
export interface Unmatched {
  readonly side: 'a' | 'b';
  readonly uri: string;
  readonly label: string;
  readonly accounts: readonly AccountMark[];
  readonly listed: readonly string[];
  readonly sourceId?: string;
  /** Where the other run was sent for it. */
  readonly leadsTo?: string;
}

export interface CompareContext {
  readonly reader: AccountReader;
  readonly files: Readonly<Record<'a' | 'b', string>>;
  readonly scopes: Readonly<Record<'a' | 'b', Scope>>;
  readonly tally: DiffTally;
  /** By list: things of A that B's list shows too. */
  readonly confirmed: Map<string, number>;
}

export interface Compared {
  readonly found: readonly Found[];
  readonly unmatched: readonly Unmatched[];
}

interface ToRead {
  readonly thing: Pick<ToldThing, 'uri' | 'label'>;
  readonly pair: Pair;
  readonly from?: string;
  readonly by?: 'source-id';
  readonly silent: readonly string[];
}

/** Compares things of which all marks are at hand. */
export async function compareThings(context: CompareContext, things: readonly ToldThing[]): Promise<Compared> {
  const found: Found[] = [];
  const unmatched: Unmatched[] = [];
  const toRead: ToRead[] = [];
  for (const thing of things) {
    const { uri, label, a, b } = thing;
    confirm(context, thing);
    const counts = context.tally.of(label);
    const isOther = a.sourceId !== undefined && b.sourceId !== undefined && a.sourceId !== b.sourceId;
    if (!isOther && a.accounts.size > 0 && b.accounts.size > 0) {
      const read = compareTold(context, thing);
      if (read !== undefined) toRead.push(read);
    } else if (b.gone.size > 0 && isTold(a) && b.accounts.size === 0) {
      found.push({ ...plain(thing), kind: 'removed', by: 'answer' });
    } else if (a.gone.size > 0 && b.accounts.size > 0 && a.accounts.size === 0) {
      found.push({ ...plain(thing), kind: 'added', by: 'answer' });
    } else if (!isOther && isTold(a) && isTold(b)) {
      counts.seen += 1;
    } else {
      if (isTold(a)) unmatched.push(unmatchedOf('a', uri, label, a, b.leadsTo));
      if (isTold(b)) unmatched.push(unmatchedOf('b', uri, label, b));
    }
  }
  found.push(...(await readAll(context, toRead)));
  return { found, unmatched };
}

function isTold({ accounts, listed }: Told): boolean {
  return accounts.size > 0 || listed.size > 0;
}

function unmatchedOf(side: 'a' | 'b', uri: string, label: string, told: Told, leadsTo?: string): Unmatched {
  const { sourceId } = told;
  return {
    side,
    uri,
    label,
    accounts: [...told.accounts.values()],
    listed: [...told.listed],
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(leadsTo === undefined ? {} : { leadsTo }),
  };
}

/** Of the lists of B, which show what A tells of. */
function confirm({ confirmed, scopes }: CompareContext, { label, a, b }: ToldThing): void {
  for (const source of new Set([...b.listed, ...[...b.accounts.values()].map((mark) => mark.source)])) {
    const key = listKey(source, label);
    if (scopes.b.complete.has(key) && isTold(a)) confirmed.set(key, (confirmed.get(key) ?? 0) + 1);
  }
}

function plain({ uri, label }: Pick<ToldThing, 'uri' | 'label'>): Omit<Found, 'kind'> {
  return { id: identify(uri)?.id ?? uri, uri, label, changes: [], edges: [], license: false };
}

function pairsOf(a: readonly AccountMark[], b: readonly AccountMark[]): (readonly [AccountMark, AccountMark])[] {
  return a.flatMap((mark) => {
    const other = b.find((one) => one.source === mark.source && one.resource === mark.resource);
    return other === undefined ? [] : [[mark, other] as const];
  });
}

function compareTold({ tally }: CompareContext, { uri, label, a, b }: ToldThing): ToRead | undefined {
  const pairs = pairsOf([...a.accounts.values()], [...b.accounts.values()]);
  const silent = [...b.silent].filter((part) => a.accounts.has(part)).map((part) => part.slice(part.indexOf(' ') + 1));
  tally.count(pairs);
  const isSame = pairs.every(([one, other]) => one.hash === other.hash);
  if (isSame && silent.length === 0) {
    tally.of(label)[pairs.length === 0 ? 'apart' : 'unchanged'] += 1;
    return undefined;
  }
  return { thing: { uri, label }, pair: pairOf(label, pairs), silent };
}

function pairOf(label: string, pairs: readonly (readonly [AccountMark, AccountMark])[]): Pair {
  return { label, a: pairs.map(([one]) => one), b: pairs.map(([, other]) => other) };
}

async function readAll({ reader, files, tally }: CompareContext, toRead: readonly ToRead[]): Promise<Found[]> {
  const readable = toRead.filter(({ pair }) => pair.a.length > 0);
  const changes = await readChanges(
    reader,
    files,
    readable.map(({ pair }) => pair),
  );
  const contents = new Map(readable.map((one, index) => [one, changes[index]]));
  return toRead.flatMap((one): Found[] => {
    const { thing, from, by, silent } = one;
    const { changes: values, edges, license } = contents.get(one) ?? { changes: [], edges: [], license: false };
    const item = { ...plain(thing), changes: values, edges, license, ...(silent.length === 0 ? {} : { silent }) };
    if (from !== undefined && by !== undefined) return [{ ...item, kind: 'renamed', from, by }];
    if (values.length > 0 || edges.length > 0) return [{ ...item, kind: 'changed' }];
    if (silent.length > 0) return [{ ...item, kind: 'silent' }];
    tally.of(thing.label).witnessed += 1;
    return [];
  });
}

/** Things told by one run only, of which all of one immutable id are at hand. */
export async function compareUnmatched(context: CompareContext, all: readonly Unmatched[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  const toRead: ToRead[] = [];
  const groups = new Map<string, Unmatched[]>();
  for (const one of all) groups.set(keyOfUnmatched(one), [...(groups.get(keyOfUnmatched(one)) ?? []), one]);
  for (const group of groups.values()) {
    const [a, b] = [group.filter(({ side }) => side === 'a'), group.filter(({ side }) => side === 'b')];
    const [was, is] = [a[0], b[0]];
    if (was?.sourceId !== undefined && is !== undefined && a.length === 1 && b.length === 1) {
      const pairs = pairsOf(was.accounts, is.accounts);
      context.tally.count(pairs);
      const from = identify(was.uri)?.id ?? was.uri;
      toRead.push({ thing: is, pair: pairOf(is.label, pairs), from, by: 'source-id', silent: [] });
    } else {
      for (const one of a) found.push(...onlyInA(context, one));
      for (const one of b) found.push(...onlyInB(context, one));
    }
  }
  return [...found, ...(await readAll(context, toRead))];
}

export function keyOfUnmatched({ uri, label, sourceId }: Unmatched): string {
  return sourceId === undefined ? uri : `${label} ${sourceId}`;
}

function onlyInA({ scopes, tally }: CompareContext, one: Unmatched): readonly Found[] {
  const { uri, label, leadsTo } = one;
  if (leadsTo !== undefined) {
    const target = { uri: leadsTo, label };
    return [{ ...plain(target), kind: 'renamed', from: identify(uri)?.id ?? uri, by: 'redirect' }];
  }
  // What no list of A showed may have been known from being asked for by name; a list without it says nothing then.
  const list = one.listed.map((source) => listKey(source, label)).find((key) => scopes.b.complete.has(key));
  if (list !== undefined) return [{ ...plain(one), kind: 'removed', by: 'list', list }];
  tally.of(label).onlyInA += 1;
  return [];
}

function onlyInB({ scopes, tally }: CompareContext, one: Unmatched): readonly Found[] {
  const sources = new Set([...one.listed, ...one.accounts.map(({ source }) => source)]);
  const isNew = [...sources].some((source) => scopes.a.complete.has(listKey(source, one.label)));
  if (isNew) return [{ ...plain(one), kind: 'added', by: 'list' }];
  tally.of(one.label).onlyInB += 1;
  return [];
}
