import { beforeAll, describe, expect, it } from 'vitest';
import { fetchArticles, type MissedArticle } from '../../extract/arxiv/client.ts';
import { readFeed } from '../../extract/arxiv/atom.ts';
import { mapArticles } from '../../extract/arxiv/map.ts';
import { readAnswer } from '../../extract/arxiv/query.ts';
import { map } from '../../extract/huggingface/map.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { mapInput } from '../support/map-input.ts';
import { realdata, recordedFiles } from '../support/realdata.ts';
import { replayedPages, replayPath } from '../support/replayed-models.ts';
import { startReplay } from '../support/replay-server.ts';

if (realdata === undefined) console.info('skipped: recorded answers of arXiv (STEMMA_REALDATA is not set)');
if (replayPath === undefined) console.info('skipped: papers of recorded models (STEMMA_REPLAY is not set)');

const files = recordedFiles('arxiv/atom.tar.gz');

describe.skipIf(realdata === undefined)('recorded answers of arXiv', () => {
  it('are ten, one of them an error, and every one is read', () => {
    expect(files.size).toBe(10);
    const kinds = [...files].map(([name, body]) => readAnswer(Number(/\.(\d+)\.xml$/.exec(name)?.[1]), body).kind);
    expect(kinds.filter((kind) => kind === 'page')).toHaveLength(9);
    expect(kinds.filter((kind) => kind === 'refused')).toHaveLength(1);
  });

  it.each([...files])('%s: as many papers as entries counted in its text, each value at its place', (_name, bytes) => {
    const text = bytes.toString();
    const addresses = [...text.matchAll(/<id>http:\/\/arxiv\.org\/abs\/([^<]+?)v\d+<\/id>/g)].map(
      ([, id]) => `arxiv:${id}`,
    );
    const { entities, issues } = mapArticles({ bytes });
    expect(entities.map(({ id }) => id)).toEqual(addresses);
    expect(issues).toHaveLength(text.includes('<title>Error</title>') ? 1 : 0);
    const names = [...text.matchAll(/<name>([^<]*)<\/name>/g)].length - issues.length;
    expect(entities.flatMap((entity) => entity['authorNames'] as string[])).toHaveLength(names);
    for (const { property, value, pointer } of entities.flatMap((entity) => entity.evidence)) {
      const range = rangeAt(bytes, pointer);
      const element = bytes.toString('utf8', range?.offset, (range?.offset ?? 0) + (range?.length ?? 0));
      expect(element).toMatch(/^<[^]*>$/);
      if (property === 'authorNames') expect(element).toBe(`<name>${String(value)}</name>`);
    }
  });

  it('hold papers whose facts were looked up by eye', () => {
    const papers = new Map(
      [...files.values()].flatMap((bytes) => mapArticles({ bytes }).entities.map((entity) => [entity.id, entity])),
    );
    expect(papers.get('arxiv:quant-ph/0201082')).toMatchObject({
      '@id': 'https://doi.org/10.48550/arxiv.quant-ph/0201082',
      authorNames: ['Stephen Blaha'],
      version: 'v1',
      datePublished: '2002-01-18T15:08:05Z',
      primaryCategory: 'quant-ph',
      keywords: ['cs.PL', 'quant-ph'],
      authorComment: '32 pages',
    });
    expect(papers.get('arxiv:2202.12139')).toMatchObject({
      sameAs: ['https://doi.org/10.1109/icstw55395.2022.00035'],
      primaryCategory: 'cs.SE',
      authorNames: ['Mohit Kumar Ahuja', 'Arnaud Gotlieb', 'Helge Spieker'],
    });
    const authors = papers.get('arxiv:1707.08567')?.['authorNames'] as readonly string[] | undefined;
    expect([authors?.length, authors?.[0], authors?.[33]]).toEqual([
      34,
      'Kees A. Schouhamer Immink',
      'Hirosuke Yamamoto',
    ]);
    expect(papers.get('arxiv:cs/0503050')?.['url']).toBe('https://arxiv.org/abs/cs/0503050');
  });

  it('count themselves rightly where they have no more pages', () => {
    const empty = [...files].find(([name]) => name.includes('0000.0000'))?.[1] ?? Buffer.of();
    expect(readFeed(empty)).toEqual({ entries: [], total: 0 });
    expect(readAnswer(200, empty)).toEqual({ kind: 'page', found: new Set(), cut: 0 });
  });
});

describe.skipIf(replayPath === undefined)('papers that 15,904 recorded models refer to', () => {
  let cited: ReadonlySet<string> = new Set();

  beforeAll(async () => {
    const pages = await replayedPages(replayPath ?? '', { snapshot: 'day1' });
    const ids = new Set<string>();
    for (const page of pages) {
      for (const row of JSON.parse(page.toString()) as unknown[]) {
        const [model] = map(mapInput(JSON.stringify(row))).entities;
        for (const iri of (model?.['citation'] ?? []) as string[]) {
          const id = /^https:\/\/doi\.org\/10\.48550\/arxiv\.(.+)$/.exec(iri)?.[1];
          if (id !== undefined) ids.add(id);
        }
      }
    }
    cited = ids;
  });

  it('are 706, come in eight requests one after the other, and are all described', async () => {
    expect(cited.size).toBe(706);
    const replay = await startReplay({ arxivSpacing: 20 });
    const bodies: Buffer[] = [];
    const missed: MissedArticle[] = [];
    try {
      const result = await fetchArticles(cited, {
        baseUrl: replay.urls.arxiv,
        ask: async (url) => {
          await new Promise((resolve) => setTimeout(resolve, 25));
          const response = await fetch(url);
          const body = Buffer.from(await response.arrayBuffer());
          return { status: response.status, attempts: 1, body, keep: async () => void bodies.push(body) };
        },
        miss: async (one) => void missed.push(one),
        signal: AbortSignal.timeout(30_000),
      });
      expect(result).toEqual({ found: [...cited].sort(), missed: 0 });
    } finally {
      await replay.close();
    }
    expect(missed).toEqual([]);
    expect(bodies).toHaveLength(8);
    const described = bodies.flatMap((bytes) => mapArticles({ bytes }).entities.map(({ id }) => id));
    expect(new Set(described)).toEqual(new Set([...cited].map((id) => `arxiv:${id}`)));
  });
});
