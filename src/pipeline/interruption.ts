import { isStemmaError } from '../core/errors.ts';

/** Asked to stop, by whomever: what is there is whole, and the run can be resumed. */
export function isInterruption(error: unknown): boolean {
  return (['STEMMA_CANCELLED', 'STEMMA_RATE_LIMIT', 'STEMMA_OFFLINE'] as const).some((code) =>
    isStemmaError(error, code),
  );
}
