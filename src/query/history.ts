import { countersOf } from '../../graph/rows.ts';
import { isRedirect } from '../../graph/redirects.ts';
import type { GraphStore, Parameters } from '../../graph/store.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import type { Counting } from '../core/run/counters-file.ts';
import { counterSeries } from './counters.ts';
import { changesBetween, statedValues, type PropertyChange } from './past/account-changes.ts';
import { forgottenAt } from './forget-subject.ts';
import { namesOf } from './past/family.ts';
import { accountsStatement, readToldAccounts, type ToldAccount } from './past/told-accounts.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import type { JsonValue } from './stored-node.ts';
import { declaredProperty } from './why.ts';

/**
 * `told`: a resource tells of the thing for the first time; `changed`: it tells otherwise; `renamed`: it tells of it under
 * another name; `redirected`: it only says where the name leads; `silent`: it tells no more, others do; `removed`: nothing
 * tells of the thing any more; `returned`: it is told of again; `counted`: a counter was read, which makes no new account.
 */
export type HistoryEvent =
  | 'told'
  | 'changed'
  | 'renamed'
  | 'redirected'
  | 'silent'
  | 'removed'
  | 'returned'
  | 'counted';

export interface HistoryItem {
  /** UTC. */
  readonly at: string;
  readonly event: HistoryEvent;
  /** The name under which it was told, as a short id. */
  readonly id: string;
  /** Of `renamed`: the name before. Of `redirected`: where it leads. */
  readonly from?: string;
  readonly to?: string;
  readonly source: string;
  /** Null where all resources fell silent at once. */
  readonly resource: string | null;
  /** The run that read it, and the response; null where nothing was read. */
  readonly run: string | null;
  readonly record: string | null;
  /** Of `counted`. */
  readonly value?: number | string;
  /** When the account ended; null: it holds, or nothing was told. */
  readonly until: string | null;
  readonly changes: readonly PropertyChange[];
  /** What the account states, counters left out. */
  readonly values: Readonly<Record<string, JsonValue>>;
}

export interface HistoryResult {
  /** Oldest first. */
  readonly items: readonly HistoryItem[];
  /** The thing's id now. */
  readonly id: string;
  /** The id that was asked for, where it is another name of the thing. */
  readonly redirectedFrom?: string;
  /** When it was forgotten on request. UTC. */
  readonly forgotten?: string;
  /** Counters that the thing's class has: their series are asked for one by one. */
  readonly counters: readonly string[];
  /** Of a counter: runs mapped before counters were kept; `stemma map <run>` adds theirs. */
  readonly unknown?: readonly string[];
  /** The accounts behind it, for Neo4j Browser and `stemma cypher`; what they say stands in the files they name. */
  readonly cypher: string;
  readonly params: Parameters;
}

export interface HistoryOptions extends ResolveOptions {
  readonly dataDir: string;
  /** Property (`license`) or relationship type (`LICENSE`): only what concerns it, and names and removals. */
  readonly property?: string;
}

/** All accounts of a thing over time, under all names it had, with what changed from each to the next. */
export async function history(store: GraphStore, id: string, options: HistoryOptions): Promise<HistoryResult> {
  const node = await resolveId(store, id, options);
  const property = options.property === undefined ? undefined : declaredProperty(node.label, options.property);
  const names = await namesOf(store, [node.uri]);
  const uris = [...new Set([node.uri, ...names.map((name) => name.alias)])];
  const { redirectedFrom } = node;
  const forgotten = await forgottenAt(store, node.uri);
  const result = {
    id: node.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    ...(forgotten === undefined ? {} : { forgotten }),
    counters: countersOf(node.label),
    cypher: accountsStatement,
    params: { uris },
  };
  if (property !== undefined && propertyOf(node.label, property)?.volatile === true) {
    const { countings, unknown } = await counterSeries(options.dataDir, [node.id, ...uris.slice(1).map(idOf)]);
    return { ...result, items: countedItems(property, countings), ...(unknown.length === 0 ? {} : { unknown }) };
  }
  const accounts = await readToldAccounts(store, options.dataDir, uris);
  const items = eventsOf(accounts).map((item) => only(property, item));
  return { ...result, items: items.filter((item) => property === undefined || concerns(item)) };
}

/** The series of one counter, with what became of it since the same resource counted it before. */
function countedItems(property: string, countings: readonly Counting[]): HistoryItem[] {
  const last = new Map<string, { readonly value: number | string; readonly run: string }>();
  const items: HistoryItem[] = [];
  for (const { id, at, source, resource, run, record, values } of countings) {
    const value = values[property];
    if (value === undefined) continue;
    const part = `${source} ${resource}`;
    const before = last.get(part);
    // A response may show a thing twice.
    if (before?.run === run && before.value === value) continue;
    last.set(part, { value, run });
    const changes = before?.value === value ? [] : [{ property, before: before?.value ?? null, after: value }];
    const said = { source, resource, run, record };
    items.push({ at, event: 'counted', id, ...said, value, until: null, changes, values: { [property]: value } });
  }
  return items;
}

