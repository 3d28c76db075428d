import type { CurrentGraph } from '../query/current-graph.ts';
import type { SparqlGraph } from '../query/sparql/sparql-graph.ts';

export interface ServerLimits {
  readonly timeoutMs: number;
  readonly maxRows: number;
  /** Bytes of an answer. */
  readonly maxBytes: number;
  readonly queryBytes: number;
}

export const standardLimits: ServerLimits = {
  timeoutMs: 30_000,
  maxRows: 100_000,
  maxBytes: 64 << 20,
  queryBytes: 256 << 10,
};

export interface ServerOptions {
  readonly graph: CurrentGraph;
  readonly sparql: SparqlGraph;
  readonly limits: ServerLimits;
  /** Origins whose pages may read the answers; `*` is everybody. */
  readonly cors: readonly string[];
  /** Names this server is asked by; none: by any. Another name on a loopback address is another site's page, asking behind the user's back. */
  readonly hosts: readonly string[] | undefined;
  readonly version: string;
  /** Told of mistakes of ours. */
  readonly onError: (error: unknown) => void;
}
