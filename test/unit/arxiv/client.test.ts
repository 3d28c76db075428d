import { describe, expect, it } from 'vitest';
import {
  type ArticleAnswer,
  fetchArticles,
  type FetchedArticles,
  type MissedArticle,
} from '../../../extract/arxiv/client.ts';
import { planBatches, queryUrl } from '../../../extract/arxiv/query.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { articleAnswer, atomEntry, atomError, atomFeed } from '../../support/atom-feeds.ts';

interface Scene {
  readonly result: FetchedArticles;
  readonly asked: readonly (readonly string[])[];
  readonly kept: readonly string[];
  readonly misses: readonly string[];
  readonly slept: readonly number[];
}

type Server = (ids: readonly string[], request: number) => { status?: number; body: string; stored?: boolean };

/** arXiv as a function of the ids asked for and the number of the request. */
async function scene(ids: Iterable<string>, server: Server, more: { batchSize?: number } = {}): Promise<Scene> {
  const asked: (readonly string[])[] = [];
  const kept: string[] = [];
  const misses: MissedArticle[] = [];
  const slept: number[] = [];
  const ask = async (url: string): Promise<ArticleAnswer> => {
    const batch = (new URL(url).searchParams.get('id_list') ?? '').split(',');
    asked.push(batch);
    const { status = 200, body, stored } = server(batch, asked.length);
    const answer = articleAnswer(status, body, kept, batch.join(','));
    return stored === undefined ? answer : { ...answer, stored };
  };
  const result = await fetchArticles(ids, {
    ask,
    miss: async (missed) => void misses.push(missed),
    signal: new AbortController().signal,
    clock: { sleep: async (ms) => void slept.push(ms) },
    ...more,
  });
  return { result, asked, kept, misses: misses.map(({ id, kind }) => `${kind} ${id}`), slept };
}

const full: Server = (ids) => ({ body: atomFeed(ids.map((id) => atomEntry(`${id}v2`))) });
const papers = Array.from({ length: 250 }, (_, i) => `2106.${String(i + 1).padStart(5, '0')}`);

describe('requests', () => {
  it('name each paper once, without version, a hundred at a time, by code point, with room for all answers', async () => {
    const { asked, result } = await scene([...papers].reverse().concat('2106.00001v3', 'arXiv:2106.00001'), full);
    expect(asked.map((batch) => batch.length)).toEqual([100, 100, 50]);
    expect(asked.flat()).toEqual(papers);
    expect(result).toEqual({ found: papers, missed: 0 });
    expect(queryUrl('https://export.arxiv.org', ['2106.09685', 'math/0309136'])).toBe(
      'https://export.arxiv.org/api/query?id_list=2106.09685,math/0309136&max_results=2',
    );
  });

  it.each([
    'http://127.0.0.1:8787/arxiv',
    'http://127.0.0.1:8787/arxiv/',
    'http://127.0.0.1:8787/arxiv/api',
    'http://127.0.0.1:8787/arxiv/api/query',
  ])('go to %s', (base) => {
    expect(queryUrl(base, ['2106.09685'])).toBe(
      'http://127.0.0.1:8787/arxiv/api/query?id_list=2106.09685&max_results=1',
    );
  });

  it('are the same for the same papers in any order', () => {
    expect(planBatches(new Set(papers.slice().reverse()), 30)).toEqual(planBatches(papers, 30));
    expect(planBatches([])).toEqual([]);
  });

  it('are not made for numbers arXiv cannot have', async () => {
    const { asked, misses } = await scene(['2113.00001', 'abc', '2106.00001'], full);
    expect(asked).toEqual([['2106.00001']]);
    expect(misses).toEqual(['malformed 2113.00001', 'malformed abc']);
  });
});

describe('an answer', () => {
  it('is matched by id and not by position; what it leaves out is missing', async () => {
    const unknown = papers[1] ?? '';
    const server: Server = (ids) => ({
      body: atomFeed(
        ids
          .filter((id) => id !== unknown)
          .map((id) => atomEntry(`${id}v1`))
          .reverse(),
      ),
    });
    const { result, misses, asked } = await scene(papers.slice(0, 50), server);
    expect(asked).toHaveLength(1);
    expect(result.found).toHaveLength(49);
    expect(misses).toEqual([`missing ${unknown}`]);
  });

  it('may name an old paper by its archive alone', async () => {
    const { result } = await scene(['math.GT/0309136v2'], () => ({ body: atomFeed([atomEntry('math/0309136v2')]) }));
    expect(result).toEqual({ found: ['math/0309136'], missed: 0 });
  });

  it('that is empty is asked for again, and only the full one is kept', async () => {
    const server: Server = (ids, request) => (request < 3 ? { body: atomFeed([]) } : full(ids, request));
    const { result, asked, kept, slept } = await scene(papers.slice(0, 5), server);
    expect(asked).toHaveLength(3);
    expect(slept).toEqual([3_000, 12_000]);
    expect(kept).toHaveLength(1);
    expect(result.found).toHaveLength(5);
  });

  it('that stays empty ends it: the papers are missing', async () => {
    const { misses, asked, kept } = await scene(papers.slice(0, 2), () => ({ body: atomFeed([]) }));
    expect(asked).toHaveLength(3);
    expect(kept).toHaveLength(1);
    expect(misses).toEqual(['missing 2106.00001', 'missing 2106.00002']);
  });

  it('that is empty and stored already is not asked for again', async () => {
    const { asked, slept } = await scene(papers.slice(0, 2), () => ({ body: atomFeed([]), stored: true }));
    expect([asked.length, slept.length]).toEqual([1, 0]);
  });

  it('with fewer papers than it says is asked for again; what is left then has failed and is not missing', async () => {
    const server: Server = ([first = '']) => ({ body: atomFeed([atomEntry(first)], 2) });
    const { asked, misses, result } = await scene(papers.slice(0, 2), server);
    expect(asked).toHaveLength(3);
    expect(result.found).toEqual(['2106.00001']);
    expect(misses).toEqual(['failed 2106.00002']);
  });
});

