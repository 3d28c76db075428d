import { xmlLimits } from '../../extract/xml.ts';

/**
 * Documents made to cost a reader of XML time, memory or secrets; `reads` when nothing is wrong with what is in it, `mends` when
 * a reader that mends reads it: a reference it does not know stays as it is written.
 */
export interface XmlAttack {
  readonly name: string;
  readonly build: () => string;
  readonly reads?: boolean;
  readonly mends?: boolean;
}

const lol = (count: number): string =>
  Array.from({ length: count }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const feed = (content: string): string => `<feed xmlns="http://www.w3.org/2005/Atom">${content}</feed>`;

export const xmlAttacks: readonly XmlAttack[] = [
  {
    name: 'billion laughs',
    build: () => `<!DOCTYPE feed [<!ENTITY l0 "lol">${lol(9)}]>${feed('<title>&l9;</title>')}`,
  },
  {
    name: 'quadratic blow-up',
    build: () =>
      `<!DOCTYPE feed [<!ENTITY a "${'a'.repeat(100_000)}">]>${feed(`<title>${'&a;'.repeat(100_000)}</title>`)}`,
  },
  {
    name: 'external entity',
    build: () => `<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>${feed('<title>&x;</title>')}`,
  },
  {
    name: 'parameter entity',
    build: () =>
      `<!DOCTYPE feed [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>${feed('<title>&fromDtd;</title>')}`,
  },
  { name: 'a type in small letters', build: () => `<!doctype feed [<!ENTITY a "b">]>${feed('<title>&a;</title>')}` },
  { name: 'a type behind a comment', build: () => `<!-- <feed> --><!DOCTYPE feed>${feed('')}` },
  { name: 'an entity nobody declared', build: () => feed('<title>&secret;</title>'), mends: true },
  {
    name: 'an entity called as a member of objects',
    build: () => feed('<title>&constructor;&__proto__;</title>'),
    mends: true,
  },
  { name: 'flood of numeric entities', build: () => feed(`<title>${'&#65;'.repeat(1_000_000)}</title>`) },
  {
    name: 'as many numeric entities as may be',
    build: () => feed(`<a>${'&#x41;'.repeat(xmlLimits.references)}</a>`),
    reads: true,
  },
  { name: 'as many bare ampersands as may be', build: () => feed(`<a>${'& '.repeat(10_000)}</a>`), mends: true },
  { name: 'numeric entity beyond Unicode', build: () => feed('<title>&#x110000;</title>'), mends: true },
  { name: 'numeric entity for a control character', build: () => feed('<title>&#0;</title>'), mends: true },
  { name: 'numeric entity for half a character', build: () => feed('<title>&#xD800;</title>'), mends: true },
  {
    name: '__proto__ as element and attribute',
    build: () => feed('<__proto__ __proto__="x" isAdmin="true"><isAdmin>true</isAdmin></__proto__><constructor/>'),
    reads: true,
  },
  { name: 'an attribute called as a method of objects', build: () => feed('<a hasOwnProperty="1" b="2" c="3"/>') },
  { name: '10,000 elements inside each other', build: () => '<a>'.repeat(10_000) + '</a>'.repeat(10_000) },
  { name: '1,000,000 elements inside each other, not closed', build: () => '<a>'.repeat(1_000_000) },
  {
    name: '100,000 attributes',
    build: () => feed(`<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
  },
  {
    name: 'as many elements as may be',
    build: () => feed('<a>1</a>'.repeat(xmlLimits.tags / 2 - 1)),
    reads: true,
  },
  { name: '4,000,000 elements', build: () => feed('<a/>'.repeat(4_000_000)) },
  { name: '5,000,000 elements', build: () => feed('<a/>'.repeat(5_000_000)) },
  { name: 'a comment that never ends', build: () => `${feed('').slice(0, -7)}<!--${'-'.repeat(1_000_000)}` },
  { name: 'a tag that never ends', build: () => `<feed><${'a'.repeat(500_000)}` },
  { name: 'unmatched closing tags', build: () => `<feed>${'</a>'.repeat(100_000)}` },
  { name: 'opening brackets only', build: () => '<'.repeat(1_000_000) },
  { name: 'a type in UTF-16', build: () => `\uFEFF<\0!\0D\0O\0C\0T\0Y\0P\0E\0 \0a\0>\0` },
  { name: 'too large', build: () => feed(' '.repeat(17 * 2 ** 20)) },
];
