import { throwIfAborted } from '../core/abort.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import { type FoundNode, type NodeRow, toFoundNode } from './find-node.ts';

export interface LineageNode extends FoundNode {
  /** Steps from the root; the shortest way counts. */
  readonly depth: number;
}

export interface LineageEdge {
  /** Ids. Child → parent. */
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly evidenceCount: number | null;
  readonly source: string | null;
  readonly run: string | null;
  readonly record: string | null;
  readonly pointer: string | null;
  readonly firstSeen: string | null;
}

export const defaultMaxNodes = 100_000;

/** The order in which a level's statements are to be given. */
export const byNextId = compareBy<LineageStep>(
  (step) => step.id,
  (step) => step.near,
  (step) => step.type,
);

/** A statement that leads from a node that was reached to the next. */
export type LineageStep = NodeRow & Omit<LineageEdge, 'from' | 'to'> & { readonly near: string };

export interface LevelOptions {
  /** Steps at most; absent: to the end. */
  readonly depth?: number;
  readonly signal?: AbortSignal;
}

/** Gathers what a walk comes to. */
export class LineageWalk {
  readonly root: FoundNode;
  truncated = false;
  readonly #maxNodes: number;
  readonly #nodes = new Map<string, LineageNode>();
  readonly #edges = new Map<string, LineageEdge>();

  /** @throws StemmaError STEMMA_USAGE when the root is no model */
  constructor(root: FoundNode, maxNodes = defaultMaxNodes) {
    if (root.label !== 'MLModel')
      throw new StemmaError('STEMMA_USAGE', `${root.id} is no model, so it has no lineage`, {
        hint: `stemma show ${root.id}`,
      });
    this.root = root;
    this.#maxNodes = maxNodes;
    this.#nodes.set(root.uri, { ...root, depth: 0 });
  }

  /**
   * Level by level; cycles end where they close. `stepsOf` gives the statements between a level and the next, ordered by the
   * id they lead to, so that a cut is the same on both engines.
   */
  async follow(
    direction: 'up' | 'down',
    stepsOf: (frontier: readonly string[]) => Promise<readonly LineageStep[]>,
    { depth = Number.POSITIVE_INFINITY, signal }: LevelOptions,
  ): Promise<void> {
    const seen = new Set([this.root.uri]);
    let frontier = [this.root.uri];
    for (let level = 1; level <= depth && frontier.length > 0; level += 1) {
      throwIfAborted(signal);
      const steps = await stepsOf(frontier);
      const next = new Set<string>();
      for (const step of steps) {
        if (!this.#add(step, direction, level) || seen.has(step.uri)) continue;
        seen.add(step.uri);
        next.add(step.uri);
      }
      frontier = [...next];
    }
  }

  /** False when there is no more room for the node the step leads to. */
  #add(row: LineageStep, direction: 'up' | 'down', level: number): boolean {
    const known = this.#nodes.get(row.uri);
    if (known === undefined && this.#nodes.size >= this.#maxNodes) {
      this.truncated = true;
      return false;
    }
    if (known === undefined || known.depth > level) this.#nodes.set(row.uri, { ...toFoundNode(row), depth: level });
    const { type, method, confidence, evidenceCount, source, run, record, pointer, firstSeen } = row;
    const [from, to] = direction === 'up' ? [row.near, row.id] : [row.id, row.near];
    const edge = { from, to, type, method, confidence, evidenceCount, source, run, record, pointer, firstSeen };
    this.#edges.set(`${from}\n${type}\n${to}`, edge);
    return true;
  }

  nodes(): LineageNode[] {
    return [...this.#nodes.values()].sort(
      compareBy(
        (node) => node.depth,
        (node) => node.id,
      ),
    );
  }

  edges(): LineageEdge[] {
    return [...this.#edges.values()].sort(
      compareBy(
        (edge) => edge.from,
        (edge) => edge.to,
        (edge) => edge.type,
      ),
    );
  }
}
