import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFeed } from '../../extract/arxiv/atom.ts';
import { arxivIdIn, arxivIdOf, arxivIdText } from '../../extract/arxiv/ids.ts';
import { mapArticles } from '../../extract/arxiv/map.ts';
import { planBatches, readAnswer } from '../../extract/arxiv/query.ts';
import { readXml } from '../../extract/xml.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { identify, mintArxivPaper } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Text that XML can hold. */
const words = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' '));
const number = fc.constantFrom('2106.00001v3', '2106.00002', 'math/0309136v2', 'math.GT/0309136', 'abc', '2113.00001');
const address = fc.oneof(
  number.map((id) => `http://arxiv.org/abs/${id}`),
  words,
  fc.constant('https://arxiv.org/api/errors#incorrect_id_format_for_abc'),
);
const element = fc
  .tuple(
    fc.constantFrom(
      'title',
      'summary',
      'published',
      'arxiv:comment',
      'arxiv:doi',
      'author',
      'name',
      'odd',
      '__proto__',
    ),
    fc.oneof(words, fc.constant('2021-06-17T17:37:18Z'), fc.constant('10.1000/1')),
  )
  .map(([name, text]) => `<${name} term="${escape(text).replaceAll('"', '&quot;')}">${escape(text)}</${name}>`);
const entry = fc
  .tuple(address, fc.array(element, { maxLength: 6 }))
  .map(([id, more]) => `<entry><id>${escape(id)}</id>${more.join('\n')}</entry>`);
const feed = fc
  .array(entry, { maxLength: 5 })
  .map(
    (entries) =>
      `<?xml version="1.0"?><!-- é --><feed xmlns="http://www.w3.org/2005/Atom">é${entries.join('\n')}</feed>`,
  );
/** Feeds, feeds cut anywhere, feeds with wrong bytes in them, and no feeds at all. */
const body = fc.oneof(
  feed.map((text) => Buffer.from(text)),
  fc.tuple(feed, fc.nat(2000)).map(([text, at]) => Buffer.from(text).subarray(0, at)),
  fc.tuple(feed, fc.nat(2000), fc.nat(255)).map(([text, at, byte]) => {
    const bytes = Buffer.from(text);
    if (at < bytes.length) bytes[at] = byte;
    return bytes;
  }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);

describe('arXiv answers', () => {
  it('of any bytes give papers or a reason, which can be written and read', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(200, 400, 404), (bytes, status) => {
        const { entities, issues } = mapArticles({ bytes });
        for (const one of [...entities, ...issues]) {
          expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
        }
        for (const entity of entities) expect(contentHashOf(entity)).toMatch(/^[0-9a-f]{64}$/);
        expect(['page', 'refused', 'unreadable']).toContain(readAnswer(status, bytes).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('give each paper once, each value with its element', () => {
    fc.assert(
      fc.property(feed, (text) => {
        const bytes = Buffer.from(text);
        const { entities } = mapArticles({ bytes });
        expect(new Set(entities.map((one) => one['@id'])).size).toBe(entities.length);
        for (const entity of entities) {
          expect(identify(entity['@id'])).toMatchObject({ id: entity.id, label: 'ScholarlyArticle' });
          for (const { property, value, pointer } of entity.evidence) {
            const range = rangeAt(bytes, pointer);
            expect(bytes.toString('utf8', range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).toMatch(
              /^<(\S+)[^]*<\/\1>$/,
            );
            expect([entity[property]].flat()).toContain(value);
            expect(propertyOf('ScholarlyArticle', property)?.many === true).toBe(Array.isArray(entity[property]));
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep every text that XML can hold, but for its white space', () => {
    fc.assert(
      fc.property(words, words, (title, summary) => {
        const text = `<feed><entry><id>http://arxiv.org/abs/2106.00001</id><title>${escape(title)}</title><summary><![CDATA[${summary.replaceAll(']]>', '')}]]></summary></entry></feed>`;
        const read = readFeed(Buffer.from(text));
        const [found] = 'problem' in read ? [] : read.entries;
        const plain = (words: string): string => words.replaceAll(/\s+/g, ' ').trim();
        expect(found?.title?.text ?? '').toBe(plain(title));
        expect(found?.summary?.text ?? '').toBe(plain(summary.replaceAll(']]>', '')));
      }),
    );
  });
});

describe('XML', () => {
  it('gives elements inside each other and behind each other, all of it in the root', () => {
    fc.assert(
      fc.property(feed, (text) => {
        const bytes = Buffer.from(text);
        const root = readXml(bytes);
        if ('problem' in root) throw new Error(root.problem);
        expect(bytes.toString('utf8', root.range.offset).startsWith('<feed')).toBe(true);
        expect(root.range.offset + root.range.length).toBe(bytes.length);
        let at = root.range.offset;
        for (const { range } of root.children) {
          expect(range.offset).toBeGreaterThan(at);
          at = range.offset + range.length - 1;
        }
        expect(at).toBeLessThan(bytes.length);
      }),
    );
  });
});

describe('arXiv ids', () => {
  it('of any text are none or one that reads as itself', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.stringMatching(/^(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d{1,2})?$/),
      fc.stringMatching(/^(?:cs|math\.GT|hep-th|quant-ph)\/\d{7}(?:v\d)?$/),
      fc.stringMatching(/^https:\/\/arxiv\.org\/(?:abs|pdf)\/\d{4}\.\d{5}(?:\.pdf)?$/),
    );
    fc.assert(
      fc.property(text, (words) => {
        const found = arxivIdIn(words);
        if (found === undefined) return;
        expect(arxivIdOf(arxivIdText(found))).toEqual(found);
        expect(identify(mintArxivPaper(found.id))?.id).toBe(`arxiv:${found.id}`);
        expect(mintArxivPaper(arxivIdText(found))).toBe(mintArxivPaper(found.id));
      }),
      { numRuns: 5000 },
    );
  });

  it('go into batches each once, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 100 }), (ids, size) => {
        const batches = planBatches(ids, size);
        expect(planBatches([...ids].reverse(), size)).toEqual(batches);
        expect(new Set(batches.flat())).toEqual(new Set(ids));
        expect(batches.flat()).toHaveLength(new Set(ids).size);
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(size);
      }),
    );
  });
});
