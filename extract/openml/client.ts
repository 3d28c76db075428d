import type { HttpClient, HttpRequest } from '../../src/core/http/types.ts';
import { meaningOf } from './error-codes.ts';
import { noAnswer, readAnswer } from './read-answer.ts';
import type { Form } from './urls.ts';

/** No answer of use is larger; a list of ten thousand tasks has some 11 MB. */
export const mostBytes = 16 * 1024 * 1024;

/** A server under load answers as if the request were wrong, with a page, or with nothing. */
function comeBack(form: Form): NonNullable<HttpRequest['comeBack']> {
  return ({ status, body }) => {
    if (status >= 400) {
      const read = readAnswer(status, body, '');
      return read.kind === 'error' && meaningOf(status, read.code) === 'busy' ? read.message : undefined;
    }
    // Where JSON cannot be made of a record nothing comes either: then the XML tells.
    return form === 'xml' ? noAnswer(body) : undefined;
  };
}

/** How the API is asked. No key is sent: reading needs none, and a wrong one makes it fail. */
export function apiRequest(url: string, form: Form, signal: AbortSignal): HttpRequest {
  return { url, expect: 'any', maxBytes: mostBytes, comeBack: comeBack(form), signal };
}

export interface OpenmlAccess {
  readonly http: HttpClient;
  readonly baseUrl: string;
}
