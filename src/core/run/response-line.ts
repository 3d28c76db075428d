import { createHash } from 'node:crypto';
import type { HttpResponse, Redirect } from '../http/types.ts';
import { type BodySlice, mediaTypeOf, sliceBody } from './body-slice.ts';
import { createSecretMask, type SecretMask } from './mask-secrets.ts';
import { dataFileNameOf } from './run-paths.ts';
import type { LedgerLine, RequestPurpose } from './types.ts';

/** Headers of the answer that are kept, in this order; never cookies, nor anything that could carry a credential. */
const keptHeaders = [
  'content-type',
  'content-encoding',
  'content-language',
  'date',
  'last-modified',
  'etag',
  'link',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-request-id',
  'x-repo-commit',
  'x-linked-etag',
  'x-linked-size',
  'x-total-count',
  'x-error-code',
  'x-error-message',
];

/** A response on its way to the disk: everything of its ledger line but where it will stand. */
export interface PreparedResponse {
  readonly resource: string;
  readonly url: string;
  readonly file: string;
  readonly slice: Buffer;
  readonly line: Omit<LedgerLine, 'seq' | 'offset' | 'length'>;
}

/** Masks, hashes and cuts a response. Throws STEMMA_RUN for a resource that cannot name a file. */
export function prepareResponse(
  resource: string,
  response: HttpResponse,
  { stage, context }: RequestPurpose = {},
  mask: SecretMask = createSecretMask([]),
): PreparedResponse {
  const mediaType = mediaTypeOf(response.headers['content-type']);
  const { bytes: body, masked } = mask.bytes(response.body);
  const slice: BodySlice = sliceBody(body, response.status, mediaType);
  const file = dataFileNameOf(resource, slice.extension);
  const url = response.requestUrl;
  return {
    resource,
    url,
    file,
    slice: body.subarray(slice.start, slice.end),
    line: {
      resource,
      url,
      ...(stage === undefined ? {} : { stage }),
      ...(context === undefined ? {} : { context }),
      ...(response.url === url ? {} : { finalUrl: mask.text(response.url) }),
      ...(response.redirects.length === 0
        ? {}
        : { redirects: response.redirects.map((one) => maskedRedirect(one, mask)) }),
      status: response.status,
      fetchedAt: response.fetchedAt,
      attempts: response.attempts,
      headers: keptHeadersOf(response.headers, mask),
      mediaType,
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: body.length,
      file,
      wrap: slice.wrap,
      records: slice.records,
      ...(masked === 0 ? {} : { masked }),
    },
  };
}

function maskedRedirect({ status, from, to }: Redirect, mask: SecretMask): Redirect {
  return { status, from: mask.text(from), to: mask.text(to) };
}

function keptHeadersOf(headers: Readonly<Record<string, string>>, mask: SecretMask): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = headers[name];
    if (value !== undefined) kept[name] = mask.text(value);
  }
  return kept;
}

/** The ledger line of a prepared response, its members in the order of the format. */
export function lineAt(prepared: PreparedResponse, seq: number, offset: number, length: number): LedgerLine {
  const { wrap, records, masked, ...before } = prepared.line;
  return { seq, ...before, offset, length, wrap, records, ...(masked === undefined ? {} : { masked }) };
}
