import type { IssueList } from './issue-list.ts';
import { isWellFormed, toWellFormed } from './well-formed.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A value and where it stands. */
export interface Found<T> {
  readonly value: T;
  readonly pointer: string;
  /** 0..1, where the place makes it less sure than the method alone. */
  readonly confidence?: number;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as well-formed text; an issue when it is none. */
export function textOf(value: unknown, pointer: string, issues: IssueList): string | undefined {
  if (typeof value !== 'string') {
    issues.wrongShape('a string', pointer, value);
    return undefined;
  }
  if (isWellFormed(value)) return value;
  issues.warn('ill-formed-text', 'lone surrogates are replaced by U+FFFD', pointer, value);
  return toWellFormed(value);
}
