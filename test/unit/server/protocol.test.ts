import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listQueries } from '../../../cypher/index.ts';
import { mintProvenanceGraph } from '../../../ontology/iri.ts';
import { exampleQueries } from '../../../src/server/example-queries.ts';
import { openSparqlServer, type SparqlServer } from '../../support/sparql-server.ts';

let server: SparqlServer;
beforeAll(async () => {
  server = await openSparqlServer({ limits: { maxRows: 50, queryBytes: 20_000 }, cors: ['https://lab.example'] });
});
afterAll(() => server.close());

const ask = 'ASK { ?s ?p ?o }';
const select = 'SELECT ?s WHERE { ?s a <https://w3id.org/fair4ml#MLModel> } ORDER BY ?s LIMIT 2';
const construct = 'CONSTRUCT WHERE { ?s a <https://w3id.org/fair4ml#MLModel> } LIMIT 2';
const form = { 'content-type': 'application/x-www-form-urlencoded' };

async function get(query: string, accept?: string, more = ''): Promise<Response> {
  const address = `/sparql?query=${encodeURIComponent(query)}${more}`;
  return server.app.request(address, accept === undefined ? {} : { headers: { accept } });
}

async function post(type: string, body: string, search = ''): Promise<Response> {
  return server.app.request(`/sparql${search}`, { method: 'POST', headers: { 'content-type': type }, body });
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  return (await response.json()) as Record<string, unknown>;
}

