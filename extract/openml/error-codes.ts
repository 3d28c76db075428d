import type { MissKind } from '../../src/core/run/types.ts';

/** What the code in the body of an error means; the status is 412 for nearly all of them. */
export type ErrorMeaning = MissKind | 'empty' | 'busy' | 'auth';

const meanings: readonly (readonly [ErrorMeaning, readonly number[]])[] = [
  // A list without rows, which is no error.
  ['empty', [372, 482, 500, 512, 542, 599, 674]],
  ['busy', [107]],
  ['auth', [102, 103]],
  ['missing', [111, 151, 180, 181, 235, 236, 241, 271, 280, 281, 360, 361, 571, 592, 601]],
  // The type of task is no longer served.
  ['disabled', [153]],
  ['gated', [112, 275]],
  // The thing is there and has none, has none yet, or was processed in vain.
  ['absent', [113, 272, 273, 274, 362, 363, 364, 572]],
  ['too-large', [513, 543, 548, 673]],
];
const byCode: ReadonlyMap<string, ErrorMeaning> = new Map(
  meanings.flatMap(([meaning, codes]) => codes.map((code) => [String(code), meaning] as const)),
);

/** Codes of what may be another tomorrow: features and qualities that are not computed yet. */
const passing: ReadonlySet<string> = new Set(['273', '363']);

export function isPassing(code: string): boolean {
  return passing.has(code);
}

/** Codes that say that the thing asked for is not there at all. */
export function isWholeGone(code: string): boolean {
  return byCode.get(code) === 'missing';
}

/** What an error says; a code nobody knows says that the request was wrong. */
export function meaningOf(status: number, code: string | undefined): ErrorMeaning {
  const known = code === undefined ? undefined : byCode.get(code);
  if (known !== undefined) return known;
  if (status === 404 || status === 410) return 'missing';
  if (status === 451) return 'disabled';
  if (status === 401 || status === 403) return 'auth';
  return code === undefined ? 'failed' : 'malformed';
}
