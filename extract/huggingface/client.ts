import type { HttpClient, HttpResponse } from '../../src/core/http/types.ts';
import type { LedgerLine, RawRunWriter } from '../../src/core/run/types.ts';

/** A complete answer, of now or from before an interruption; both look the same, so that a resumed run goes the same way. */
export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly body: Buffer;
  /** Makes it durable; what is stored already stays as it is. */
  keep(): Promise<void>;
}

export interface HubClient {
  readonly endpoint: string;
  /**
   * The stored answer, else a request. A refusal of the token is thrown by the HTTP door and never stored, so that a run
   * resumed with a good token asks again.
   */
  ask(url: string, signal: AbortSignal): Promise<Answer>;
}

interface ClientOptions {
  readonly endpoint: string;
  readonly token: string | undefined;
  readonly http: HttpClient;
  readonly writer: Pick<RawRunWriter, 'find' | 'store'>;
  readonly resource: string;
}

async function storedAnswer(line: LedgerLine, read: () => Promise<Buffer>): Promise<Answer> {
  return {
    url: line.url,
    status: line.status,
    headers: line.headers,
    attempts: line.attempts,
    body: await read(),
    keep: async () => undefined,
  };
}

/** One GET of the Hub's API, with the token for the endpoint's own origin only. */
export function askHub(
  { endpoint, token, http }: Pick<ClientOptions, 'endpoint' | 'token' | 'http'>,
  url: string,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const authorization = token === undefined ? {} : { token, tokenOrigin: new URL(endpoint).origin };
  return http.get({ url, expect: 'json', signal, ...authorization });
}

export function createHubClient(options: ClientOptions): HubClient {
  const { endpoint, writer, resource } = options;
  return {
    endpoint,
    async ask(url, signal) {
      const stored = writer.find(resource, url);
      if (stored !== undefined) return storedAnswer(stored.line, () => stored.read());
      const response = await askHub(options, url, signal);
      const { status, headers, attempts, body } = response;
      const keep = async (): Promise<void> => void (await writer.store(resource, response));
      return { url, status, headers, attempts, body, keep };
    },
  };
}
