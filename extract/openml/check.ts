import { type Clock, systemClock } from '../../src/core/clock.ts';
import { isStemmaError, messageOf } from '../../src/core/errors.ts';
import type { Check, ExtractContext } from '../source.ts';
import { apiRequest } from './client.ts';
import { readAnswer } from './read-answer.ts';
import { readSettings } from './settings.ts';
import { apiUrl } from './urls.ts';

const hint = 'is OPENML_BASE_URL the address of an OpenML server? Check the network and a proxy (HTTPS_PROXY), too';

/** Is OpenML reachable, and does it answer as its API. Never throws for what it finds. */
export async function check(
  { settings, http, signal }: Pick<ExtractContext, 'settings' | 'http' | 'signal'>,
  clock: Clock = systemClock,
): Promise<readonly Check[]> {
  const { baseUrl } = readSettings(settings);
  const { host: name } = new URL(baseUrl);
  const started = clock.monotonic();
  try {
    const { status, body } = await http.get(apiRequest(apiUrl(baseUrl, 'json', ['tasktype', 'list']), 'json', signal));
    const read = readAnswer(status, body, 'task_types');
    if (read.kind === 'record')
      return [{ name, ok: true, detail: `reachable in ${Math.round(clock.monotonic() - started)} ms, no key needed` }];
    const said = read.kind === 'error' ? read.message : read.problem;
    return [{ name, ok: false, detail: `answers ${status} to the list of task types: ${said}`, hint }];
  } catch (error) {
    if (isStemmaError(error, 'STEMMA_CANCELLED')) throw error;
    return [{ name, ok: false, detail: messageOf(error), hint }];
  }
}
