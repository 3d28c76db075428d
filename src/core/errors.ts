/**
 * Every failure a user can meet. Recognise an error by its `code`, never by its message:
 * `code` is stable, survives two copies of the package, and is what `--json` prints.
 */
export const errorCodes = [
  'STEMMA_USAGE',
  'STEMMA_CONFIG',
  'STEMMA_AUTH',
  'STEMMA_HTTP',
  'STEMMA_RATE_LIMIT',
  'STEMMA_NETWORK',
  'STEMMA_OFFLINE',
  'STEMMA_RESPONSE_SHAPE',
  'STEMMA_RUN',
  'STEMMA_DISK',
  'STEMMA_STORE',
  'STEMMA_STORE_UNREACHABLE',
  'STEMMA_GRAPH_DAMAGED',
  'STEMMA_QUERY',
  'STEMMA_CANCELLED',
  'STEMMA_INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  /** What the user can do next: a runnable command or one sentence. */
  readonly hint?: string;
  /** Whether the same action may succeed later without any change by the user. */
  readonly retryable?: boolean;
  /** What it happened on: url, file, record … Never a secret. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one error class. `message` says what failed, on what, in one sentence, lower-case, no full stop. */
export class StemmaError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly retryable: boolean;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'StemmaError';
    this.code = code;
    this.hint = details.hint;
    this.retryable = details.retryable ?? false;
    this.context = details.context ?? {};
  }
}

export function isStemmaError(error: unknown, code?: ErrorCode): error is StemmaError {
  if (!(error instanceof Error) || error.name !== 'StemmaError') return false;
  return code === undefined || (error as StemmaError).code === code;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
