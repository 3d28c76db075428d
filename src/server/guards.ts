import type { MiddlewareHandler } from 'hono';
import { problem, problemResponse } from './problem.ts';

/** Pages run scripts, and load and ask, of this server alone. The editor sets styles of elements. */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export function safeHeaders(isShared: boolean): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('content-security-policy', contentPolicy);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-resource-policy', isShared ? 'cross-origin' : 'same-origin');
  };
}

/** A page elsewhere whose name was made to mean this machine asks under its own name: that is refused. */
export function hostGuard(hosts: readonly string[] | undefined): MiddlewareHandler {
  return async (context, next) => {
    const name = hostName(context.req.header('host') ?? new URL(context.req.url).host);
    if (hosts !== undefined && !hosts.includes(name))
      return problemResponse(problem(421, 'this server is asked by another name', { hint: hosts.join(', ') }));
    return next();
  };
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
