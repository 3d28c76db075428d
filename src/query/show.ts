import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { jsonLdContext } from '../../ontology/context.ts';
import { propertyOfType } from '../../ontology/model.ts';
import { StemmaError } from '../core/errors.ts';
import { type EntityDocument, entityDocument } from './entity-document.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import type { JsonValue } from './stored-node.ts';

type NodeRow = Row & { readonly labels: readonly string[]; readonly properties: Readonly<Record<string, Value>> };

/** One entity as JSON-LD, counters and references included, with a context of its own: it can be read without a network. */
export async function show(store: GraphStore, id: string, options: ResolveOptions = {}): Promise<EntityDocument> {
  const { uri } = await resolveId(store, id, options);
  const [node] = await store.read<NodeRow>(
    'MATCH (n:Resource {uri: $uri}) RETURN labels(n) AS labels, properties(n) AS properties',
    { uri },
  );
  if (node === undefined)
    throw new StemmaError('STEMMA_STORE', `${id} went away while it was read`, { retryable: true });
  const edges = await store.read<{ type: string; target: string }>(
    'MATCH (n:Resource {uri: $uri})-[r]->(t:Resource) RETURN type(r) AS type, t.uri AS target ORDER BY type, target',
    { uri },
  );
  const references = new Map<string, string[]>();
  for (const { type, target } of edges) {
    const property = propertyOfType(type);
    if (property !== undefined) references.set(property, [...(references.get(property) ?? []), target]);
  }
  return withContext(entityDocument(node, { context: null, references }));
}

/** The document with the part of the context that it uses. */
export function withContext(document: EntityDocument): EntityDocument {
  return { ...document, '@context': contextOf(document) };
}

function contextOf(document: EntityDocument): JsonValue {
  const whole = jsonLdContext()['@context'];
  const types = Array.isArray(document['@type']) ? document['@type'] : [document['@type']];
  const terms = Object.entries(whole).filter(([term]) => term in document || types.includes(term));
  const text = JSON.stringify(terms);
  const prefixes = Object.entries(whole).filter(([prefix]) => text.includes(`"${prefix}:`));
  const settings = Object.entries(whole).filter(([key]) => key.startsWith('@'));
  return Object.fromEntries([...settings, ...prefixes, ...terms]);
}
