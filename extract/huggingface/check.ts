import { messageOf, isStemmaError } from '../../src/core/errors.ts';
import type { HttpResponse } from '../../src/core/http/types.ts';
import { systemClock, type Clock } from '../../src/core/clock.ts';
import type { Check, ExtractContext } from '../source.ts';
import { askHub } from './client.ts';
import { errorTextOf } from './responses.ts';
import { readSettings } from './settings.ts';

type CheckContext = Pick<ExtractContext, 'settings' | 'http' | 'signal'>;

/** `"api";r=497;t=168` and `…;q=500;w=300` as a sentence; undefined when the Hub does not say. */
function describeRateLimit(headers: Readonly<Record<string, string>>): string | undefined {
  const rest = /;\s*r=(\d+)/.exec(headers['ratelimit'] ?? '')?.[1];
  const quota = /;\s*q=(\d+)/.exec(headers['ratelimit-policy'] ?? '')?.[1];
  const window = /;\s*w=(\d+)/.exec(headers['ratelimit-policy'] ?? '')?.[1];
  if (rest === undefined) return undefined;
  return quota === undefined
    ? `${rest} requests left`
    : `${rest} of ${quota} requests left in the window of ${window ?? '?'} s`;
}

function describeAnswer(host: string, response: HttpResponse, ms: number): Check {
  const { status, headers, body } = response;
  if (status !== 200) {
    const detail = `answers ${status} to the model list: ${errorTextOf(headers, body)}`;
    return { name: host, ok: false, detail, hint: 'is HF_ENDPOINT the address of a Hub?' };
  }
  const limit = describeRateLimit(headers);
  return { name: host, ok: true, detail: `reachable in ${ms} ms${limit === undefined ? '' : `, ${limit}`}` };
}

function describeToken(token: string | undefined, isAccepted: boolean): Check {
  const name = 'HF_TOKEN';
  if (token === undefined) return { name, ok: true, detail: 'not set: public models only, at the lower rate limit' };
  return { name, ok: isAccepted, detail: isAccepted ? 'accepted' : 'could not be checked' };
}

/** Is the Hub reachable, how much of the rate limit is left, is the token good. Never throws for what it finds. */
export async function check(context: CheckContext, clock: Clock = systemClock): Promise<readonly Check[]> {
  const settings = readSettings(context.settings);
  const { host } = new URL(settings.endpoint);
  const started = clock.monotonic();
  const elapsed = (): number => Math.round(clock.monotonic() - started);
  try {
    const response = await askHub({ ...settings, http: context.http }, `${settings.endpoint}/api/models?limit=1`, {
      signal: context.signal,
    });
    return [describeAnswer(host, response, elapsed()), describeToken(settings.token, response.status === 200)];
  } catch (error) {
    if (isStemmaError(error, 'STEMMA_CANCELLED')) throw error;
    if (isStemmaError(error, 'STEMMA_AUTH')) {
      const hint = error.hint === undefined ? {} : { hint: error.hint };
      return [
        { name: host, ok: true, detail: `reachable in ${elapsed()} ms` },
        { name: 'HF_TOKEN', ok: false, detail: error.message, ...hint },
      ];
    }
    return [
      {
        name: host,
        ok: false,
        detail: messageOf(error),
        hint: 'check the network, a proxy (HTTPS_PROXY) and HF_ENDPOINT',
      },
    ];
  }
}
