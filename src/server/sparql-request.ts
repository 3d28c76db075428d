import { type Problem, problem } from './problem.ts';

/** What a request of the SPARQL 1.1 Protocol asks. */
export interface SparqlRequest {
  readonly query: string;
  readonly defaultGraphs: readonly string[];
  readonly namedGraphs: readonly string[];
}

/** No query, or why there is none in it. */
export type ReadRequest = SparqlRequest | { readonly problem: Problem };

/** §2.1: GET with `query`, POST of a form, POST of the query itself. */
export async function readSparqlRequest(request: Request, mostBytes: number): Promise<ReadRequest> {
  const url = new URL(request.url);
  if (request.method === 'GET' || request.method === 'HEAD') return fromParameters(url.searchParams, mostBytes);
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .split(';')
    .map((text) => text.trim().toLowerCase());
  if (type === 'application/sparql-update')
    return { problem: problem(403, 'updates are refused: the graph is only read here') };
  const isForm = type === 'application/x-www-form-urlencoded';
  if (!isForm && type !== 'application/sparql-query')
    return {
      problem: problem(
        415,
        `a query comes as application/sparql-query or application/x-www-form-urlencoded, not as ${type === '' ? 'nothing' : type.slice(0, 100)}`,
      ),
    };
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii')
    return { problem: problem(415, `queries are UTF-8, not ${charset.slice(0, 40)}`) };
  const body = await textOf(request, isForm ? 3 * mostBytes : mostBytes);
  if (body === undefined) return { problem: tooLarge(mostBytes) };
  if (isForm) return fromParameters(new URLSearchParams(body), mostBytes);
  const given = url.searchParams;
  if (given.has('query')) return { problem: problem(400, 'the query is in the body already: leave ?query= out') };
  return { query: body, ...datasetOf(given) };
}

function fromParameters(given: URLSearchParams, mostBytes: number): ReadRequest {
  if (given.has('update')) return { problem: problem(403, 'updates are refused: the graph is only read here') };
  const queries = given.getAll('query');
  const [query] = queries;
  if (query === undefined) return { problem: problem(400, 'there is no query: give it as ?query=') };
  if (queries.length > 1) return { problem: problem(400, 'there is more than one query') };
  if (Buffer.byteLength(query, 'utf8') > mostBytes) return { problem: tooLarge(mostBytes) };
  return { query, ...datasetOf(given) };
}

function datasetOf(given: URLSearchParams): Pick<SparqlRequest, 'defaultGraphs' | 'namedGraphs'> {
  return { defaultGraphs: given.getAll('default-graph-uri'), namedGraphs: given.getAll('named-graph-uri') };
}

function tooLarge(mostBytes: number): Problem {
  return problem(413, `the query has more than ${mostBytes} bytes`);
}

/** None when there is more. */
async function textOf(request: Request, mostBytes: number): Promise<string | undefined> {
  const length = request.headers.get('content-length');
  // No more comes than was said; a stream costs more than the query.
  if (length !== null) return Number(length) > mostBytes ? undefined : request.text();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of request.body ?? []) {
    bytes += part.byteLength;
    if (bytes > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
