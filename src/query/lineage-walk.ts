import { compareBy } from '../core/code-point-order.ts';
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

/** A statement that leads from a node that was reached to the next. */
export type LineageStep = NodeRow & Omit<LineageEdge, 'from' | 'to'> & { readonly near: string };

/** Gathers what a walk comes to. */
export class LineageWalk {
  readonly root: FoundNode;
  truncated = false;
  readonly #maxNodes: number;
  readonly #nodes = new Map<string, LineageNode>();
  readonly #edges = new Map<string, LineageEdge>();

  constructor(root: FoundNode, maxNodes: number) {
    this.root = root;
    this.#maxNodes = maxNodes;
    this.#nodes.set(root.uri, { ...root, depth: 0 });
  }

  /** False when there is no more room for the node the step leads to. */
  add(row: LineageStep, direction: 'up' | 'down', level: number): boolean {
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
