import type { Hono } from 'hono';
import { graphForms, type ResultForm, rowForms } from '../../../graph/rdf/sparql/result-forms.ts';
import { negotiate, type Offer } from '../negotiate.ts';
import type { ServerOptions } from '../options.ts';
import { sparqlPage } from '../pages/sparql-page.ts';
import { problem, problemResponse } from '../problem.ts';
import { serviceDescription } from '../service-description.ts';
import { readSparqlRequest, type SparqlRequest } from '../sparql-request.ts';

const offersOf = (forms: readonly ResultForm[]): readonly Offer<ResultForm>[] =>
  forms.map((value) => ({ value, mediaTypes: [value.mediaType, ...value.also] }));
const rowOffers = offersOf(rowForms);
const graphOffers = offersOf(graphForms);
/** N-Triples are all of these. */
const descriptionTypes = ['text/turtle', 'application/n-triples', 'application/n-quads', 'application/trig'];
const descriptionOffers: readonly Offer<string>[] = [...descriptionTypes, 'text/html'].map((value) => ({
  value,
  mediaTypes: value === 'text/html' ? [value, 'application/xhtml+xml'] : [value],
}));

/** `/sparql`: the SPARQL 1.1 Protocol, the description of the service, and an editor for browsers. */
export function sparqlRoutes(app: Hono, options: ServerOptions): void {
  app.get('/sparql', async (context) => {
    const url = new URL(context.req.url);
    if (url.searchParams.has('query') || url.searchParams.has('update')) return ask(context.req.raw, options);
    const type = negotiate(context.req.header('accept'), descriptionOffers);
    if (type === undefined) return problemResponse(problem(400, 'there is no query: give it as ?query='));
    if (type === 'text/html') return context.html(sparqlPage('/sparql'));
    return new Response(serviceDescription(`${url.origin}/sparql`, options.sparql.loaded), {
      headers: { 'content-type': `${type}; charset=utf-8`, vary: 'Accept' },
    });
  });
  app.post('/sparql', (context) => ask(context.req.raw, options));
  app.all('/sparql', () =>
    problemResponse(problem(405, 'queries come by GET or POST', { headers: { allow: 'GET, HEAD, POST, OPTIONS' } })),
  );
}

async function ask(request: Request, options: ServerOptions): Promise<Response> {
  const began = performance.now();
  const read = await readSparqlRequest(request, options.limits.queryBytes);
  if ('problem' in read) return problemResponse(read.problem);
  const accept = request.headers.get('accept') ?? undefined;
  const rows = negotiate(accept, rowOffers);
  const graph = negotiate(accept, graphOffers);
  if (rows === undefined && graph === undefined) return problemResponse(notAcceptable());
  return answer(read, { rows, graph, began, signal: request.signal }, options);
}

interface Wanted {
  readonly rows: ResultForm | undefined;
  readonly graph: ResultForm | undefined;
  /** When it was asked, on the clock of this process. */
  readonly began: number;
  readonly signal: AbortSignal;
}

async function answer(
  asked: SparqlRequest,
  { rows, graph, began, signal }: Wanted,
  options: ServerOptions,
): Promise<Response> {
  const { sparql, limits } = options;
  const { timeoutMs, maxRows, maxBytes } = limits;
  const message = { ...asked, rows: rows?.mediaType, graph: graph?.mediaType, maxRows, maxBytes };
  const found = await sparql.query({ ...message, beyond: 'refuse' }, { timeoutMs, signal });
  const form = found.kind === 'graph' ? graph : rows;
  const charset = form?.charset === true ? '; charset=utf-8' : '';
  return new Response(found.body as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': `${found.mediaType}${charset}`,
      vary: 'Accept',
      'cache-control': 'no-cache',
      'server-timing': `engine;dur=${found.engineMs.toFixed(2)}, total;dur=${(performance.now() - began).toFixed(2)}`,
    },
  });
}

function notAcceptable() {
  const types = [...rowForms, ...graphForms].map(({ mediaType }) => mediaType);
  return problem(406, 'answers come in none of the types that are accepted', { hint: types.join(', ') });
}
