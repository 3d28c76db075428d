import { isStemmaError, type ErrorCode } from '../core/errors.ts';

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  recordsFailed: 3,
  auth: 4,
  graphUnreachable: 5,
  rateLimited: 6,
  interrupted: 130,
  terminated: 143,
} as const;

/** What `stemma help exit-codes` prints. */
export const exitCodeMeanings: readonly (readonly [number, string])[] = [
  [0, 'done; warnings allowed'],
  [1, 'failed'],
  [2, 'wrong usage or configuration; unknown or ambiguous id'],
  [
    3,
    'finished, but records failed beyond --max-failures, or there were warnings under --strict, or nothing was found\n      under --fail-if-empty, or something was under --fail-if-found,\n      or stemma license found a conflict, or validate more than was allowed',
  ],
  [4, 'authentication or permission needed'],
  [5, 'graph store unreachable'],
  [6, 'stopped by a persistent rate limit; resumable'],
  [130, 'interrupted (Ctrl-C, or the end of --timeout); resumable'],
  [143, 'terminated (SIGTERM); resumable'],
];

const ofCode: Partial<Record<ErrorCode, number>> = {
  STEMMA_USAGE: exitCodes.usage,
  STEMMA_CONFIG: exitCodes.usage,
  STEMMA_AUTH: exitCodes.auth,
  STEMMA_STORE_UNREACHABLE: exitCodes.graphUnreachable,
  STEMMA_RATE_LIMIT: exitCodes.rateLimited,
  STEMMA_CANCELLED: exitCodes.interrupted,
};

export function exitCodeOf(error: unknown): number {
  return isStemmaError(error) ? (ofCode[error.code] ?? exitCodes.failed) : exitCodes.failed;
}
