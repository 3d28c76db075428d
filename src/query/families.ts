import type { GraphStore } from '../../graph/store.ts';
import type { FoundNode } from './find-node.ts';
import type { LineageFilter } from './lineage-filter.ts';
import type { Steps } from './lineage-selection.ts';
import { readSteps } from './lineage-steps.ts';
import { defaultMaxNodes, type LineageEdge, type LineageLevel, type LineageNode, LineageWalk } from './lineage-walk.ts';
import { type NodeFacts, withFacts } from './node-facts.ts';

export interface FamilyQuestion {
  readonly roots: readonly FoundNode[];
  /** Directions in order, each with the steps at most; null: to the end. */
  readonly ways: readonly { readonly direction: 'up' | 'down'; readonly depth: Steps }[];
  /** Relationship types that are followed. */
  readonly types: readonly string[];
  /** Class of what they lead to. Default `MLModel`. */
  readonly label?: 'MLModel' | 'Resource';
  readonly filter?: LineageFilter;
  /** Nodes at most, the roots included. Default 100,000. */
  readonly maxNodes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What a walk comes to. */
export interface FamilyWalk {
  /** Sorted by depth, then id. */
  readonly nodes: readonly LineageNode[];
  /** Sorted by from, to, type. */
  readonly edges: readonly LineageEdge[];
  readonly levels: readonly LineageLevel[];
  readonly truncated: boolean;
}

/** Who walks families: the graph's engine, or an index in memory with the same answers. */
export interface Families {
  walk(question: FamilyQuestion): Promise<FamilyWalk>;
  /** The things with their licences, owners, sizes and downloads. */
  facts<T extends { readonly uri: string }>(
    things: readonly T[],
    signal?: AbortSignal,
  ): Promise<(T & Partial<NodeFacts>)[]>;
}

/** Asks the engine level by level. */
export function familiesOf(store: GraphStore): Families {
  return {
    async walk({ roots, ways, types, label, filter, maxNodes = defaultMaxNodes, signal }) {
      const walk = new LineageWalk(roots, maxNodes);
      for (const { direction, depth } of ways) {
        const stepsOf = readSteps(store, {
          direction,
          types,
          ...(label && { label }),
          ...(filter && { filter }),
          ...(signal && { signal }),
        });
        await walk.follow(direction, stepsOf, { depth, ...(signal && { signal }) });
      }
      return { nodes: walk.nodes(), edges: walk.edges(), levels: walk.levels(), truncated: walk.truncated };
    },
    facts: (things, signal) => withFacts(store, things, signal),
  };
}
