import { byCodePoint } from '../../core/code-point-order.ts';
import type { FoundNode } from '../find-node.ts';
import type { LineageEdge } from '../lineage-walk.ts';
import { inheritanceTypes } from '../lineage-words.ts';
import type { NodeFacts } from '../node-facts.ts';
import { WordList } from './word-list.ts';

/** A statement between things by IRI, as it is read. */
export interface ReadEdge extends Omit<LineageEdge, 'from' | 'to'> {
  readonly child: string;
  readonly parent: string;
}

/** Which statements leave or reach a thing: those from `starts[at]` up to `starts[at + 1]` of `edges`. */
export interface Adjacency {
  readonly starts: Uint32Array;
  readonly edges: Uint32Array;
}

/** Relationship types by number, in the order of `ORDER BY`. */
export const typesByNumber: readonly string[] = inheritanceTypes.toSorted(byCodePoint);

const none = -1;

/**
 * Statements column by column, some fifty bytes each. Things are numbered in the order of their ids and statements in that of
 * their ends and type, so that comparing numbers is comparing what they stand for.
 */
export class EdgeColumns {
  readonly children: Uint32Array;
  readonly parents: Uint32Array;
  readonly types: Uint8Array;
  readonly methods: Uint32Array;
  readonly sources: Uint32Array;
  readonly #confidences: Float64Array;
  readonly #counts: Int32Array;
  readonly #runs: Uint32Array;
  readonly #records: Uint32Array;
  readonly #pointers: Uint32Array;
  readonly #times: Uint32Array;
  readonly words = new WordList();

  constructor(read: readonly ReadEdge[], numberOf: (uri: string) => number) {
    const edges = read
      .map((edge) => ({ edge, child: numberOf(edge.child), parent: numberOf(edge.parent) }))
      .sort(
        (a, b) =>
          a.child - b.child ||
          a.parent - b.parent ||
          typesByNumber.indexOf(a.edge.type) - typesByNumber.indexOf(b.edge.type),
      );
    const { length } = edges;
    this.children = new Uint32Array(length);
    this.parents = new Uint32Array(length);
    this.types = new Uint8Array(length);
    this.#confidences = new Float64Array(length);
    this.#counts = new Int32Array(length);
    const word = (of: (edge: ReadEdge) => string | null): Uint32Array =>
      Uint32Array.from(edges, ({ edge }) => this.words.numberOf(of(edge)));
    this.methods = word(({ method }) => method);
    this.sources = word(({ source }) => source);
    this.#runs = word(({ run }) => run);
    this.#records = word(({ record }) => record);
    this.#pointers = word(({ pointer }) => pointer);
    this.#times = word(({ firstSeen }) => firstSeen);
    for (const [at, { edge, child, parent }] of edges.entries()) {
      const { type, confidence, evidenceCount } = edge;
      this.children[at] = child;
      this.parents[at] = parent;
      this.types[at] = typesByNumber.indexOf(type);
      this.#confidences[at] = confidence ?? Number.NaN;
      this.#counts[at] = evidenceCount ?? none;
    }
  }

  get length(): number {
    return this.types.length;
  }

  /** Null where nothing is said of it. */
  confidence(at: number): number | null {
    const value = this.#confidences[at] as number;
    return Number.isNaN(value) ? null : value;
  }

  /** The statement, with the ids of its ends. */
  edge(at: number, ids: readonly string[]): LineageEdge {
    const count = this.#counts[at] as number;
    const { words } = this;
    return {
      from: ids[this.children[at] as number] as string,
      to: ids[this.parents[at] as number] as string,
      type: typesByNumber[this.types[at] as number] as string,
      method: words.word(this.methods[at] as number),
      confidence: this.confidence(at),
      evidenceCount: count === none ? null : count,
      source: words.word(this.sources[at] as number),
      run: words.word(this.#runs[at] as number),
      record: words.word(this.#records[at] as number),
      pointer: words.word(this.#pointers[at] as number),
      firstSeen: words.word(this.#times[at] as number),
    };
  }

  /** By near end: `children` upwards, `parents` downwards. */
  adjacency(near: Uint32Array, things: number): Adjacency {
    const starts = new Uint32Array(things + 1);
    for (const one of near) starts[one + 1] = (starts[one + 1] as number) + 1;
    for (let at = 0; at < things; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
    const next = starts.slice();
    const edges = new Uint32Array(near.length);
    for (const [edge, one] of near.entries()) {
      edges[next[one] as number] = edge;
      next[one] = (next[one] as number) + 1;
    }
    return { starts, edges };
  }
}

/** Things in the order of their ids, with their facts. */
export class ThingColumns {
  readonly ids: readonly string[];
  readonly #things: readonly FoundNode[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #facts: readonly NodeFacts[];

  constructor(things: readonly FoundNode[], factsOf: (uri: string) => NodeFacts) {
    this.#things = things.toSorted((a, b) => byCodePoint(a.id, b.id));
    this.ids = this.#things.map(({ id }) => id);
    this.#numbers = new Map(this.#things.map(({ uri }, at) => [uri, at]));
    this.#facts = this.#things.map(({ uri }) => factsOf(uri));
  }

  get length(): number {
    return this.ids.length;
  }

  numberOf(uri: string): number | undefined {
    return this.#numbers.get(uri);
  }

  thing(at: number): FoundNode {
    return this.#things[at] as FoundNode;
  }

  facts(at: number): NodeFacts {
    return this.#facts[at] as NodeFacts;
  }
}
