import { type Clock, systemClock } from '../../src/core/clock.ts';
import { isStemmaError, messageOf } from '../../src/core/errors.ts';
import type { Check, ExtractContext } from '../source.ts';
import { childrenUrl } from './client.ts';
import { errorTextOf, parsePage } from './responses.ts';
import { readSettings } from './settings.ts';

type CheckContext = Pick<ExtractContext, 'settings' | 'http' | 'signal'>;

/** Is the server reachable, and does it have the collection. Never throws for what it finds. */
export async function check(context: CheckContext, clock: Clock = systemClock): Promise<readonly Check[]> {
  const settings = readSettings(context.settings);
  const { host } = new URL(settings.baseUrl);
  const name = `${settings.workspace}/${settings.collection}`;
  const started = clock.monotonic();
  const url = childrenUrl(settings, { offset: 0, limit: 1, order: 'id<' });
  try {
    const { status, body } = await context.http.get({ url, expect: 'json', signal: context.signal });
    const ms = Math.round(clock.monotonic() - started);
    if (status !== 200) {
      const detail = `answers ${status} to the list of ${name}: ${errorTextOf(body)}`;
      return [{ name: host, ok: false, detail, hint: 'check AI4LIFE_BASE_URL and AI4LIFE_PARENT_ID' }];
    }
    const { total } = parsePage(body, url);
    const size = total === undefined ? '' : ` with ${total} records`;
    return [{ name: host, ok: true, detail: `reachable in ${ms} ms, ${name} is there${size}` }];
  } catch (error) {
    if (isStemmaError(error, 'STEMMA_CANCELLED')) throw error;
    const hint = 'check the network, a proxy (HTTPS_PROXY) and AI4LIFE_BASE_URL';
    return [{ name: host, ok: false, detail: messageOf(error), hint }];
  }
}
