import type { ByteSpan } from './range.ts';
import type { HttpStats } from './stats.ts';

/** One GET through the one HTTP door. */
export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer …`, to `tokenOrigin` only; dropped on a redirect to another origin. */
  readonly token?: string;
  /** Origin (`https://huggingface.co`) the token belongs to. */
  readonly tokenOrigin?: string;
  /**
   * `json` refuses a 2xx body that is not complete JSON (proxy pages, cut bodies) and tries again; `file` refuses one that is a
   * web page.
   */
  readonly expect?: 'json' | 'file' | 'any';
  /**
   * Is told each failure of this request by its status; true says that it is the answer. Not heeded while nothing else is answered
   * well either.
   */
  readonly believe?: (status: number) => boolean;
  /** Says why a complete answer is none and will be another later, for servers whose status does not tell: then it is asked again. */
  readonly comeBack?: (answer: Pick<HttpResponse, 'status' | 'headers' | 'body'>) => string | undefined;
  /** Largest decoded body accepted, bytes. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Only these bytes of a file. The answer's body is what there is of them, whether or not the server knows ranges. */
  readonly range?: ByteSpan;
  /** What it is counted as in `stats`: `models list`. */
  readonly endpoint?: string;
  readonly signal?: AbortSignal;
}

/** Addresses of another origin than was asked stand without their query, which may be a signature. */
export interface Redirect {
  readonly status: number;
  readonly from: string;
  readonly to: string;
}

/** A complete answer. Statuses that retrying cannot change (2xx, 3xx without location, 4xx) are returned, not thrown. */
export interface HttpResponse {
  /** The URL that answered, after redirects; of another origin than was asked without its query, which may be a signature. */
  readonly url: string;
  /** The URL that was asked. */
  readonly requestUrl: string;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded (content-encoding undone), complete. */
  readonly body: Buffer;
  readonly redirects: readonly Redirect[];
  /** ISO 8601 UTC, when the body was complete. */
  readonly fetchedAt: string;
  readonly attempts: number;
}

/** One POST or PUT through the one HTTP door. It is tried again like a GET: only for what may be said twice. */
export interface HttpUpload extends HttpRequest {
  readonly method: 'POST' | 'PUT';
  readonly body: Uint8Array;
}

export interface HttpClient {
  get(request: HttpRequest): Promise<HttpResponse>;
  /** What it did so far. */
  stats?(): HttpStats;
  close(): Promise<void>;
}

/** A client that also gives bytes away. A redirect is an answer here: bytes go only where they were sent. */
export interface HttpSender extends HttpClient {
  send(upload: HttpUpload): Promise<HttpResponse>;
}

/** What carries one exchange: undici in the product, memory in the demo. It follows no redirect and retries nothing. */
export interface Transport {
  send(request: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    /** Default: GET, without a body. */
    readonly method?: 'POST' | 'PUT';
    readonly body?: Uint8Array;
    readonly signal?: AbortSignal;
  }): Promise<{
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  }>;
  close(): Promise<void>;
}
