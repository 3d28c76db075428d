import type { GraphStore } from '../../graph/store.ts';
import { identify } from '../../ontology/iri.ts';
import { countersAt } from './counters.ts';
import { type EntityDocument, entityDocument } from './entity-document.ts';
import type { Instant } from './past/instant.ts';
import { pastClaims } from './past/past-claims.ts';
import { PastGraph, type PastThing } from './past/past-graph.ts';
import { lastSeenOf, pastNode } from './past/past-node.ts';
import { resolvePast } from './past/resolve-past.ts';
import type { ResolveOptions } from './resolve-id.ts';
import { withContext } from './show.ts';

export interface ShowAtOptions extends ResolveOptions {
  readonly dataDir: string;
}

/**
 * One entity as it was known at an instant, from the accounts that held then, under the name it had, with the counters as they
 * were counted last. What was gone is shown as it was last, `removed`.
 */
export async function showAt(
  store: GraphStore,
  id: string,
  at: Instant,
  options: ShowAtOptions,
): Promise<EntityDocument> {
  const past = new PastGraph(store, options.dataDir, at);
  const thing = await resolvePast(past, id, options);
  const references = new Map([['describedBy', thing.earlier.map(({ description }) => description)]]);
  for (const { property, to } of (await pastClaims(past, [thing])).get(thing.uri) ?? [])
    references.set(property, [...(references.get(property) ?? []), to]);
  const { labels, properties } = pastNode(thing);
  const counters = await countersAt(options.dataDir, await idsOf(past, thing.uri), labels, at);
  const gone = thing.state === 'gone' ? { lastSeen: await lastSeen(past, thing) } : {};
  return withContext(
    entityDocument({ labels, properties: { ...properties, ...counters, ...gone } }, { context: null, references }),
  );
}

/** Under which a thing is counted: all its names. */
async function idsOf(past: PastGraph, uri: string): Promise<readonly string[]> {
  return (await past.family(uri)).map((name) => identify(name)?.id ?? name);
}

/** Of a thing that has been gone ever since the graph knows when a list showed it last. */
async function lastSeen({ store }: PastGraph, { uri, accounts, goneAt = '' }: PastThing): Promise<string> {
  const told = lastSeenOf(accounts);
  const [row] = await store.read<{ lastSeen: string | null }>(
    'MATCH (n:Resource {uri: $uri}) RETURN n.lastSeen AS lastSeen',
    { uri },
  );
  const listed = Date.parse(row?.lastSeen ?? told);
  return listed > Date.parse(told) && listed <= Date.parse(goneAt) ? (row?.lastSeen ?? told) : told;
}
