import type { HttpClient, HttpRequest } from '../src/core/http/types.ts';
import type { RawRunWriter, RequestPurpose } from '../src/core/run/types.ts';

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

/**
 * The stored answer, else that of a request. A refusal of a token is thrown by the HTTP door and never stored, so that a run
 * resumed with a good token asks again.
 */
export async function askOnce(
  { http, writer }: { readonly http: HttpClient; readonly writer: Pick<RawRunWriter, 'find' | 'store'> },
  resource: string,
  request: HttpRequest,
): Promise<Answer> {
  const { url } = request;
  const found = writer.find(resource, url);
  if (found !== undefined) {
    const { status, headers, attempts } = found.line;
    const keep = async (): Promise<undefined> => undefined;
    return { url, status, headers, attempts, stored: true, read: () => found.read(), keep };
  }
  const response = await http.get({ ...request, endpoint: resource });
  const { status, headers, attempts, body } = response;
  const keep = (purpose?: RequestPurpose): Promise<unknown> => writer.store(resource, response, purpose);
  return { url, status, headers, attempts, stored: false, read: async () => body, keep };
}
