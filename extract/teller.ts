import type { Value, Witness } from './entity-builder.ts';
import type { IssueList } from './issue-list.ts';

/** Whatever record tells of one thing. */
export interface Teller {
  /** Adds a value; one that contradicts a value held is an issue. */
  say(property: string, value: Value, witness: Witness): void;
  readonly issues: IssueList;
}
