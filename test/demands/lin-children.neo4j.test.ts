import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import { onBothEngines, sandboxOf, type Sandbox } from '../store/engines.ts';
import { replayPath, replayedPages } from '../support/replayed-models.ts';
import { wideWorld } from '../support/nights/family-worlds.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';

if (replayPath === undefined) console.log('skipped: children of recorded models (STEMMA_REPLAY is not set)');

const query = getQuery('lineage/children-by-kind');

/** All pages of the children of one model. */
async function children(store: GraphStore, id: string, limit: number, kind: string | null = null): Promise<Row[][]> {
  const pages: Row[][] = [];
  for (let skip = 0; ; skip += limit) {
    const page = await store.read(query.cypher, bindParameters(query, { id, kind, skip, limit }));
    if (page.length === 0) return pages;
    pages.push(page);
  }
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

onBothEngines('the children of a model', (makeSandbox) => {
  let sandbox: Sandbox;
  let store: GraphStore;
  beforeAll(async () => {
    sandbox = await makeSandbox();
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(wideWorld(30).at(1))));
    store = await openGraph(sandbox.location, 'read');
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('come by kind and page by page, each once, whatever the size of a page', async () => {
    const whole = (await children(store, 'hf:fern/base', 1000)).flat();
    const pages = await children(store, 'hf:fern/base', 7);

    expect(tally(whole.map((row) => String(row['kind'])))).toEqual({
      ADAPTER_OF: 30,
      FINE_TUNED_FROM: 30,
      MERGED_FROM: 1,
      QUANTIZED_FROM: 30,
    });
    expect(pages.flat()).toEqual(whole);
    expect(pages.map((page) => page.length)).toEqual(Array.from({ length: 13 }, () => 7));
  });

  it('of one kind, and of a model that has none', async () => {
    const adapters = (await children(store, 'hf:fern/base', 8, 'ADAPTER_OF')).flat();

    expect(adapters.map((row) => row['id'])).toEqual(
      Array.from({ length: 30 }, (_, at) => `hf:lora/l${String(at).padStart(4, '0')}`),
    );
    expect(await children(store, 'hf:lora/l0000', 8)).toEqual([]);
  });
});

interface RecordedRow {
  readonly id: string;
  readonly tags: readonly string[];
}

const typeOfTag: Readonly<Record<string, string>> = {
  finetune: 'FINE_TUNED_FROM',
  quantized: 'QUANTIZED_FROM',
  adapter: 'ADAPTER_OF',
  merge: 'MERGED_FROM',
};

/** Kind and child by base, from the typed tags alone and by nothing of the product's. */
function countAgain(rows: readonly RecordedRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byBase = new Map<string, Set<string>>();
  for (const { id, tags } of rows) {
    for (const tag of tags) {
      const [, kind = '', base = ''] = /^base_model:(finetune|quantized|adapter|merge):(.+)$/s.exec(tag) ?? [];
      if (kind === '' || base === id) continue;
      const children = byBase.get(base) ?? new Set();
      byBase.set(base, children.add(`${typeOfTag[kind]} hf:${id}`));
    }
  }
  return byBase;
}

describe.skipIf(replayPath === undefined)('the children of the fifty largest families of the recordings', () => {
  it('are those a recount of the tags gives, by kind', { timeout: 180_000 }, async () => {
    const sandbox = await sandboxOf('embedded');
    const pages = await replayedPages(replayPath ?? '', { snapshot: 'day1' });
    const rows = pages.flatMap((page) => JSON.parse(page.toString()) as RecordedRow[]);
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, rows));
    const store = await openGraph(sandbox.location, 'read');
    try {
      const families = [...countAgain(rows)].toSorted(([, a], [, b]) => b.size - a.size).slice(0, 50);
      expect(families[0]?.[1].size).toBeGreaterThan(500);
      for (const [base, expected] of families) {
        const found = (await children(store, `hf:${base}`, 200)).flat().filter((row) => row['kind'] !== 'BASE_MODEL');
        expect(
          found.map((row) => `${String(row['kind'])} ${String(row['id'])}`),
          base,
        ).toEqual([...expected].toSorted());
      }
    } finally {
      await store.close();
      await sandbox.remove();
    }
  });
});
