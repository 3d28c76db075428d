import { namespaces } from './namespaces.ts';

/** RDF terms as N-Triples, N-Quads, Turtle and TriG all write them, in the canonical form of N-Quads. */

const plainIri =
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)?$/;
/** What no IRI may hold (RFC 3987), private characters and loose percent signs too. */
const forbidden = /[\x20"<>\\^`{|}\p{Cc}\p{Co}\p{Cs}\ufdd0-\ufdef\ufff0-\uffff]|%(?![0-9A-Fa-f]{2})/gu;
const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:(?!\s*$)/;
const address = /^https?:/i;

/** Whether a text can stand as an IRI: it has a scheme and, where it is an address, a host. */
export function isIri(text: string): boolean {
  return absolute.test(text) && (!address.test(text) || URL.canParse(text));
}

/** What an IRI may not hold percent-encoded. */
export function soundIri(iri: string): string {
  return plainIri.test(iri) ? iri : encoded(iri);
}

/** `<…>` */
export function knownIri(iri: string): string {
  return `<${soundIri(iri)}>`;
}

function encoded(iri: string): string {
  const clean = iri.replaceAll(forbidden, percent);
  const fragment = clean.indexOf('#');
  const hash =
    fragment === -1 ? clean : clean.slice(0, fragment + 1) + clean.slice(fragment + 1).replaceAll('#', '%23');
  const host = /^[^:]+:\/\/[^/?#]*/.exec(hash)?.[0] ?? '';
  return host + hash.slice(host.length).replaceAll('[', '%5B').replaceAll(']', '%5D');
}

function percent(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

const special = /["\\\p{Cc}]/u;
const everySpecial = /["\\]|(?![\x80-\x9f])\p{Cc}/gu;
const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

/** `"…"`: a text without a datatype, which is xsd:string. */
export function textLiteral(text: string): string {
  return special.test(text) ? `"${text.replaceAll(everySpecial, escaped)}"` : `"${text}"`;
}

function escaped(character: string): string {
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** `"…"^^<…>` */
export function typedLiteral(lexical: string, datatype: string): string {
  return `${textLiteral(lexical)}^^<${datatype}>`;
}

const localName = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const prefixes = Object.entries(namespaces);

/** A term of a known vocabulary as `prefix:name`, every other IRI in full: for Turtle and TriG. */
export function shortIri(iri: string): string {
  for (const [prefix, namespace] of prefixes) {
    if (!iri.startsWith(namespace)) continue;
    const local = iri.slice(namespace.length);
    return localName.test(local) ? `${prefix}:${local}` : knownIri(iri);
  }
  return knownIri(iri);
}

/** `@prefix` lines of the vocabularies whose prefix stands in the text; all without one. */
export function prefixLines(text?: string): string {
  const used = prefixes.filter(([prefix]) => text === undefined || new RegExp(`(?<![\\w<])${prefix}:`).test(text));
  return used.map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`).join('');
}
