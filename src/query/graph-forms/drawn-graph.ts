/** Plain values that every format can hold; lists are joined beforehand. */
export type Attribute = string | number | boolean | null;

export interface DrawnNode {
  /** Unique in the graph. */
  readonly id: string;
  /** What is written on it. */
  readonly caption: string;
  /** A second, smaller line. */
  readonly note?: string;
  /** Of things asked for, only referred to, and gone. */
  readonly look?: 'root' | 'stub' | 'removed';
  /** Column of a layered drawing, from left to right; negative before the root. */
  readonly layer: number;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  /** Which colour of a drawing; the same for the same type. */
  readonly hue: number;
  readonly caption: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An answer that is a graph, ready for any form. Both ends of each edge are among the nodes. */
export interface DrawnGraph {
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** `n0`, `n1` … by id: names that need no escaping in any format. */
export function plainNames({ nodes }: DrawnGraph): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
}
