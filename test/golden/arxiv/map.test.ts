import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mapArticles } from '../../../extract/arxiv/map.ts';
import { rangeAt } from '../../../src/core/locate.ts';
import { expectGolden } from '../../support/golden.ts';

describe('an answer of arXiv', () => {
  it('is mapped so', () => {
    const bytes = readFileSync(new URL('papers.input.xml', import.meta.url));
    const result = mapArticles({ bytes });
    for (const { pointer } of result.entities.flatMap((entity) => entity.evidence)) {
      const range = rangeAt(bytes, pointer);
      expect(range === undefined ? '' : bytes.toString('utf8', range.offset, range.offset + range.length)).toMatch(
        /^<[^]*>$/,
      );
    }
    expectGolden(new URL('papers.expected.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  });
});
