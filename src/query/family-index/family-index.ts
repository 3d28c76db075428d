import type { GraphStore, Row } from '../../../graph/store.ts';
import type { Families, FamilyQuestion, FamilyWalk } from '../families.ts';
import { findNodes, type FoundNode } from '../find-node.ts';
import { inheritanceTypes } from '../lineage-words.ts';
import { joined, nodeFacts, type NodeFacts } from '../node-facts.ts';
import { uriPages } from '../uri-pages.ts';
import { EdgeColumns, type ReadEdge, ThingColumns } from './columns.ts';
import { type HeldFamilies, walkHeld } from './walk.ts';

const pageSize = 1_000;

const statement = `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[r:${inheritanceTypes.join('|')}]->(p:Resource)
RETURN n.uri AS child, p.uri AS parent, type(r) AS type, r.method AS method, r.confidence AS confidence, r.evidenceCount AS evidenceCount,
  r.source AS source, r.run AS run, r.record AS record, r.pointer AS pointer, r.firstSeen AS firstSeen ORDER BY child, type, parent`;

/**
 * All families of a graph in memory, for a program that asks much: the engine's answers, without the engine. It is as the graph
 * was when it was built; a load does not change it.
 */
export class FamilyIndex implements Families {
  readonly #held: HeldFamilies;
  readonly #store: GraphStore;

  private constructor(store: GraphStore, held: HeldFamilies) {
    this.#store = store;
    this.#held = held;
  }

  /** Reads every statement of inheritance, a thousand things at a time, and what they join. */
  static async build(store: GraphStore, { signal }: { readonly signal?: AbortSignal } = {}): Promise<FamilyIndex> {
    const read: ReadEdge[] = [];
    for (const label of ['MLModel', 'Dataset'])
      for await (const uris of uriPages(store, { label, pageSize, signal }))
        for (const row of await store.read<ReadEdge & Row>(statement, { uris })) read.push(row);
    const uris = [...new Set(read.flatMap(({ child, parent }) => [child, parent]))];
    const found: FoundNode[] = [];
    const facts = new Map<string, NodeFacts>();
    for (let start = 0; start < uris.length; start += pageSize) {
      const page = uris.slice(start, start + pageSize);
      found.push(...(await findNodes(store, page)));
      for (const [uri, fact] of await nodeFacts(store, page, signal)) facts.set(uri, fact);
    }
    const things = new ThingColumns(found, (uri) => facts.get(uri) as NodeFacts);
    const edges = new EdgeColumns(read, (uri) => things.numberOf(uri) ?? 0);
    return new FamilyIndex(store, {
      things,
      edges,
      up: edges.adjacency(edges.children, things.length),
      down: edges.adjacency(edges.parents, things.length),
    });
  }

  /** Things that stand in some family, and statements between them. */
  get size(): { readonly things: number; readonly statements: number } {
    return { things: this.#held.things.length, statements: this.#held.edges.length };
  }

  async walk(question: FamilyQuestion): Promise<FamilyWalk> {
    return walkHeld(this.#held, question);
  }

  async facts<T extends { readonly uri: string }>(
    things: readonly T[],
    signal?: AbortSignal,
  ): Promise<(T & Partial<NodeFacts>)[]> {
    const strangers = things.filter(({ uri }) => this.#held.things.numberOf(uri) === undefined).map(({ uri }) => uri);
    const others = strangers.length === 0 ? undefined : await nodeFacts(this.#store, strangers, signal);
    return things.map((thing) => {
      const at = this.#held.things.numberOf(thing.uri);
      return joined(thing, at === undefined ? others?.get(thing.uri) : this.#held.things.facts(at));
    });
  }
}
