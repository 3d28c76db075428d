import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForLoad } from '../../../graph/open.ts';
import { mintModel, mintSpdx } from '../../../ontology/iri.ts';
import { jsonLdContext } from '../../../ontology/context.ts';
import { createApp } from '../../../src/server/app.ts';
import { standardLimits } from '../../../src/server/options.ts';
import { chainOfModels, openSparqlServer, type SparqlServer } from '../../support/sparql-server.ts';

let server: SparqlServer;
beforeAll(async () => {
  server = await openSparqlServer({
    models: [
      ...chainOfModels(3),
      {
        hubId: 'acme/<script>alert(1)</script>',
        values: { description: '"><img src=x onerror=alert(1)>', url: 'javascript:alert(1)' },
      },
      { hubId: 'acme/gone' },
      { hubId: 'acme/old-name' },
    ],
  });
  // What a removal and a rename come to.
  const target = await openForLoad({ dataDir: server.dataDir, neo4j: {} });
  await target.store.write("MATCH (n:MLModel {id: 'hf:acme/gone'}) SET n.removed = true, n.lastSeen = $at", {
    at: '2026-11-20T10:00:00Z',
  });
  await target.store.write(
    "MATCH (a:MLModel {id: 'hf:acme/old-name'}), (b:MLModel {id: 'hf:acme/m1'}) CREATE (a)-[:REDIRECTS_TO]->(b)",
  );
  await target.publish();
  await server.graph.refresh();
});
afterAll(() => server.close());

async function get(path: string, accept?: string): Promise<Response> {
  return server.app.request(path, accept === undefined ? {} : { headers: { accept } });
}

const model = '/id/hf/model/acme/m1';
const uri = mintModel('acme/m1');

