import { describe, expect, it } from 'vitest';
import { identify } from '../../extract/huggingface/crawl/identify.ts';
import { References } from '../../extract/huggingface/crawl/references.ts';
import { readElements } from '../../src/core/run/run-reader.ts';
import type { LedgerLine } from '../../src/core/run/types.ts';
import type { StoredRecords } from '../../extract/source.ts';
import { replayPath, startReplay, type ReplayStats } from '../support/replay-server.ts';
import { readStagedRun, type StagedRun } from '../support/staged-run.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: two nights over the recorded Hub (STEMMA_REPLAY is not set)');

interface Night extends StagedRun {
  readonly stats: ReplayStats;
}

/** What the records of a run refer to, those of the selection alone. */
async function referencesOf(dataDir: string, run: string): Promise<References> {
  const elements = (resource: string, isWanted?: (line: LedgerLine) => boolean) =>
    readElements(dataDir, 'huggingface', run, {
      resources: [resource],
      ...(isWanted === undefined ? {} : { isWanted }),
    });
  const stored: StoredRecords = { elements, own: elements, isOwn: true };
  const references = new References();
  await identify({ context: { stored } } as Parameters<typeof identify>[0], references, 0);
  return references;
}

describe.skipIf(isMissing)(
  'two nights over the recorded Hub: all models, ancestors to the end, all seven kinds',
  () => {
    const dataDir = tempFolder();

    async function night(snapshot: string, port: number, ...args: readonly string[]): Promise<[Night, number]> {
      const replay = await startReplay({ snapshot, port, arxivSpacing: '3s' });
      try {
        const all = ['extract', 'huggingface', ...args, '--base-model-iterations', 'all', '--data-dir', dataDir];
        const urls = replay.urls as { readonly hf: string; readonly arxiv: string };
        const env = { HF_ENDPOINT: urls.hf, ARXIV_BASE_URL: urls.arxiv };
        const result = await stemma([...all, '--json', '--no-progress'], { env });
        expect(result.code, result.stderr).toBe(0);
        const report = json(result);
        const staged = await readStagedRun(dataDir, String(report['run']), report);
        return [{ ...staged, stats: replay.stats() }, Number(new URL(urls.hf).port)];
      } finally {
        await replay.close();
      }
    }

    it('ask politely, once, and the second time only for what moved', { timeout: 900_000 }, async () => {
      const [first, port] = await night('day1', 0, '--all');
      const [second] = await night('day2', port, '--since', 'last', '--reconcile');
      const lists = (one: Night) => one.stats.endpoints['hf models list'] ?? { count: 0, ok: 0, bytes: 0 };

      expect(lists(first).count).toBeLessThanOrEqual(17);
      for (const one of [first, second]) {
        expect(one.stats.duplicatePageFetches.total).toBe(0);
        expect(one.stats.arxivSpacingViolations).toBe(0);
        expect(one.stats.quotaViolations).toEqual({});
      }
      const cards = new Map<string, number>();
      for (const { resource, url } of first.lines)
        if (resource === 'hf_model_cards') cards.set(url, (cards.get(url) ?? 0) + 1);
      expect(cards.size).toBeGreaterThan(15_900);
      expect([...cards.values()].filter((count) => count > 1)).toEqual([]);

      // Two of the 1,235 tags that name a dataset, `unknown` and `...`, name none.
      const references = await referencesOf(dataDir, first.run);
      expect(references.size('datasets', 'trainedOn')).toBe(1233);
      expect(references.of('articles').filter(({ id }) => !id.startsWith('doi:'))).toHaveLength(706);

      expect(lists(second).count).toBeLessThanOrEqual(18);
      expect(lists(second).bytes / lists(first).bytes).toBeLessThanOrEqual(0.2);
      const later = (one: Night): number => one.stats.requests - lists(one).count;
      expect(later(second)).toBeLessThanOrEqual(later(first) * 0.1);
      const ids = new Set<string>();
      for await (const { bytes } of readElements(dataDir, 'huggingface', second.run, { resources: ['hf_model_ids'] }))
        ids.add((JSON.parse(Buffer.from(bytes).toString('utf8')) as { id: string }).id);
      expect(ids.size).toBe(15_904 - 748);
      console.info(
        'requests:',
        first.stats.requests,
        second.stats.requests,
        'bytes of lists:',
        lists(first).bytes,
        lists(second).bytes,
      );
    });
  },
);
