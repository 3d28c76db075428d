import type { Hono } from 'hono';
import { jsonLdContext } from '../../../ontology/context.ts';
import { shapesTurtle } from '../../../ontology/shapes.ts';
import { vocabularyTurtle } from '../../../ontology/vocabulary.ts';
import { readAsset } from '../assets.ts';
import type { ServerOptions } from '../options.ts';
import { homePage } from '../pages/home-page.ts';
import { problem, problemResponse } from '../problem.ts';

const aDay = 'public, max-age=86400';

/** What does not depend on the graph: the first page, the schema, files of pages, and whether this server is well. */
export function documentRoutes(app: Hono, { sparql, version }: ServerOptions): void {
  app.get('/', (context) => context.html(homePage(version, sparql.loaded)));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('/healthz', (context) => {
    const { loaded } = sparql;
    const state = { status: 'ok', sparql: loaded === undefined ? 'loading' : 'ready', quads: loaded?.quads ?? null };
    return context.json({ ...state, graph: sparql.version ?? null, version });
  });
  const document = (path: string, type: string, text: () => string): void =>
    void app.get(path, (context) => context.body(text(), 200, { 'content-type': type, 'cache-control': aDay }));
  document(
    '/schema/context.jsonld',
    'application/ld+json',
    () => `${JSON.stringify({ '@context': jsonLdContext()['@context'] })}\n`,
  );
  document('/schema/vocabulary.ttl', 'text/turtle; charset=utf-8', vocabularyTurtle);
  document('/schema/shapes.ttl', 'text/turtle; charset=utf-8', shapesTurtle);
  app.get('/assets/:name', async (context) => {
    const asset = await readAsset(context.req.param('name'));
    if (asset === undefined) return problemResponse(problem(404, 'there is no such file'));
    const body = asset.body as Uint8Array<ArrayBuffer>;
    return context.body(body, 200, { 'content-type': asset.type, 'cache-control': aDay });
  });
}
