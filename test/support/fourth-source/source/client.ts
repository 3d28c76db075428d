import { type Answer, askOnce } from '../../../../extract/ask.ts';
import type { ExtractContext } from '../../../../extract/source.ts';
import type { HttpRequest } from '../../../../src/core/http/types.ts';
import type { FourthSettings } from './settings.ts';

/** Addresses and the token, and nothing else. */
export function worksUrl(baseUrl: string, cursor?: string): string {
  return `${baseUrl}/works${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`;
}

export function personUrl(baseUrl: string, orcid: string): string {
  return `${baseUrl}/people/${encodeURIComponent(orcid)}`;
}

export function requestOf({ baseUrl, token }: FourthSettings, url: string, signal: AbortSignal): HttpRequest {
  const authorization = token === undefined ? {} : { token, tokenOrigin: new URL(baseUrl).origin };
  return { url, expect: 'json', signal, ...authorization };
}

/** The stored answer, else a request. */
export function ask(
  { http, writer }: Pick<ExtractContext, 'http' | 'writer'>,
  settings: FourthSettings,
  resource: string,
  url: string,
  signal: AbortSignal,
): Promise<Answer> {
  return askOnce({ http, writer }, resource, requestOf(settings, url, signal));
}
