import { mergeAccounts } from '../../../graph/merge.ts';
import { countersOf, nodeRowOf, propertiesOf, stubOf } from '../../../graph/rows.ts';
import { identify } from '../../../ontology/iri.ts';
import type { FoundNode } from '../find-node.ts';
import type { StoredNode } from '../stored-node.ts';
import { authority } from './authority.ts';
import type { PastThing } from './past-graph.ts';

/** A described thing's node as it was, without counters: those are series (`countersAt`). */
export function pastNode({ accounts, state }: PastThing): StoredNode {
  const merged = mergeAccounts(
    accounts.map(({ line }) => line),
    authority,
  );
  const counters = new Set(merged.labels.flatMap(countersOf));
  const held = Object.entries(propertiesOf(nodeRowOf(merged))).filter(([name]) => !counters.has(name));
  const properties: Record<string, StoredNode['properties'][string]> = Object.fromEntries(held) as Record<
    string,
    StoredNode['properties'][string]
  >;
  if (state === 'gone') {
    properties['removed'] = true;
    properties['lastSeen'] = lastSeenOf(accounts);
  }
  return { labels: merged.labels, properties };
}

/** When its accounts knew it to have been there; a list may have shown it later. */
export function lastSeenOf(accounts: PastThing['accounts']): string {
  return accounts.map(({ from }) => from).reduce((last, from) => (Date.parse(from) > Date.parse(last) ? from : last));
}

/** Enough to name it; `referredBy`: the property that leads to what nothing described. */
export function pastFound(thing: PastThing, referredBy: string): FoundNode {
  const { uri, state } = thing;
  if (thing.accounts.length === 0) {
    const { label, row } = stubOf(uri, 'MLModel', referredBy);
    const { id, name } = row.properties;
    return { id: String(id), uri, label, name: String(name), resolved: false, removed: false };
  }
  const { labels, properties } = pastNode(thing);
  const id = String(properties['id'] ?? identify(uri)?.id ?? uri);
  return {
    id,
    uri,
    label: labels.toSorted()[0] ?? 'Resource',
    name: String(properties['name'] ?? id),
    resolved: true,
    removed: state === 'gone',
  };
}
