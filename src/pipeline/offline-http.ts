import { StemmaError } from '../core/errors.ts';
import type { HttpClient } from '../core/http/types.ts';

/**
 * A client that asks nobody: what is stored is found without it, so every request is an error that names what is missing.
 * @param onRefused told of each URL that would have been asked for
 */
export function offlineHttp(onRefused: (url: string) => void = () => undefined): HttpClient {
  return {
    async get({ url }) {
      onRefused(url);
      throw new StemmaError('STEMMA_OFFLINE', `the answer of ${url} is not stored, and --offline asks for none`, {
        hint: 'leave --offline out',
      });
    },
    close: async () => undefined,
  };
}
