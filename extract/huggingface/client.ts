import type { HttpClient, HttpRequest, HttpResponse } from '../../src/core/http/types.ts';
import type { RawRunWriter } from '../../src/core/run/types.ts';
import { type Answer, askOnce } from '../ask.ts';

/** How to ask; by default for JSON. */
export type AskOptions = Pick<HttpRequest, 'expect' | 'headers' | 'maxBytes' | 'range'> & {
  readonly signal: AbortSignal;
};

export interface HubClient {
  readonly endpoint: string;
  /**
   * The stored answer, else a request. A refusal of the token is thrown by the HTTP door and never stored, so that a run
   * resumed with a good token asks again.
   */
  ask(resource: string, url: string, options: AskOptions): Promise<Answer>;
}

interface ClientOptions {
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly http: HttpClient;
  readonly writer: Pick<RawRunWriter, 'find' | 'store'>;
}

/** The token goes to addresses below the endpoint only, also where other services share its origin. */
function requestOf(
  { endpoint, token }: Pick<ClientOptions, 'endpoint' | 'token'>,
  url: string,
  options: AskOptions,
): HttpRequest {
  const isHub = url.startsWith(`${endpoint}/`);
  const authorization = token === undefined || !isHub ? {} : { token, tokenOrigin: new URL(endpoint).origin };
  return { url, expect: 'json', ...options, ...authorization };
}

/** One GET, of which nothing is kept. */
export function askHub(
  options: Pick<ClientOptions, 'endpoint' | 'token' | 'http'>,
  url: string,
  how: AskOptions,
): Promise<HttpResponse> {
  return options.http.get(requestOf(options, url, how));
}

export function createHubClient(options: ClientOptions): HubClient {
  return {
    endpoint: options.endpoint,
    ask: (resource, url, how) => askOnce(options, resource, requestOf(options, url, how)),
  };
}
