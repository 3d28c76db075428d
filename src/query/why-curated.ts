import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import { describeReference } from '../../ontology/vocab/reference.ts';
import { nothingReceived, type WhyItem } from './why-item.ts';

/**
 * What the shipped vocabularies say of a licence, language, task or library; nothing for other things. Verified: the graph
 * says the same.
 */
export async function curatedItems(store: GraphStore, uri: string, property: string | undefined): Promise<WhyItem[]> {
  const account = describeReference(uri);
  if (account === undefined) return [];
  const [node] = await store.read<Row & { properties: Readonly<Record<string, Value>> }>(
    'MATCH (n:Resource {uri: $uri}) RETURN properties(n) AS properties',
    { uri },
  );
  return Object.entries(account.properties)
    .filter(([name]) => property === undefined || name === property)
    .flatMap(([name, said]) =>
      (typeof said === 'object' ? said : [said]).map((value) => {
        const held = node?.properties[name] ?? null;
        const isHeld = Array.isArray(held) ? held.includes(value) : held === value;
        return curatedItem(name, value, account.vocabulary, isHeld);
      }),
    );
}

function curatedItem(property: string, value: string | boolean, source: string, isHeld: boolean): WhyItem {
  return {
    property,
    value,
    method: 'curated',
    confidence: confidenceOf('curated', property),
    source,
    ...nothingReceived,
    raw: value,
    verified: isHeld,
    ...(isHeld ? {} : { problem: 'the graph holds another value' }),
  };
}
