import { Hono } from 'hono';
import { favouritesCypher } from './favourites.ts';
import { guideHtml } from './guide.ts';
import { styleSheet } from './style.ts';

/** The files that Neo4j Browser takes, by name. */
export const browserFiles: Readonly<Record<string, { readonly mediaType: string; readonly text: () => string }>> = {
  'guide.html': { mediaType: 'text/html; charset=utf-8', text: guideHtml },
  'stemma.grass': { mediaType: 'text/plain; charset=utf-8', text: styleSheet },
  'explore.cypher': { mediaType: 'text/plain; charset=utf-8', text: favouritesCypher },
};

/** Serves them to pages of any origin: Neo4j Browser asks from where its server is. Nothing here is secret, nothing is written. */
export function browserApp(): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('Access-Control-Allow-Origin', '*');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Cache-Control', 'no-cache');
  });
  app.options('*', (context) => context.body(null, 204, { 'Access-Control-Allow-Headers': '*' }));
  for (const [name, { mediaType, text }] of Object.entries(browserFiles))
    app.get(`/${name}`, (context) => context.body(text(), 200, { 'Content-Type': mediaType }));
  app.get('/', (context) => context.text(`${Object.keys(browserFiles).join('\n')}\n`));
  return app;
}
