import type { GraphStore } from '../../../graph/store.ts';

/** What a column holds. `list` is a list of texts; `json` is a text that is JSON; `timestamp` is UTC. */
export type ColumnKind = 'string' | 'integer' | 'number' | 'boolean' | 'timestamp' | 'list' | 'json';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly doc: string;
}

/** Integers are bigint; timestamps ISO 8601 text. */
export type Cell = string | number | bigint | boolean | null | readonly string[];
/** As many cells as the table has columns. */
export type TableRow = readonly Cell[];

export interface TableContext {
  readonly store: GraphStore;
  readonly dataDir: string;
  readonly pageSize: number;
  readonly signal: AbortSignal | undefined;
}

/** One table of the export. */
export interface Table {
  /** File stem. */
  readonly name: string;
  readonly doc: string;
  /** Columns that together name a row; no two rows have the same. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  /** Pages of rows; the same rows in the same order from every engine. Memory is bounded by a page. */
  rows(context: TableContext): AsyncIterable<readonly TableRow[]>;
}