describe('a thing at its address', () => {
  it.each([
    [undefined, 'text/html; charset=UTF-8'],
    ['text/html,*/*;q=0.8', 'text/html; charset=UTF-8'],
    ['application/ld+json', 'application/ld+json'],
    ['text/turtle', 'text/turtle; charset=utf-8'],
    ['text/html;q=0.3, text/turtle;q=0.8', 'text/turtle; charset=utf-8'],
    ['application/n-triples', 'application/n-triples'],
    ['application/linkset+json', 'application/linkset+json'],
  ])('comes by Accept %s as %s', async (accept, type) => {
    const answer = await get(model, accept);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('vary')).toBe('Accept');
    expect(await answer.text()).toContain(uri);
  });

  it('comes as RDF that says what the graph says', async () => {
    const turtle = new Parser().parse(await (await get(`${model}?format=turtle`)).text());
    const nquads = new Parser({ format: 'N-Quads' }).parse(await (await get(model, 'application/n-quads')).text());
    const document = JSON.parse(await (await get(model, 'application/ld+json')).text()) as Record<string, unknown>;

    const parents = turtle.filter(({ predicate }) => predicate.value === 'https://w3id.org/fair4ml#fineTunedFrom');
    expect(parents.map(({ object }) => object.value)).toEqual([mintModel('acme/m0')]);
    expect(nquads.filter(({ graph }) => graph.termType === 'DefaultGraph')).toHaveLength(turtle.length);
    expect(nquads.length).toBeGreaterThan(turtle.length);
    expect(document['@context']).toBeDefined();
  });

  it('shows what it points at and what points at it, and why', async () => {
    const page = await (await get(model)).text();

    expect(page).toContain('href="/id/hf/model/acme/m0"');
    expect(page).toContain('href="/id/hf/model/acme/m2"');
    expect(page).toContain(`href="/describe?uri=${encodeURIComponent(mintSpdx('MIT'))}"`);
    expect(page).toContain('hub-tag, confidence 0.9');
  });

  it('is told by its whole IRI too', async () => {
    const answer = await get(`/describe?uri=${encodeURIComponent(mintSpdx('MIT'))}`, 'text/turtle');

    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`<${mintSpdx('MIT')}>`);
    expect((await get('/describe')).status).toBe(400);
  });

  it('has the links of FAIR Signposting', async () => {
    const header = (await get(model)).headers.get('link') ?? '';
    const links = [...header.matchAll(/<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?/g)].map(([, href, rel, type]) => ({
      href,
      rel,
      type,
    }));
    const of = (rel: string): (string | undefined)[] =>
      links.filter((link) => link.rel === rel).map(({ href }) => href);

    expect(of('cite-as')).toEqual([uri]);
    expect(of('type')).toEqual(['http://schema.org/AboutPage', 'https://w3id.org/fair4ml#MLModel']);
    expect(of('license')).toEqual([mintSpdx('MIT')]);
    for (const { href = '', type } of links.filter(({ rel }) => rel === 'describedby' || rel === 'linkset')) {
      const described = await get(href);
      expect(described.headers.get('content-type')).toContain(type);
      expect(described.headers.get('link') ?? 'rel="describes"').toContain('rel="describes"');
    }
    const linkset = JSON.parse(await (await get(model, 'application/linkset+json')).text()) as {
      linkset: Record<string, unknown>[];
    };
    expect(linkset.linkset[0]).toMatchObject({ 'cite-as': [{ href: uri }], license: [{ href: mintSpdx('MIT') }] });
  });

  it('is not found when it is unknown, whatever the path', async () => {
    for (const path of [
      '/id/hf/model/acme/none',
      '/id/',
      '/id/../../etc/passwd',
      '/id/%2e%2e/%2e%2e/etc/passwd',
      `/id/${'x'.repeat(5_000)}`,
      '/id/%00',
      '/assets/..%2fapp.ts',
      '/assets/constructor',
    ]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
    expect((await get(model, 'image/png')).status).toBe(406);
    expect((await get(`${model}?format=docx`)).status).toBe(406);
  });

  it('moved when it has another name now', async () => {
    const answer = await get('/id/hf/model/acme/old-name?format=turtle');

    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(`${model}?format=turtle`);
  });

  it('is gone, with what was last known, when its source has it no more', async () => {
    const page = await get('/id/hf/model/acme/gone');
    const turtle = await get('/id/hf/model/acme/gone', 'text/turtle');

    expect([page.status, turtle.status]).toEqual([410, 410]);
    expect(await page.text()).toContain('last seen at 2026-11-20T10:00:00Z');
    expect(await turtle.text()).toContain('stemma:Gone');
  });

  it('is only text in its page, whatever it is called', async () => {
    const address = mintModel('acme/<script>alert(1)</script>').replace(/^.*\/id\//, '/id/');
    const page = await (await get(address)).text();

    expect(page).toContain('&lt;img src=x');
    expect(page).not.toMatch(/<script>|<img|href="javascript:/);
  });
});

describe('the server', () => {
  it('serves what is derived from the ontology', async () => {
    const context = (await (await get('/schema/context.jsonld')).json()) as Record<string, unknown>;

    expect(context['@context']).toEqual(JSON.parse(JSON.stringify(jsonLdContext()['@context'])));
    for (const path of ['/schema/vocabulary.ttl', '/schema/shapes.ttl'])
      expect(new Parser().parse(await (await get(path)).text()).length).toBeGreaterThan(100);
  });

  it('says that it is well, and with which graph', async () => {
    expect(await (await get('/healthz')).json()).toMatchObject({
      status: 'ok',
      sparql: 'ready',
      graph: expect.stringMatching(/^embedded-/) as string,
    });
    expect(await (await get('/')).text()).toContain('SPARQL answers over');
  });

  it('answers under its own names only, where it has some', async () => {
    const { graph, sparql } = server;
    const hosts = ['localhost', '127.0.0.1'];
    const app = createApp({
      graph,
      sparql,
      limits: standardLimits,
      cors: [],
      hosts,
      version: '0',
      onError: () => undefined,
    });
    const ask = async (host: string): Promise<number> => (await app.request('/', { headers: { host } })).status;

    expect(await ask('localhost:7476')).toBe(200);
    expect(await ask('127.0.0.1')).toBe(200);
    expect(await ask('rebound.example:7476')).toBe(421);
  });

  it('has safe headers on everything', async () => {
    for (const path of ['/', '/sparql', '/nothing', model]) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});