const ofNames: ReadonlySet<HistoryEvent> = new Set(['renamed', 'redirected', 'removed', 'returned']);

function concerns({ event, changes }: HistoryItem): boolean {
  return ofNames.has(event) || changes.length > 0;
}

function only(property: string | undefined, item: HistoryItem): HistoryItem {
  if (property === undefined) return item;
  const value = item.values[property];
  return {
    ...item,
    changes: item.changes.filter((change) => change.property === property),
    values: value === undefined ? {} : { [property]: value },
  };
}

/** By source and resource, over all names; each in order of time. */
function chainsOf(accounts: readonly ToldAccount[]): readonly (readonly ToldAccount[])[] {
  const chains = new Map<string, ToldAccount[]>();
  for (const account of accounts) {
    const key = `${account.source} ${account.resource}`;
    chains.set(key, [...(chains.get(key) ?? []), account]);
  }
  return [...chains.values()].map((chain) => chain.toSorted(byTime));
}

const byTime = compareBy<ToldAccount>(
  (account) => Date.parse(account.from),
  (account) => (account.to === null ? Number.MAX_SAFE_INTEGER : Date.parse(account.to)),
  (account) => account.uri,
);

const order: readonly HistoryEvent[] = [
  'silent',
  'removed',
  'redirected',
  'renamed',
  'returned',
  'told',
  'changed',
  'counted',
];

/** What happened, oldest first. */
export function eventsOf(accounts: readonly ToldAccount[]): HistoryItem[] {
  const items: HistoryItem[] = [];
  const endings: Ending[] = [];
  for (const chain of chainsOf(accounts)) {
    for (const [index, account] of chain.entries()) {
      items.push(told(account, chain[index - 1]));
      const next = chain[index + 1];
      const isCarried = next !== undefined && next.uri !== account.uri;
      if (account.to !== null && (next === undefined || isLater(next.from, account.to)))
        endings.push({ account, isCarried });
    }
  }
  return [...items, ...endingsOf(endings, accounts)].sort(
    compareBy(
      (item) => Date.parse(item.at),
      (item) => order.indexOf(item.event),
      (item) => item.source,
      (item) => item.resource ?? '',
      (item) => item.id,
    ),
  );
}

function isLater(a: string, b: string): boolean {
  return Date.parse(a) > Date.parse(b);
}

function told(account: ToldAccount, before: ToldAccount | undefined): HistoryItem {
  const { uri, source, resource, from, to, line } = account;
  const item = {
    at: from,
    id: idOf(uri),
    source,
    resource,
    run: line.origin.run,
    record: line.origin.record,
    until: to,
    values: statedValues(line),
  };
  if (isRedirect(line)) {
    const [target] = [line['redirectsTo']].flat();
    return { ...item, event: 'redirected', to: idOf(String(target)), changes: [] };
  }
  const known = before === undefined || isRedirect(before.line) ? undefined : before;
  const changes = changesBetween(known?.line, line);
  if (known === undefined) return { ...item, event: 'told', changes };
  if (known.uri !== uri) return { ...item, event: 'renamed', from: idOf(known.uri), changes };
  const isBack = known.to !== null && isLater(from, known.to);
  return { ...item, event: isBack ? 'returned' : 'changed', changes };
}

/** An account that ended without another of the same resource in its place. */
interface Ending {
  readonly account: ToldAccount;
  /** The resource told of the thing under another name later. */
  readonly isCarried: boolean;
}

/** Accounts that ended together with all others, or alone. */
function endingsOf(endings: readonly Ending[], accounts: readonly ToldAccount[]): HistoryItem[] {
  const items: HistoryItem[] = [];
  const gone = new Set<string>();
  for (const { account, isCarried } of endings) {
    const { uri, source, resource, to, line } = account;
    const at = to ?? '';
    const item = { at, id: idOf(uri), source, run: null, record: null, until: null, values: {} };
    const others = accounts.filter((one) => heldAfter(one, at));
    if (others.length > 0) {
      if (!isCarried && !isRedirect(line) && others.every((one) => !isRedirect(one.line)))
        items.push({ ...item, event: 'silent', resource, changes: changesBetween(line, undefined) });
    } else if (!gone.has(at)) {
      gone.add(at);
      items.push({ ...item, event: 'removed', resource: null, changes: [] });
    }
  }
  return items;
}

function heldAfter({ from, to }: ToldAccount, at: string): boolean {
  return !isLater(from, at) && (to === null || isLater(to, at));
}

function idOf(uri: string): string {
  return identify(uri)?.id ?? uri;
}
