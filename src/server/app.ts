import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { isStemmaError } from '../core/errors.ts';
import { hostGuard, safeHeaders } from './guards.ts';
import type { ServerOptions } from './options.ts';
import { problem, problemOf, problemResponse } from './problem.ts';
import { documentRoutes } from './routes/documents.ts';
import { sparqlRoutes } from './routes/sparql.ts';
import { thingRoutes } from './routes/things.ts';

/** All that is served; without a socket. */
export function createApp(options: ServerOptions): Hono {
  const app = new Hono();
  app.use(safeHeaders(options.cors.length > 0));
  app.use(hostGuard(options.hosts));
  if (options.cors.length > 0) {
    app.use(
      cors({
        origin: options.cors.includes('*') ? '*' : [...options.cors],
        allowMethods: ['GET', 'HEAD', 'POST'],
        allowHeaders: ['Accept', 'Content-Type'],
        exposeHeaders: ['Link', 'Retry-After', 'Server-Timing'],
      }),
    );
  }
  documentRoutes(app, options);
  sparqlRoutes(app, options);
  thingRoutes(app, options);
  app.notFound(() => problemResponse(problem(404, 'there is nothing at this address')));
  app.onError((error) => {
    const found = problemOf(error);
    if (found.status === 500 || !isStemmaError(error)) options.onError(error);
    return problemResponse(found);
  });
  return app;
}
