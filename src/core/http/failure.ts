import { StemmaError } from '../errors.ts';
import type { BodyError } from './body.ts';

/** What one failed exchange was about, for the error a user sees. */
export interface Exchange {
  readonly url: string;
  /** Tries made so far, this one included. */
  readonly attempts: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const resumeHint = 'what was received is kept: run `stemma resume` later';

function contextOf(exchange: Exchange): Record<string, unknown> {
  const requestId = exchange.headers?.['x-request-id'];
  return {
    url: exchange.url,
    attempts: exchange.attempts,
    ...(exchange.status === undefined ? {} : { status: exchange.status }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

function tries(exchange: Exchange): string {
  return exchange.attempts === 1 ? '1 try' : `${exchange.attempts} tries`;
}

/** The end of retrying a transient status. */
export function statusError(exchange: Exchange): StemmaError {
  const context = contextOf(exchange);
  if (exchange.status === 429) {
    return new StemmaError(
      'STEMMA_RATE_LIMIT',
      `${exchange.url} still answers 429, too many requests, after ${tries(exchange)}`,
      {
        hint: `${resumeHint}; most sources allow more requests with a token or fewer threads`,
        retryable: true,
        context,
      },
    );
  }
  return new StemmaError('STEMMA_HTTP', `${exchange.url} still answers ${exchange.status} after ${tries(exchange)}`, {
    hint: `the server has trouble; ${resumeHint}`,
    retryable: true,
    context,
  });
}

/** The end of asking again for what the server says it can give later. */
export function busyError(exchange: Exchange, reason: string): StemmaError {
  return new StemmaError('STEMMA_HTTP', `${exchange.url} gives no answer after ${tries(exchange)}: ${reason}`, {
    hint: `the server has trouble; ${resumeHint}`,
    retryable: true,
    context: { ...contextOf(exchange), reason },
  });
}

/** A body that cannot be used. */
export function bodyError(exchange: Exchange, error: BodyError): StemmaError {
  const details = { context: { ...contextOf(exchange), fault: error.fault }, cause: error };
  switch (error.fault) {
    case 'cut':
      return new StemmaError(
        'STEMMA_NETWORK',
        `${exchange.url} does not arrive whole after ${tries(exchange)}: ${error.message}`,
        {
          ...details,
          hint: `the connection or a proxy cuts answers; ${resumeHint}`,
          retryable: true,
        },
      );
    case 'page':
    case 'not-json':
      return new StemmaError(
        'STEMMA_HTTP',
        `${exchange.url} does not answer with ${error.fault === 'page' ? 'a file' : 'JSON'} after ${tries(exchange)}: ${error.message}`,
        {
          ...details,
          hint: `a proxy, a sign-in page or a maintenance page may be in the way: check the configured address; ${resumeHint}`,
          retryable: true,
        },
      );
    case 'too-large':
    case 'encoding':
      return new StemmaError('STEMMA_HTTP', `${exchange.url} gives an answer that is refused: ${error.message}`, {
        ...details,
        hint: 'check the configured address of the source, and whether a proxy rewrites its answers',
      });
  }
}

/** `code` of an error or of what caused it, innermost last. */
function codesOf(error: unknown): readonly string[] {
  const codes: string[] = [];
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') codes.push(at.code);
    if (at instanceof AggregateError) codes.push(...at.errors.flatMap((inner) => codesOf(inner)));
  }
  return [...new Set(codes)];
}

/** Node's and OpenSSL's words for a certificate or TLS handshake that will fail the same way again. */
const untrusted =
  /^(CERT_|ERR_TLS_CERT|ERR_SSL_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH)/;

function describe(error: unknown, codes: readonly string[]): string {
  const message = error instanceof Error ? error.message : String(error);
  const missing = codes.filter((code) => !message.includes(code));
  return [message, ...missing].filter((text) => text !== '').join(' ') || 'no reason given';
}

/** A failure below HTTP: name lookup, connection, TLS, timeout, reset. `retryable` tells whether asking again may help. */
export function networkError(exchange: Exchange, error: unknown): StemmaError {
  const codes = codesOf(error);
  const context = { ...contextOf(exchange), codes };
  if (codes.some((code) => untrusted.test(code))) {
    return new StemmaError(
      'STEMMA_NETWORK',
      `the certificate or TLS of ${new URL(exchange.url).host} is not accepted: ${describe(error, codes)}`,
      {
        hint: 'if your organisation signs its traffic with its own authority, set its certificate as the extra CA file',
        context,
        cause: error,
      },
    );
  }
  const retryable = !codes.includes('UND_ERR_INVALID_ARG');
  return new StemmaError(
    'STEMMA_NETWORK',
    `${exchange.url} cannot be reached after ${tries(exchange)}: ${describe(error, codes)}`,
    {
      hint: `check the address, the connection and the proxy settings (HTTPS_PROXY, NO_PROXY); ${resumeHint}`,
      retryable,
      context,
      cause: error,
    },
  );
}

/** What the Hub says of a bad token; its other 401s mean "missing or private" and are answers. */
const badToken = 'Invalid credentials in Authorization header';

/** @throws STEMMA_AUTH when the server refuses the token itself */
export function refuseBadToken(exchange: Exchange, body: Buffer): void {
  if (exchange.status !== 401) return;
  const said = exchange.headers?.['x-error-message'] ?? body.subarray(0, 4_000).toString('utf8');
  if (!said.includes(badToken)) return;
  throw new StemmaError('STEMMA_AUTH', `${new URL(exchange.url).origin} does not accept the token`, {
    hint: 'make a new token there, or unset it: public records are readable without one',
    context: contextOf(exchange),
  });
}
