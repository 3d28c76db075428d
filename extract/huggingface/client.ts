import type { HttpClient, HttpRequest, HttpResponse } from '../../src/core/http/types.ts';
import type { RawRunWriter, RequestPurpose } from '../../src/core/run/types.ts';

/** A complete answer, of now or from before an interruption; both look the same, so that a resumed run goes the same way. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  /** From the run folder: nothing was asked. */
  readonly stored: boolean;
  /** The body. Of an answer from the run folder it is read when it is asked for. */
  read(): Promise<Buffer>;
  /** Makes it durable; what is stored already stays as it is. Takes its place in the order of writes at once. */
  keep(purpose?: RequestPurpose): Promise<unknown>;
}

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

/** One GET. The token goes to addresses below the endpoint only, also where other services share its origin. */
export function askHub(
  { endpoint, token, http }: Pick<ClientOptions, 'endpoint' | 'token' | 'http'>,
  url: string,
  options: AskOptions & Pick<HttpRequest, 'endpoint'>,
): Promise<HttpResponse> {
  const isHub = url.startsWith(`${endpoint}/`);
  const authorization = token === undefined || !isHub ? {} : { token, tokenOrigin: new URL(endpoint).origin };
  return http.get({ url, expect: 'json', ...options, ...authorization });
}

export function createHubClient(options: ClientOptions): HubClient {
  const { endpoint, writer } = options;
  return {
    endpoint,
    async ask(resource, url, how) {
      const found = writer.find(resource, url);
      if (found !== undefined) {
        const { status, headers, attempts } = found.line;
        const keep = async (): Promise<undefined> => undefined;
        return { url, status, headers, attempts, stored: true, read: () => found.read(), keep };
      }
      const response = await askHub(options, url, { ...how, endpoint: resource });
      const { status, headers, attempts, body } = response;
      const keep = (purpose?: RequestPurpose): Promise<unknown> => writer.store(resource, response, purpose);
      return { url, status, headers, attempts, stored: false, read: async () => body, keep };
    },
  };
}
