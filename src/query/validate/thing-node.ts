import { mergeAccounts, mergeClaims } from '../../../graph/merge.ts';
import type { RdfNode } from '../../../graph/rdf/node-statements.ts';
import { nodeRowOf, propertiesOf as propertiesOfRow } from '../../../graph/rows.ts';
import type { Value } from '../../../graph/store.ts';
import { entityOf } from '../../../ontology/model.ts';
import { authority } from '../past/authority.ts';
import { propertiesOf } from '../stored-node.ts';
import type { RunThing } from './run-things.ts';

/** A thing as the graph would hold it if it knew this run alone. */
export function nodeOfThing({ uri, accounts }: RunThing): RdfNode {
  const merged = mergeAccounts(accounts, authority);
  const labels = [...merged.labels].sort();
  const references = new Map<string, string[]>();
  for (const { property, to } of mergeClaims(accounts, authority)) {
    const held = references.get(property);
    if (held === undefined) references.set(property, [to]);
    else held.push(to);
  }
  return {
    uri,
    types: labels.flatMap((label) => entityOf(label)?.iri ?? []),
    properties: propertiesOf(labels),
    // A stored value is a value as the engines give it back.
    values: propertiesOfRow(nodeRowOf(merged)) as Readonly<Record<string, Value>>,
    references,
  };
}
