import type { GraphStore, Parameters } from '../../graph/store.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import { familiesOf, type Families } from './families.ts';
import { filteredTypes, type LineageFilter } from './lineage-filter.ts';
import { assertModel, type LineageEdge, type LineageNode } from './lineage-walk.ts';
import { byKind } from './lineage-words.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';

export interface SiblingsOptions extends ResolveOptions {
  readonly filter?: LineageFilter;
  /** Default 100. */
  readonly limit?: number;
  /** From 1. Default 1. */
  readonly page?: number;
  /** Who walks. Default: the engine. */
  readonly families?: Families;
  readonly signal?: AbortSignal;
}

export interface Sibling extends LineageNode {
  /** Ids of the parents they share. */
  readonly parents: readonly string[];
  /** Relationship types of its steps from those, most telling first. */
  readonly kinds: readonly string[];
}

export interface SiblingsResult {
  readonly id: string;
  readonly redirectedFrom?: string;
  /** Each with the number of its other children. */
  readonly parents: readonly { readonly id: string; readonly siblings: number }[];
  /** With most parents in common first, then the most downloaded. */
  readonly items: readonly Sibling[];
  readonly total: number;
  readonly next: number | null;
  readonly cypher: string;
  readonly params: Parameters;
  /** For drawings; not part of the JSON. */
  readonly graph: { readonly nodes: readonly LineageNode[]; readonly edges: readonly LineageEdge[] };
}

/** Models with a parent in common. */
export async function siblings(store: GraphStore, id: string, options: SiblingsOptions = {}): Promise<SiblingsResult> {
  const { redirectedFrom, ...self } = await resolveId(store, id, options);
  assertModel(self);
  const { filter = {}, signal, limit = 100, page = 1, families = familiesOf(store) } = options;
  const question = { types: filteredTypes(filter), filter, signal };
  const up = await families.walk({ ...question, roots: [self], ways: [{ direction: 'up', depth: 1 }] });
  const parents = up.nodes.filter((node) => node.id !== self.id);
  const down = await families.walk({ ...question, roots: parents, ways: [{ direction: 'down', depth: 1 }] });
  const nodes = await families.facts(down.nodes, signal);
  const { edges } = down;
  const isParent = new Set(parents.map((parent) => parent.id));
  const all = nodes
    .filter((node) => node.id !== self.id && (!isParent.has(node.id) || edges.some(({ from }) => from === node.id)))
    .map((node): Sibling => siblingOf(node, edges))
    .sort(
      compareBy(
        (item) => -item.parents.length,
        ({ downloads }) => -(downloads ?? -1),
        (item) => item.id,
      ),
    );
  const pages = Math.max(1, Math.ceil(all.length / limit));
  if (page > pages)
    throw new StemmaError('STEMMA_USAGE', `there is no page ${page}: ${all.length} siblings make ${pages} of ${limit}`);
  return {
    id: self.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    parents: parents.map((parent) => ({
      id: parent.id,
      siblings: all.filter((item) => item.parents.includes(parent.id)).length,
    })),
    items: all.slice((page - 1) * limit, page * limit),
    total: all.length,
    next: page < pages ? page + 1 : null,
    cypher: statement,
    params: { id: self.id },
    graph: { nodes, edges },
  };
}

const types = lineageTypes.join('|');
const statement = `MATCH (m:MLModel {id: $id})-[:${types}]->(p:MLModel)<-[:${types}]-(s:MLModel) WHERE s.uri <> m.uri
RETURN DISTINCT s.id AS id, s.name AS name, p.id AS parent ORDER BY id, parent`;

function siblingOf(node: LineageNode, edges: readonly LineageEdge[]): Sibling {
  const own = edges.filter(({ from }) => from === node.id);
  return {
    ...node,
    parents: [...new Set(own.map(({ to }) => to))],
    kinds: [...new Set(own.map(({ type }) => type))].sort(byKind),
  };
}
