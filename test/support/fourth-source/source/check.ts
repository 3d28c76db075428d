import type { Check, ExtractContext } from '../../../../extract/source.ts';
import { isStemmaError, messageOf } from '../../../../src/core/errors.ts';
import { requestOf, worksUrl } from './client.ts';
import { readSettings } from './settings.ts';

/** For `stemma doctor`. Never throws for what it finds. */
export async function check({
  settings: values,
  http,
  signal,
}: Pick<ExtractContext, 'settings' | 'http' | 'signal'>): Promise<readonly Check[]> {
  const settings = readSettings(values);
  const name = new URL(settings.baseUrl).host;
  try {
    const { status } = await http.get(requestOf(settings, worksUrl(settings.baseUrl), signal));
    return [{ name, ok: status === 200, detail: `answers ${status}` }];
  } catch (error) {
    if (isStemmaError(error, 'STEMMA_CANCELLED')) throw error;
    return [{ name, ok: false, detail: messageOf(error), hint: 'check the network and FOURTH_BASE_URL' }];
  }
}
