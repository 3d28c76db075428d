import { StemmaError } from '../errors.ts';
import { addressKind } from './address.ts';
import type { Redirect } from './types.ts';

const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** Where a 3xx points to; undefined when the answer is no redirect. @throws STEMMA_HTTP when the address is unusable */
export function redirectTarget(
  status: number,
  headers: Readonly<Record<string, string>>,
  from: string,
): string | undefined {
  const location = headers['location'];
  if (!redirecting.has(status) || location === undefined || location.trim() === '') return undefined;
  let target: URL;
  try {
    target = new URL(location, from);
  } catch (error) {
    throw refused(from, 'its redirect has an unreadable address', error);
  }
  const insecure = target.protocol === 'http:' && new URL(from).protocol === 'https:';
  if (insecure) throw refused(from, 'it redirects from https to http');
  if (target.protocol !== 'http:' && target.protocol !== 'https:')
    throw refused(from, `it redirects to ${target.protocol}`);
  refuseInward(from, target);
  target.username = '';
  target.password = '';
  target.hash = '';
  return target.href;
}

/** A server out there must not make us ask the inside of the user's network, nor anybody a metadata service. */
function refuseInward(from: string, target: URL): void {
  const kind = addressKind(target);
  const inward = kind === 'inner' && addressKind(new URL(from)) === 'public';
  if (inward || kind === 'forbidden') throw refused(from, `it redirects into the local network, to ${target.host}`);
}

/** @throws STEMMA_HTTP when following `to` would go round in circles or too far */
export function checkRedirect(seen: readonly Redirect[], start: string, to: string): void {
  const visited = [start, ...seen.map((redirect) => redirect.to)];
  if (visited.includes(to)) throw refused(start, `it redirects in a circle, back to ${to}`);
  if (seen.length >= mostRedirects) throw refused(start, `it redirects more than ${mostRedirects} times`);
}

function refused(url: string, why: string, cause?: unknown): StemmaError {
  return new StemmaError('STEMMA_HTTP', `${url} cannot be followed: ${why}`, {
    hint: 'check the configured address of the source',
    context: { url },
    cause,
  });
}
