import type { Context, Hono } from 'hono';
import { baseIri } from '../../../ontology/iri.ts';
import { type Download, readDownloads, readThing, type Thing, type ThingFormat, thingRdf } from '../../query/thing.ts';
import { linkHeader, linksetOf, pageOf, signposts, thingFormats, withFormat } from '../links.ts';
import { negotiate, type Offer } from '../negotiate.ts';
import type { ServerOptions } from '../options.ts';
import { thingPage } from '../pages/thing-page.ts';
import { problem, problemResponse } from '../problem.ts';

type Format = ThingFormat | 'html' | 'linkset';
const mediaTypes: Readonly<Record<Format, string>> = {
  html: 'text/html',
  ...thingFormats,
  linkset: 'application/linkset+json',
};
const formats = Object.keys(mediaTypes) as readonly Format[];
const offers: readonly Offer<Format>[] = formats.map((value) => ({
  value,
  mediaTypes: value === 'html' ? ['text/html', 'application/xhtml+xml'] : [mediaTypes[value]],
}));
const mostDownloads = 1_000;
const longestIri = 4_000;

/** Each thing at an address of its own: what follows the base of its IRI, or its whole IRI at `/describe`. */
export function thingRoutes(app: Hono, options: ServerOptions): void {
  app.get('/id/*', (context) => {
    // As it was sent: the percent signs belong to the IRI.
    const { pathname } = new URL(context.req.url);
    return tell(context, `${baseIri()}${pathname.slice('/id/'.length)}`, options);
  });
  app.get('/describe', (context) => {
    const uri = context.req.query('uri');
    if (uri === undefined || uri === '') return problemResponse(problem(400, 'say which thing: ?uri='));
    return tell(context, uri, options);
  });
}

async function tell(context: Context, uri: string, { graph }: ServerOptions): Promise<Response> {
  const wanted = formatOf(context);
  if (wanted === undefined)
    return problemResponse(
      problem(406, 'a thing is told in other types', { hint: Object.values(mediaTypes).join(', ') }),
    );
  if (uri.length > longestIri) return problemResponse(problem(404, 'nothing in the graph has an IRI that long'));
  const found = await graph.use(async (store) => {
    const thing = await readThing(store, uri);
    return thing === undefined ? undefined : { thing, downloads: await readDownloads(store, uri, mostDownloads) };
  });
  if (found === undefined) return problemResponse(problem(404, `nothing in the graph is ${uri}`));
  const { redirectsTo } = found.thing;
  if (redirectsTo === undefined) return represent(context, wanted, found.thing, found.downloads);
  const asked = context.req.query('format');
  const target = pageOf(redirectsTo);
  return context.redirect(asked === undefined ? target : withFormat(target, asked), 301);
}

function formatOf(context: Context): Format | undefined {
  const asked = context.req.query('format');
  if (asked !== undefined) return formats.find((format) => format === asked);
  return negotiate(context.req.header('accept'), offers);
}

/** A thing that is gone is answered with 410, and with what was last known of it: lineage leads through it. */
async function represent(
  context: Context,
  format: Format,
  thing: Thing,
  downloads: readonly Download[],
): Promise<Response> {
  const { origin } = new URL(context.req.url);
  const page = `${origin}${pageOf(thing.node.uri)}`;
  const status = thing.node.removed ? 410 : 200;
  context.header('vary', 'Accept');
  context.header('content-location', withFormat(page, format));
  const links = signposts(origin, thing, downloads);
  if (format === 'html') {
    context.header('link', linkHeader(links, withFormat(page, 'linkset')));
    return context.html(await thingPage(thing, links), status);
  }
  const [type, body] = [mediaTypes[format], format === 'linkset' ? linksetOf(page, links) : thingRdf(thing, format)];
  context.header('link', `<${page}>; rel="describes"; type="text/html"`);
  context.header('content-type', type === 'text/turtle' ? `${type}; charset=utf-8` : type);
  return context.body(body, status);
}
