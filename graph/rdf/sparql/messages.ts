import type { QueryKind } from './checked-query.ts';

/** What a worker is started with. */
export interface WorkerStart {
  /** N-Quads. */
  readonly file: string;
}

/** One query, in its own words. */
export interface QueryMessage {
  readonly query: string;
  /** Media types to write in: of rows, and of a graph. None: the answer has no body, only its kind. */
  readonly rows: string | undefined;
  readonly graph: string | undefined;
  readonly maxRows: number;
  readonly maxBytes: number;
  /** More rows than that are an error, or left out. */
  readonly beyond: 'refuse' | 'cut';
  /** Of the protocol: the query's FROM, when it has none itself or not. */
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

export type Refusal = 'syntax' | 'refused' | 'not-acceptable' | 'rows' | 'bytes' | 'engine';

/** What a worker tells. */
export type WorkerMessage =
  | { readonly loaded: { readonly quads: number; readonly graphs: readonly string[] } }
  | { readonly failed: string }
  | {
      readonly answer: {
        readonly kind: QueryKind;
        readonly mediaType: string;
        readonly body: Uint8Array;
        /** As many rows as are allowed: there may be more. */
        readonly isCut: boolean;
        /** Milliseconds that the engine took; the rest of the time is ours. */
        readonly engineMs: number;
      };
    }
  | { readonly refused: { readonly why: Refusal; readonly message: string; readonly hint?: string } }
  /** The engine's memory is in no known state: the worker is of no use any more. */
  | { readonly broken: string };