describe('query operation (SPARQL 1.1 Protocol, 2.1)', () => {
  it('answers by GET, by POST of a form and by POST of the query', async () => {
    const answers = [
      await get(ask),
      await post('application/x-www-form-urlencoded', new URLSearchParams({ query: ask }).toString()),
      await post('application/sparql-query', ask),
      await post('application/sparql-query; charset=UTF-8', ask),
    ];

    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('application/sparql-results+json');
      expect(answer.headers.get('server-timing')).toMatch(/^engine;dur=\d+\.\d\d, total;dur=\d+\.\d\d$/);
      expect(await answer.json()).toMatchObject({ boolean: true });
    }
  });

  it('refuses what is no query of the protocol', async () => {
    const refused: readonly (readonly [Promise<Response> | Response, number])[] = [
      [server.app.request(`/sparql?query=${encodeURIComponent(ask)}&query=${encodeURIComponent(ask)}`), 400],
      [server.app.request('/sparql', { headers: { accept: 'application/sparql-results+json' } }), 400],
      [post('application/x-www-form-urlencoded', 'other=1'), 400],
      [post('application/sparql-query', ask, `?query=${encodeURIComponent(ask)}`), 400],
      [post('application/sparql-query; charset=utf-16', ask), 415],
      [post('text/plain', ask), 415],
      [server.app.request('/sparql', { method: 'POST' }), 415],
      [server.app.request('/sparql', { method: 'PUT', body: ask }), 405],
      [server.app.request('/sparql', { method: 'DELETE' }), 405],
      [post('application/sparql-query', `# ${'x'.repeat(30_000)}\n${ask}`), 413],
      [get(`# ${'x'.repeat(30_000)}\n${ask}`), 413],
    ];

    for (const [answer, status] of refused) {
      const response = await answer;
      expect(response.status).toBe(status);
      expect((await problemOf(response))['status']).toBe(status);
    }
  });

  it('says where a query is wrong', async () => {
    const answer = await get('SELECT *\nWHERE { ?s ?p }');

    expect(answer.status).toBe(400);
    expect(await problemOf(answer)).toMatchObject({ line: 2, column: 15, code: 'STEMMA_QUERY' });
  });

  it.each([
    ['update', 'INSERT DATA { <a:a> <a:b> <a:c> }'],
    ['update behind a comment', '# ASK {}\nDELETE WHERE { ?s ?p ?o }'],
    ['update by escapes', '\\u0049NSERT DATA { <a:a> <a:b> <a:c> }'],
    ['load', 'LOAD <https://elsewhere.example/data>'],
    ['clear', 'CLEAR ALL'],
    ['service', 'SELECT * { SERVICE <https://elsewhere.example/sparql> { ?s ?p ?o } }'],
    [
      'silent service below',
      'SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <https://elsewhere.example/> { ?s ?a ?b } } }',
    ],
    ['service by a variable', 'SELECT * { ?s ?p ?service { SERVICE ?service { ?s ?a ?b } } }'],
    ['graph of elsewhere', 'SELECT * FROM <https://elsewhere.example/data> { ?s ?p ?o }'],
    ['named graph of elsewhere', 'SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }'],
  ])('refuses what does more than read: %s', async (_what, query) => {
    const answer = await get(query);

    expect([400, 403]).toContain(answer.status);
    await problemOf(answer);
    const size = await (await get('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }', 'text/csv')).text();
    expect(Number(size.split('\n')[1])).toBeGreaterThan(100);
  });

  it('refuses updates by their own ways too', async () => {
    const update = 'DELETE WHERE { ?s ?p ?o }';
    const answers = [
      await post('application/sparql-update', update),
      await server.app.request('/sparql', {
        method: 'POST',
        headers: form,
        body: `update=${encodeURIComponent(update)}`,
      }),
      await server.app.request(`/sparql?update=${encodeURIComponent(update)}`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('takes the dataset of the request before that of the query', async () => {
    const graph = encodeURIComponent(mintProvenanceGraph());
    const count = async (query: string, more: string): Promise<number> =>
      Number((await (await get(query, 'text/csv', more)).text()).trim().split('\n')[1]);
    const all = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';
    const named = 'SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }';
    const [things, evidence] = [await count(all, ''), await count(named, '')];

    expect(things).toBeGreaterThan(100);
    expect(evidence).toBeGreaterThan(100);
    expect(await count(all, `&default-graph-uri=${graph}`)).toBe(evidence);
    expect(await count(named, `&default-graph-uri=${graph}`)).toBe(0);
    expect(await count(all, `&named-graph-uri=${graph}`)).toBe(0);
    expect(await count(named, `&named-graph-uri=${graph}`)).toBe(evidence);
    expect(await count(`SELECT (COUNT(*) AS ?n) FROM <${mintProvenanceGraph()}> { ?s ?p ?o }`, '')).toBe(evidence);
    const from = `SELECT (COUNT(*) AS ?n) FROM <${mintProvenanceGraph()}> { GRAPH ?g { ?s ?p ?o } }`;
    expect(await count(from, `&named-graph-uri=${graph}`)).toBe(evidence);
  });

  it('fetches no graph', async () => {
    const answer = await get(ask, undefined, '&default-graph-uri=https%3A%2F%2Felsewhere.example%2Fdata');

    expect(answer.status).toBe(403);
    expect((await problemOf(answer))['hint']).toContain(mintProvenanceGraph());
  });
});

describe('content negotiation', () => {
  it.each([
    [select, undefined, 'application/sparql-results+json'],
    [select, '*/*', 'application/sparql-results+json'],
    [select, 'application/json', 'application/sparql-results+json'],
    [select, 'application/sparql-results+xml', 'application/sparql-results+xml'],
    [select, 'text/csv;q=0.5, text/tab-separated-values', 'text/tab-separated-values; charset=utf-8'],
    [select, 'text/turtle, text/csv;q=0.1', 'text/csv; charset=utf-8'],
    [select, 'application/sparql-results+json;q=0, */*;q=0.1', 'application/sparql-results+xml'],
    [ask, 'application/sparql-results+xml', 'application/sparql-results+xml'],
    [construct, undefined, 'text/turtle; charset=utf-8'],
    [construct, 'application/n-triples', 'application/n-triples'],
    [construct, 'application/n-quads', 'application/n-quads'],
    [construct, 'application/trig', 'application/trig'],
    [construct, 'application/ld+json', 'application/ld+json'],
    [construct, 'application/rdf+xml', 'application/rdf+xml'],
    [construct, 'application/sparql-results+json, text/turtle;q=0.2', 'text/turtle; charset=utf-8'],
    ['DESCRIBE <https://w3id.org/stemma/id/hf/model/acme/m1>', 'text/*', 'text/turtle; charset=utf-8'],
  ])('answers %s for %s with %s', async (query, accept, type) => {
    const answer = await get(query, accept);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('vary')).toContain('Accept');
    expect((await answer.text()).length).toBeGreaterThan(10);
  });

  it.each([
    [select, 'text/turtle'],
    [construct, 'text/csv'],
    [ask, 'image/png'],
    [select, '*/*;q=0'],
  ])('answers %s for %s with 406', async (query, accept) => {
    const answer = await get(query, accept);

    expect(answer.status).toBe(406);
    await problemOf(answer);
  });
});

describe('rows of an answer', () => {
  const many = 'SELECT ?s ?p WHERE { ?s ?p ?o }';

  it.each([
    'application/sparql-results+json',
    'application/sparql-results+xml',
    'text/csv',
    'text/tab-separated-values',
  ])('are refused beyond the limit, and given up to it: %s', async (accept) => {
    for (const query of [many, `${many} LIMIT 51`, `${many} VALUES ?unused { 1 }`]) {
      const answer = await get(query, accept);
      expect(answer.status).toBe(422);
      expect((await problemOf(answer))['detail']).toContain('50 rows');
    }
    expect((await get(`${many} LIMIT 50`, accept)).status).toBe(200);
    expect((await get(`${many} # LIMIT 1`, accept)).status).toBe(422);
  });

  it('are not fewer than there are for a limit above them', async () => {
    const answer = await get('SELECT ?s WHERE { ?s a <https://w3id.org/fair4ml#MLModel> } LIMIT 100000', 'text/csv');

    expect((await answer.text()).trim().split('\n')).toHaveLength(41);
  });
});

describe('description of the service', () => {
  const sd = 'http://www.w3.org/ns/sparql-service-description#';

  it.each([undefined, 'text/turtle', 'application/n-triples', 'application/trig', 'application/n-quads'])(
    'comes without a query as %s',
    async (accept) => {
      const answer = await server.app.request(
        'http://here.example/sparql',
        accept === undefined ? {} : { headers: { accept } },
      );
      const quads = new Parser({ format: accept ?? 'text/turtle' }).parse(await answer.text());
      const objects = (predicate: string): string[] =>
        quads.filter((quad) => quad.predicate.value === predicate).map(({ object }) => object.value);

      expect(answer.headers.get('content-type')).toContain(accept ?? 'text/turtle');
      expect(objects(`${sd}endpoint`)).toEqual(['http://here.example/sparql']);
      expect(objects(`${sd}supportedLanguage`)).toEqual([`${sd}SPARQL11Query`]);
      expect(objects(`${sd}resultFormat`)).toHaveLength(10);
      expect(objects(`${sd}name`)).toEqual([mintProvenanceGraph()]);
    },
  );

  it('is a page with an editor for browsers', async () => {
    const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    const answer = await server.app.request('/sparql', { headers: { accept } });
    const page = await answer.text();
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path as string);

    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(files).toHaveLength(4);
    for (const file of files) expect((await server.app.request(file)).status).toBe(200);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('comes with queries that are answered, of every question that SPARQL can ask', async () => {
    const page = await (await server.app.request('/sparql', { headers: { accept: 'text/html' } })).text();
    const [, settings = ''] = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(page) ?? [];
    const { examples } = JSON.parse(settings) as { examples: { title: string; query: string }[] };
    const chosen = [...page.matchAll(/<option value="(\d+)">/g)].map(([, index]) => examples[Number(index)]);
    const twins = listQueries().filter(({ sparql }) => sparql !== undefined);

    expect(examples.slice(0, exampleQueries.length)).toEqual(exampleQueries);
    expect(chosen.map((one) => one?.title)).toEqual(twins.map(({ title }) => title));
    for (const { title, query } of examples) {
      const answer = await post('application/sparql-query', query);
      expect(answer.status, `${title} ${await answer.text()}`).toBe(200);
    }
  });
});

describe('other origins', () => {
  it('may read answers when they are named, and only then', async () => {
    const from = async (origin: string): Promise<string | null> =>
      (await server.app.request('/sparql', { headers: { origin } })).headers.get('access-control-allow-origin');

    expect(await from('https://lab.example')).toBe('https://lab.example');
    expect(await from('https://other.example')).toBeNull();
  });

  it('are told beforehand what they may ask', async () => {
    const answer = await server.app.request('/sparql', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://lab.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
    expect(answer.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('content-type');
  });
});
