import { isStemmaError, messageOf, type StemmaError } from '../core/errors.ts';

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly hint?: string | undefined;
  readonly code?: string;
  readonly line?: number;
  readonly column?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { status, title: titles[status] ?? 'Error', detail, ...more };
}

/** RFC 9457. */
export function problemResponse({ headers, ...members }: Problem): Response {
  return new Response(`${JSON.stringify({ type: 'about:blank', ...members })}\n`, {
    status: members.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

const ofReason: Readonly<Record<string, number>> = {
  syntax: 400,
  refused: 403,
  'not-acceptable': 406,
  rows: 422,
  bytes: 422,
  engine: 422,
  time: 503,
  memory: 503,
  busy: 503,
  loading: 503,
};
/** After so many seconds a graph may be read in, or a queue be shorter. */
const retryAfterSeconds = 5;

/** What went wrong, without anything of the inside of this machine for what is a mistake of ours. */
export function problemOf(error: unknown): Problem {
  if (!isStemmaError(error)) return problem(500, 'a mistake of this server', { code: 'STEMMA_INTERNAL' });
  const reason = String(error.context['reason'] ?? '');
  const status = ofReason[reason] ?? statusOf(error);
  if (status === 500) return problem(500, 'a mistake of this server', { code: error.code });
  const { line, column } = error.context;
  return problem(status, messageOf(error), {
    code: error.code,
    hint: error.hint,
    ...(typeof line === 'number' && typeof column === 'number' ? { line, column } : {}),
    ...(error.retryable ? { headers: { 'retry-after': String(retryAfterSeconds) } } : {}),
  });
}

function statusOf({ code }: StemmaError): number {
  if (code === 'STEMMA_STORE' || code === 'STEMMA_STORE_UNREACHABLE' || code === 'STEMMA_CANCELLED') return 503;
  return code === 'STEMMA_USAGE' || code === 'STEMMA_QUERY' ? 400 : 500;
}
