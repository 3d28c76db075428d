import { baseIri } from '../../ontology/iri.ts';
import { namespaces } from '../../ontology/namespaces.ts';
import { entityOf } from '../../ontology/model.ts';
import type { Download, Thing } from '../query/thing.ts';

/** Where this server tells of an IRI: below `/id/` what is below the base, everything else by its IRI. */
export function pageOf(uri: string): string {
  const base = baseIri();
  return uri.startsWith(base) ? `/id/${uri.slice(base.length)}` : `/describe?uri=${encodeURIComponent(uri)}`;
}

/** An address for a browser to go to; none for what would be a script. */
export function safeAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text : undefined;
}

export interface SignpostLink {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
}

/** Formats of a thing beside its page, by the word of `?format=`. */
export const thingFormats = {
  jsonld: 'application/ld+json',
  turtle: 'text/turtle',
  trig: 'application/trig',
  nquads: 'application/n-quads',
  ntriples: 'application/n-triples',
} as const;

/** In a header; the link set has all of them. */
const mostItems = 20;

/** FAIR Signposting (signposting.org/FAIR) of a thing's page. `origin`: of this server. */
export function signposts(origin: string, thing: Thing, downloads: readonly Download[]): readonly SignpostLink[] {
  const page = `${origin}${pageOf(thing.node.uri)}`;
  const ofType = (type: string): string[] =>
    thing.out.filter((edge) => edge.type === type).map(({ other }) => other.uri);
  return [
    { rel: 'cite-as', href: thing.node.uri },
    { rel: 'type', href: `${namespaces.schema}AboutPage` },
    ...thing.labels.flatMap((label) => {
      const iri = entityOf(label)?.iri;
      return iri === undefined ? [] : [{ rel: 'type', href: iri }];
    }),
    ...Object.entries(thingFormats).map(([format, type]) => ({
      rel: 'describedby',
      href: withFormat(page, format),
      type,
    })),
    ...ofType('LICENSE').map((href) => ({ rel: 'license', href })),
    ...ofType('AUTHOR').map((href) => ({ rel: 'author', href })),
    ...downloads.map(({ url, mediaType }) => ({
      rel: 'item',
      href: url,
      ...(mediaType === undefined ? {} : { type: mediaType }),
    })),
  ];
}

export function withFormat(page: string, format: string): string {
  return `${page}${page.includes('?') ? '&' : '?'}format=${format}`;
}

/** The header, and where the rest is when there are many. */
export function linkHeader(links: readonly SignpostLink[], linkset: string): string {
  const items = links.filter(({ rel }) => rel === 'item').slice(0, mostItems);
  const shown = links.filter((link) => link.rel !== 'item' || items.includes(link));
  return [...shown, { rel: 'linkset', href: linkset, type: 'application/linkset+json' }].map(oneLink).join(', ');
}

function oneLink({ href, rel, type }: SignpostLink): string {
  const kind = type === undefined || !/^[\w.+-]+\/[\w.+-]+$/.test(type) ? '' : `; type="${type}"`;
  return `<${encodeURI(href).replaceAll('%25', '%')}>; rel="${rel}"${kind}`;
}

/** RFC 9264. */
export function linksetOf(anchor: string, links: readonly SignpostLink[]): string {
  const relations: Record<string, { href: string; type?: string }[]> = {};
  for (const { rel, href, type } of links) (relations[rel] ??= []).push(type === undefined ? { href } : { href, type });
  return `${JSON.stringify({ linkset: [{ anchor, ...relations }] })}\n`;
}
