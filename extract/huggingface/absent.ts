import type { MissKind } from '../../src/core/run/types.ts';

/** What is known of an answer that is no model. */
export interface AbsenceEvidence {
  readonly status: number;
  /** `X-Error-Code`, when sent. */
  readonly code: string | undefined;
  readonly error: string;
}

/**
 * Why a model was not obtained, by what the Hub says and never by a guess: what fits no known answer is `failed`.
 * To a reader without a token the Hub answers 401 for missing and private alike, so that they cannot be told apart; to one
 * with a token it answers 404.
 */
export function kindOfAbsence({ status, code, error }: AbsenceEvidence): MissKind {
  if (status === 451 || /access to this resource is disabled/i.test(error)) return 'disabled';
  if (code === 'GatedRepo' || (status === 403 && /\bgated\b|restricted|awaiting a review/i.test(error))) return 'gated';
  if (code === 'DisabledRepo') return 'disabled';
  if (status === 404 || status === 410) return 'missing';
  if (
    status === 401 &&
    (code === 'RepoNotFound' || (code === undefined && /invalid username or password/i.test(error)))
  ) {
    return 'private-or-missing';
  }
  if (status === 400) return 'malformed';
  return 'failed';
}
