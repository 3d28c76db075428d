import { jsonLdContext } from '../../ontology/context.ts';
import { propertyOfType } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import type { EntityDocument } from './entity-document.ts';
import type { LineageEdge, LineageNode } from './lineage-walk.ts';
import type { JsonValue } from './stored-node.ts';
import { usedContext } from './used-context.ts';

/** A family as JSON-LD: its models with their names, standing and parents; each model is one node of `@graph`. */
export function lineageJsonld({
  nodes,
  edges,
}: {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}): EntityDocument {
  const uris = new Map(nodes.map(({ id, uri }) => [id, uri]));
  const parents = new Map<string, LineageEdge[]>();
  for (const edge of edges) parents.set(edge.from, [...(parents.get(edge.from) ?? []), edge]);
  const graph = nodes.map((node): EntityDocument => {
    const { id, uri, label, name, resolved, removed, downloads, parameterCount, dateCreated } = node;
    const values: Readonly<Record<string, JsonValue | undefined>> = {
      '@id': uri,
      '@type': label,
      id,
      name,
      resolved,
      ...(removed ? { removed } : {}),
      downloads,
      parameterCount,
      dateCreated,
      ...parentsOf(parents.get(id) ?? [], uris),
    };
    return Object.fromEntries(
      Object.entries(values).filter(
        (entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null,
      ),
    );
  });
  const context = usedContext(jsonLdContext()['@context'], JSON.stringify(graph)) as Readonly<
    Record<string, JsonValue>
  >;
  return { '@context': context, '@graph': graph };
}

/** IRIs by property, sorted; parents on another page are left out. */
function parentsOf(
  edges: readonly LineageEdge[],
  uris: ReadonlyMap<string, string>,
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const { to, type } of edges) {
    const property = propertyOfType(type);
    const uri = uris.get(to);
    if (property !== undefined && uri !== undefined) (found[property] ??= []).push(uri);
  }
  for (const list of Object.values(found)) list.sort(compareBy((uri) => uri));
  return found;
}
