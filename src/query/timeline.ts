import type { GraphStore, Parameters, Row } from '../../graph/store.ts';
import { compareBy } from '../core/code-point-order.ts';
import { history, type HistoryItem } from './history.ts';
import type { PropertyChange } from './past/account-changes.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import type { JsonValue } from './stored-node.ts';

/**
 * `created`, `published`, `modified`: as the source dates them. `first-seen`: a source first told of it, as far as
 * was looked. `license`: the licence is told otherwise. `told`, `changed`, `silent`: a resource begins to tell, tells otherwise,
 * tells no more. `renamed`, `redirected`, `removed`, `returned`, `last-seen`.
 */
export type TimelineEvent =
  | 'created'
  | 'published'
  | 'modified'
  | 'first-seen'
  | 'license'
  | 'told'
  | 'changed'
  | 'silent'
  | 'renamed'
  | 'redirected'
  | 'removed'
  | 'returned'
  | 'last-seen';

export interface TimelineItem {
  /** UTC. */
  readonly at: string;
  readonly event: TimelineEvent;
  /** Short id under which it was known. */
  readonly id: string;
  readonly source: string | null;
  readonly resource: string | null;
  /** When the account ended; null: it holds, or the event is no account. */
  readonly until: string | null;
  /** In a few words. */
  readonly what: string;
  readonly changes: readonly PropertyChange[];
  /** The run that read it, and the response. */
  readonly run: string | null;
  readonly record: string | null;
}

export interface TimelineResult {
  readonly id: string;
  readonly redirectedFrom?: string;
  /** Oldest first. */
  readonly items: readonly TimelineItem[];
  readonly total: number;
  readonly cypher: string;
  readonly params: Parameters;
}

const licenseProperties: ReadonlySet<string> = new Set(['license', 'licenseTag']);

/** What happened to a thing: the dates that sources give, and every change in what was told of it, under all its names. */
export async function timeline(
  store: GraphStore,
  id: string,
  options: ResolveOptions & { readonly dataDir: string },
): Promise<TimelineResult> {
  const node = await resolveId(store, id, options);
  const told = await history(store, node.uri, { dataDir: options.dataDir });
  const items = [...(await datesOf(store, node.uri, node.id)), ...told.items.flatMap(eventsOf)];
  const first = told.items.find(({ event }) => event === 'told');
  if (first !== undefined) items.push({ ...accountOf(first), event: 'first-seen', what: `by ${first.source}` });
  return {
    id: node.id,
    ...(node.redirectedFrom === undefined ? {} : { redirectedFrom: node.redirectedFrom }),
    items: items.sort(
      compareBy(
        ({ at }) => Date.parse(at),
        ({ event }) => order.indexOf(event),
        ({ source }) => source ?? '',
        ({ resource }) => resource ?? '',
        (item) => item.id,
      ),
    ),
    total: items.length,
    cypher: told.cypher,
    params: told.params,
  };
}

const order: readonly TimelineEvent[] = [
  'created',
  'published',
  'modified',
  'last-seen',
  'silent',
  'removed',
  'redirected',
  'renamed',
  'returned',
  'first-seen',
  'told',
  'license',
  'changed',
];

type DatesRow = Row & {
  readonly created: string | null;
  readonly bound: string | null;
  readonly published: string | null;
  readonly modified: string | null;
  readonly lastSeen: string | null;
};

async function datesOf(store: GraphStore, uri: string, id: string): Promise<TimelineItem[]> {
  const [row] = await store.read<DatesRow>(
    `MATCH (n:Resource {uri: $uri}) RETURN n.dateCreated AS created, n.dateCreatedBound AS bound, n.datePublished AS published,
  n.dateModified AS modified, n.lastSeen AS lastSeen`,
    { uri },
  );
  const event = (name: TimelineEvent, at: string | null | undefined, what: string): TimelineItem[] =>
    typeof at === 'string'
      ? [{ at, event: name, id, source: null, resource: null, until: null, what, changes: [], run: null, record: null }]
      : [];
  return [
    ...event(
      'created',
      row?.created,
      row?.bound === 'on-or-before' ? 'or before: the source began to count then' : 'as the source dates it',
    ),
    ...event('published', row?.published, 'as the source dates it'),
    ...event('modified', row?.modified, 'last change that the source dates'),
    ...event('last-seen', row?.lastSeen, 'there for the last time'),
  ];
}

function accountOf(item: HistoryItem): Omit<TimelineItem, 'event' | 'what'> {
  const { at, id, source, resource, until, run, record } = item;
  return { at, id, source, resource, until, changes: [], run, record };
}

/** A change of the licence stands for itself. */
function eventsOf(item: HistoryItem): TimelineItem[] {
  // Only a counter that was asked for is counted here.
  if (item.event === 'counted') return [];
  const isFirst = item.event === 'told';
  const licence = isFirst ? [] : item.changes.filter(({ property }) => licenseProperties.has(property));
  const others = item.changes.filter((change) => !licence.includes(change));
  const account = accountOf(item);
  const { event } = item;
  const main: TimelineItem = { ...account, event, what: wordsOf(item, others), changes: others };
  const own: TimelineItem[] =
    licence.length === 0
      ? []
      : [{ ...account, event: 'license', what: licence.map(changeWords).join('; '), changes: licence }];
  return item.event === 'changed' && others.length === 0 ? own : [main, ...own];
}

function wordsOf({ event, from, to, changes }: HistoryItem, others: readonly PropertyChange[]): string {
  if (event === 'told') return `${changes.length} properties`;
  if (event === 'redirected') return `leads to ${to}`;
  if (event === 'removed') return 'not there any more';
  const names = others.map(({ property }) => property).join(', ');
  return event === 'renamed' ? `was ${from}${names === '' ? '' : `; ${names}`}` : names;
}

function changeWords({ property, before, after }: PropertyChange): string {
  return `${property}: ${valueWords(before)} → ${valueWords(after)}`;
}

function valueWords(value: JsonValue): string {
  const list = [value].flat().filter((item) => item !== null);
  return list.length === 0 ? 'none' : list.map((item) => String(item).replace(/^.*\//, '')).join(', ');
}