describe('an id that arXiv refuses', () => {
  const bad = '2106.00017';

  it.each([400, 200])('costs itself and not its batch, with status %i', async (status) => {
    const server: Server = (ids, request) =>
      ids.includes(bad) ? { status, body: atomError(`incorrect id format for ${bad}`) } : full(ids, request);
    const { result, misses, asked, kept } = await scene(papers.slice(0, 50), server);
    expect(asked.map((batch) => batch.length)).toEqual([50, 49]);
    expect(kept).toHaveLength(2);
    expect(result.found).toHaveLength(49);
    expect(misses).toEqual([`malformed ${bad}`]);
  });

  it('is found by halves when arXiv does not name it', async () => {
    const server: Server = (ids, request) =>
      ids.includes(bad) ? { status: 400, body: atomError('something is wrong') } : full(ids, request);
    const { result, misses, asked } = await scene(papers.slice(0, 50), server);
    expect(result.found).toHaveLength(49);
    expect(misses).toEqual([`malformed ${bad}`]);
    expect(asked.length).toBeLessThanOrEqual(14);
  });
});

describe('an answer that cannot be read', () => {
  it('costs the paper it hangs on, and no other', async () => {
    const poison = papers[30] ?? '';
    const server: Server = (ids, request) =>
      ids.includes(poison) ? { body: '<!DOCTYPE feed><feed/>' } : full(ids, request);
    const { result, misses } = await scene(papers.slice(0, 40), server);
    expect(result.found).toHaveLength(39);
    expect(misses).toEqual([`failed ${poison}`]);
  });

  it('because it is too much, is asked for by halves at once', async () => {
    const many = `<author><name>A</name></author>`.repeat(4_000);
    const server: Server = (ids) => ({ body: atomFeed(ids.map((id) => atomEntry(`${id}v1`, many))) });
    const { result, asked, slept } = await scene(papers.slice(0, 8), server);
    expect(result.found).toHaveLength(8);
    expect(slept).toEqual([]);
    expect(asked.map((batch) => batch.length)).toEqual([8, 4, 2, 2, 4, 2, 2]);
  });

  it('again and again, ends it within some requests, and the rest is missed', async () => {
    const { asked, misses } = await scene(papers, () => ({ body: '<html><body>Sorry</body></html>' }));
    expect(misses).toHaveLength(250);
    expect(asked.length).toBeLessThan(40);
  });

  it.each([403, 404, 410])('with status %i fails its batch', async (status) => {
    const server: Server = (ids, request) => (request === 1 ? { status, body: 'no' } : full(ids, request));
    const { result, misses, asked } = await scene(papers, server);
    expect(asked).toHaveLength(3);
    expect(misses).toHaveLength(100);
    expect(result.found).toHaveLength(150);
  });
});

describe('a request that fails', () => {
  it('fails its batch alone', async () => {
    const server: Server = (ids, request) => {
      if (request === 2) throw new StemmaError('STEMMA_NETWORK', 'export.arxiv.org did not answer');
      return full(ids, request);
    };
    const { result, misses } = await scene(papers, server);
    expect(result.found).toHaveLength(150);
    expect(misses).toHaveLength(100);
  });

  it('three times in a row, ends it', async () => {
    const { asked, misses } = await scene(
      papers,
      () => {
        throw new StemmaError('STEMMA_HTTP', 'export.arxiv.org answers with 500');
      },
      { batchSize: 10 },
    );
    expect(asked).toHaveLength(3);
    expect(misses).toHaveLength(250);
  });

  it.each(['STEMMA_RATE_LIMIT', 'STEMMA_CANCELLED', 'STEMMA_DISK'] as const)('with %s, stops the run', async (code) => {
    const failing = scene(papers, () => {
      throw new StemmaError(code, 'so it is');
    });
    await expect(failing).rejects.toMatchObject({ code });
  });
});
