/** A graph engine behind one contract. What Neo4j answers, the embedded engine answers. */
export type Scalar = string | number | bigint | boolean | null;
export type Value =
  | Scalar
  | readonly Value[]
  | { readonly [key: string]: Value }
  | NodeValue
  | RelationshipValue
  | PathValue;
/** Results are plain: integers number (bigint past 2^53), times ISO 8601 UTC text (`2026-08-22T19:05:11Z`, milliseconds only when not 0). */
export type Row = { readonly [column: string]: Value };
export type Parameters = { readonly [name: string]: unknown };

export interface NodeValue {
  readonly kind: 'node';
  /** Sorted. */
  readonly labels: readonly string[];
  readonly properties: { readonly [key: string]: Value };
}
export interface RelationshipValue {
  readonly kind: 'relationship';
  readonly type: string;
  /** IRIs of its ends, where the answer holds them too. */
  readonly from: string | null;
  readonly to: string | null;
  readonly properties: { readonly [key: string]: Value };
}
export interface PathValue {
  readonly kind: 'path';
  readonly nodes: readonly NodeValue[];
  readonly relationships: readonly RelationshipValue[];
}

export interface ReadOptions {
  readonly timeoutMs?: number;
  /** Rows taken at most; the rest is not fetched. Default: all. */
  readonly maxRows?: number;
  readonly signal?: AbortSignal;
}

export interface GraphStore {
  readonly engine: 'neo4j' | 'embedded';
  /** Read-only, enforced by the engine (Neo4j's read access mode; the embedded copy opened read-only). */
  read<T extends Row = Row>(cypher: string, parameters?: Parameters, options?: ReadOptions): Promise<T[]>;
  /** One statement, one transaction, retried by the adapter on conflicts. Only on a store opened for writing. */
  write<T extends Row = Row>(cypher: string, parameters?: Parameters): Promise<T[]>;
  /** Constraints and indexes of the ontology, awaited. */
  ensureSchema(): Promise<void>;
  /** How many writers `write` may run side by side without conflicts the adapter cannot retry. */
  readonly writers: number;
  close(): Promise<void>;
}

/** Opened for a load: nothing is visible to readers of the embedded engine until `publish`. */
export interface GraphLoadTarget {
  readonly store: GraphStore;
  publish(): Promise<void>;
  /** Without effect after `publish`. */
  abandon(): Promise<void>;
}
