import type { ClaimStep, StandingWord, ValueStep } from '../../ontology/precedence.ts';
import type { JsonValue } from './stored-node.ts';

/** One witness for one value, followed to the bytes it was read from. */
export interface WhyItem {
  readonly property: string;
  /** The IRI, for references. */
  readonly value: JsonValue;
  /** IRI of what `value` is another name of: where the relationship leads. */
  readonly standsFor?: string;
  /** IRI of the name that the item tells of, when it is another than the thing asked about. */
  readonly about?: string;
  /** What became of the value among all that is told; absent where that is not a matter of accounts. */
  readonly standing?: StandingWord;
  /** The step of the rule (`stemma schema rules`) that decided; absent where nobody tells otherwise. */
  readonly rule?: ValueStep | ClaimStep;
  /** Of a loser: who won. Of a winner: the first who tells otherwise. */
  readonly against?: { readonly source: string; readonly resource: string; readonly value: JsonValue };
  /** Of a withdrawn value: until when it was told. UTC. */
  readonly until?: string;
  readonly method: string;
  readonly confidence: number;
  readonly source: string;
  /** Which resource of the source told it; null for a shipped vocabulary. */
  readonly resource: string | null;
  readonly run: string | null;
  readonly url: string | null;
  readonly fetchedAt: string | null;
  /** Relative to the data directory; `offset` and `length` are those of the element in it. */
  readonly file: string | null;
  readonly offset: number | null;
  readonly length: number | null;
  /** RFC 6901, relative to the element. */
  readonly pointer: string | null;
  /** What stands at the pointer. */
  readonly raw: JsonValue;
  /** The response was hashed and the element mapped again just now, and both agree with the graph. */
  readonly verified: boolean;
  /** The string as the source wrote it, where it is not the value. */
  readonly literal?: string;
  /** Why `verified` is false. */
  readonly problem?: string;
  /** What else to know: a counter that was counted again since. */
  readonly note?: string;
}

/** Of what no record tells: a shipped table does. */
export const nothingReceived = {
  resource: null,
  run: null,
  url: null,
  fetchedAt: null,
  file: null,
  offset: null,
  length: null,
  pointer: null,
} as const satisfies Partial<WhyItem>;
