import type { PropertyChange } from '../past/account-changes.ts';

/**
 * `added`, `removed`: proved by a list that was walked to its end, or by an explicit answer; `renamed`: the same thing under
 * another name; `changed`: both runs tell of it, and not the same; `silent`: a resource of it tells no more, and says so.
 */
export const diffKinds = ['added', 'removed', 'renamed', 'changed', 'silent'] as const;
export type DiffKind = (typeof diffKinds)[number];

export interface EdgeChange {
  readonly change: 'gained' | 'lost';
  /** Relationship type: `FINE_TUNED_FROM`. */
  readonly type: string;
  readonly to: string;
}

export interface DiffItem {
  readonly kind: DiffKind;
  readonly id: string;
  readonly uri: string;
  readonly label: string;
  /** The id before, of what was renamed. */
  readonly from?: string;
  /** What tells so: a complete list, an explicit answer, the source's immutable id, a redirect. */
  readonly by?: 'list' | 'answer' | 'source-id' | 'redirect';
  /** Values, by property. */
  readonly changes: readonly PropertyChange[];
  readonly edges: readonly EdgeChange[];
  /** Something about its licence is another. */
  readonly license: boolean;
  /** Resources that tell no more. */
  readonly silent?: readonly string[];
}

export interface CounterSummary {
  /** Things of which both runs counted it. */
  readonly things: number;
  readonly before: number;
  readonly after: number;
  readonly rose: number;
  readonly fell: number;
}

export interface DiffCounts {
  added: number;
  removed: number;
  renamed: number;
  changed: number;
  silent: number;
  /** Told by both, the same but for counters. */
  unchanged: number;
  /** Told by both with the same values, otherwise witnessed. */
  witnessed: number;
  /** Removals a list would prove that shows too little to be believed. */
  held: number;
  /** Told by one run only, where the other proves nothing. */
  onlyInA: number;
  onlyInB: number;
  /** One run told of it, the other only saw that it is there. */
  seen: number;
  /** Both tell of it, by different resources: nothing to compare. */
  apart: number;
}

export interface DiffSummary {
  readonly a: string;
  readonly b: string;
  /** By class. */
  readonly counts: Readonly<Record<string, DiffCounts>>;
  /** Things changed or renamed, by property or relationship type. */
  readonly fields: Readonly<Record<string, number>>;
  readonly edges: Readonly<Record<string, { readonly gained: number; readonly lost: number }>>;
  /** Things whose licence is another. */
  readonly licenses: number;
  readonly counters: Readonly<Record<string, CounterSummary>>;
  /** What the runs cannot tell, in words. */
  readonly notes: readonly string[];
}

export function emptyDiffCounts(): DiffCounts {
  return {
    added: 0,
    removed: 0,
    renamed: 0,
    changed: 0,
    silent: 0,
    unchanged: 0,
    witnessed: 0,
    held: 0,
    onlyInA: 0,
    onlyInB: 0,
    seen: 0,
    apart: 0,
  };
}
