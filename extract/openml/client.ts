import type { HttpRequest } from '../../src/core/http/types.ts';
import { meaningOf } from './error-codes.ts';
import { noAnswer, readAnswer } from './read-answer.ts';
import type { Form } from './urls.ts';

/** No answer of use is larger; a list of ten thousand tasks has some 11 MB. */
const mostBytes = 16 * 1024 * 1024;

type ComeBack = NonNullable<HttpRequest['comeBack']>;

/** So often a page or nothing is taken for a passing trouble: then it is all that there is. */
const mostPages = 2;

/** For addresses below which a page may be the answer. */
function orPage(): ComeBack {
  let pages = 0;
  return ({ status, body }) => {
    const none = status < 400 ? noAnswer(body) : undefined;
    if (none !== undefined) pages += 1;
    return pages <= mostPages ? none : undefined;
  };
}

/** A server under load answers as if the request were wrong, with a page, or with nothing. */
function comeBack(form: Form): ComeBack {
  // Where JSON cannot be made of a record nothing comes either: then the XML tells.
  const ofPage = form === 'xml' ? ({ body }: { readonly body: Buffer }) => noAnswer(body) : orPage();
  return (answer) => {
    if (answer.status < 400) return ofPage(answer);
    const read = readAnswer(answer.status, answer.body, '');
    return read.kind === 'error' && meaningOf(answer.status, read.code) === 'busy' ? read.message : undefined;
  };
}

/** So often status 500 is taken for a passing trouble: then it is the record that no JSON can be made of. */
const mostFailures = 4;

/** How the API is asked. No key is sent: reading needs none, and a wrong one makes it fail. */
export function apiRequest(url: string, form: Form, signal: AbortSignal): HttpRequest {
  let failures = 0;
  const believe = (status: number): boolean => status === 500 && (failures += 1) >= mostFailures;
  const request: HttpRequest = { url, expect: 'any', maxBytes: mostBytes, comeBack: comeBack(form), signal };
  return form === 'json' ? { ...request, believe } : request;
}

/** How documents of the website are asked for, which may answer with a page of its own. */
export function documentRequest(url: string, signal: AbortSignal): HttpRequest {
  return { url, expect: 'any', maxBytes: mostBytes, comeBack: orPage(), signal };
}
