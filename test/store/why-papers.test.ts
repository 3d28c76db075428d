import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad, openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { mapRun } from '../../src/pipeline/map.ts';
import { why, type WhyItem } from '../../src/query/why.ts';
import { create, run, storeAll } from '../support/run-folder.ts';

let dataDir = '';
let store: GraphStore;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-papers-'));
  const feed = await readFile(new URL('../golden/arxiv/papers.input.xml', import.meta.url), 'utf8');
  const model = { id: 'acme/child', tags: ['arxiv:2106.00001v1', 'moe'], pipeline_tag: 'translation' };
  const tasks = { translation: { id: 'translation', label: 'Translation', summary: 'Saying it otherwise.' } };
  const tags = { other: [{ id: 'moe', label: 'Mixture of Experts', type: 'other' }] };
  const writer = await create(dataDir);
  await storeAll(writer, [
    { resource: 'hf_models', path: 'api/models?limit=1', body: JSON.stringify([model]) },
    { resource: 'tasks', path: 'api/tasks', body: JSON.stringify(tasks) },
    { resource: 'keywords', path: 'api/models-tags-by-type?type=other', body: JSON.stringify(tags) },
    { resource: 'arxiv_articles', path: 'api/query', body: feed, mediaType: 'application/atom+xml; charset=utf-8' },
  ]);
  await writer.finish();
  const signal = new AbortController().signal;
  await mapRun({ dataDir, run, sources: [huggingface], inputs: {}, progress: silentProgress, signal });
  const target = await openForLoad({ dataDir, neo4j: {} });
  await loadRun({ target, dataDir, run });
  await target.publish();
  store = await openGraph({ dataDir, neo4j: {} });
});
afterAll(async () => {
  await store.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function itemsOf(id: string, property?: string): Promise<readonly WhyItem[]> {
  return (await why(store, id, { dataDir, ...(property === undefined ? {} : { property }) })).items;
}

describe('a paper in the graph', () => {
  it('is what the model cites, whatever version that names, and is described', async () => {
    const rows = await store.read(
      "MATCH (m:MLModel {id: 'hf:acme/child'})-[:CITATION]->(p:ScholarlyArticle) RETURN p.id AS id, p.name AS name, p.resolved AS resolved, p.authorNames AS authors",
      {},
    );
    expect(rows).toEqual([
      {
        id: 'arxiv:2106.00001',
        name: 'Low <rank> & cafés, 😀 and a < b',
        resolved: true,
        authors: ['Zoë Zebra', 'Ann Ant', 'Zoë Zebra'],
      },
    ]);
  });

  it('has each value at its bytes of the Atom answer, where it is found again', async () => {
    const items = await itemsOf('arxiv:2106.00001');
    expect(items.length).toBeGreaterThan(12);
    expect(items.filter((item) => !item.verified)).toEqual([]);
    expect(items.every((item) => item.pointer?.startsWith('bytes=') === true)).toBe(true);
    const [comment] = await itemsOf('arxiv:2106.00001', 'authorComment');
    expect(comment?.raw).toBe('<arxiv:comment>12 pages, 3 figures</arxiv:comment>');
  });
});

describe('a term in the graph', () => {
  it('has the label and the text of the Hub, each found again', async () => {
    const items = await itemsOf('term:hf-task/translation');
    expect(items.filter((item) => !item.verified)).toEqual([]);
    expect(items.find((item) => item.property === 'description')?.value).toBe('Saying it otherwise.');
  });

  it('is joined to models by the word itself', async () => {
    const rows = await store.read(
      "MATCH (t:DefinedTerm {id: 'term:hf-tag/moe'}) MATCH (m:MLModel) WHERE t.termCode IN m.keywords RETURN m.id AS id, t.alternateName AS labels",
      {},
    );
    expect(rows).toEqual([{ id: 'hf:acme/child', labels: ['Mixture of Experts'] }]);
  });
});
