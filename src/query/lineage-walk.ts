import { throwIfAborted } from '../core/abort.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import type { NodeFacts } from './node-facts.ts';
import { type FoundNode, type NodeRow, toFoundNode } from './find-node.ts';

export interface LineageNode extends FoundNode, Partial<NodeFacts> {
  /** Steps from the root; the shortest way counts. */
  readonly depth: number;
}

/** What stands one number of steps from the root. */
export interface LineageLevel {
  readonly direction: 'up' | 'down';
  readonly depth: number;
  /** Models first reached here. */
  readonly models: number;
  /** Of these, those that are only referred to, and those that are gone. */
  readonly missing: number;
  readonly removed: number;
  /** Of these by relationship type of the steps that lead to them; one that is reached by two types counts for both. */
  readonly kinds: Readonly<Record<string, number>>;
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
  /** Steps at most; absent or null: to the end. */
  readonly depth?: number | null;
  readonly signal?: AbortSignal;
}

/** Gathers what a walk comes to. */
export class LineageWalk {
  readonly #roots: readonly FoundNode[];
  truncated = false;
  readonly #maxNodes: number;
  readonly #nodes = new Map<string, LineageNode>();
  readonly #edges = new Map<string, LineageEdge>();
  readonly #levels: LineageLevel[] = [];

  /** From one thing or from several. */
  constructor(roots: FoundNode | readonly FoundNode[], maxNodes = defaultMaxNodes) {
    this.#roots = [roots].flat();
    this.#maxNodes = maxNodes;
    for (const root of this.#roots) this.#nodes.set(root.uri, { ...root, depth: 0 });
  }

  /**
   * Level by level; cycles end where they close. `stepsOf` gives the statements between a level and the next, ordered by the
   * id they lead to, so that a cut is the same on both engines.
   */
  async follow(
    direction: 'up' | 'down',
    stepsOf: (frontier: readonly string[]) => Promise<readonly LineageStep[]>,
    { depth, signal }: LevelOptions,
  ): Promise<void> {
    let frontier = this.#roots.map(({ uri }) => uri);
    const seen = new Set(frontier);
    for (let level = 1; level <= (depth ?? Number.POSITIVE_INFINITY) && frontier.length > 0; level += 1) {
      throwIfAborted(signal);
      const steps = await stepsOf(frontier);
      const next = new Map<string, Set<string>>();
      for (const step of steps) {
        if (!this.#add(step, direction, level)) continue;
        if (seen.has(step.uri)) next.get(step.uri)?.add(step.type);
        else next.set(step.uri, new Set([step.type]));
        seen.add(step.uri);
      }
      if (next.size > 0)
        this.#levels.push({
          direction,
          depth: level,
          models: next.size,
          ...this.#states(next.keys()),
          kinds: tally(next),
        });
      frontier = [...next.keys()];
    }
  }

  #states(uris: Iterable<string>): { readonly missing: number; readonly removed: number } {
    let [missing, removed] = [0, 0];
    for (const uri of uris) {
      const node = this.#nodes.get(uri);
      if (node?.removed === true) removed += 1;
      else if (node?.resolved === false) missing += 1;
    }
    return { missing, removed };
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

  /** Up before down, near before far. */
  levels(): readonly LineageLevel[] {
    return this.#levels;
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

/** @throws StemmaError STEMMA_USAGE */
export function assertModel(node: FoundNode): void {
  if (node.label === 'MLModel') return;
  throw new StemmaError('STEMMA_USAGE', `${node.id} is no model, so it has no lineage`, {
    hint: node.label === 'Dataset' ? `stemma impact ${node.id}` : `stemma show ${node.id}`,
  });
}

function tally(reached: ReadonlyMap<string, ReadonlySet<string>>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const types of reached.values()) for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(compareBy(([type]) => type)));
}
