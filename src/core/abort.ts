import { isStemmaError, StemmaError } from './errors.ts';

/**
 * The error of an operation that was asked to stop. When the one who stopped it gave a StemmaError as the
 * signal's reason, that very error is returned, so that its code, hint and exit code reach the user.
 */
export function cancelledError(signal: AbortSignal): StemmaError {
  if (isStemmaError(signal.reason)) return signal.reason;
  return new StemmaError('STEMMA_CANCELLED', 'stopped before it was finished', {
    retryable: true,
    cause: signal.reason,
  });
}

/** @throws StemmaError STEMMA_CANCELLED (or the signal's own StemmaError) when the signal is aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw cancelledError(signal);
}
