import { beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/index.ts';
import { readElements } from '../../src/core/run/run-reader.ts';
import type { DiffItem, DiffSummary } from '../../src/query/run-diff/types.ts';
import { replayPath, startReplay } from '../support/replay-server.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: the difference of two recorded days (STEMMA_REPLAY is not set)');

interface Row {
  readonly id: string;
  readonly _id: string;
  readonly tags?: readonly string[];
  readonly gated?: boolean | string;
  readonly downloads?: number;
}

/** What the stored answers of a run say, by immutable id, without the mapper. */
async function rowsOf(dataDir: string, run: string): Promise<ReadonlyMap<string, Row>> {
  const rows = new Map<string, Row>();
  for await (const { bytes, line } of readElements(dataDir, 'huggingface', run, { resources: ['hf_models'] })) {
    const row = JSON.parse(bytes.toString()) as Row;
    if (line.status === 200 && typeof row._id === 'string') rows.set(row._id, row);
  }
  return rows;
}

const licenseTags = ({ tags = [] }: Row): string =>
  tags
    .filter((tag) => tag.startsWith('license:'))
    .toSorted()
    .join(' ');

describe.skipIf(isMissing)('two recorded days, listed to the end', { timeout: 300_000 }, () => {
  const dataDir = tempFolder();
  const runs: string[] = [];
  let diff: DiffSummary & { readonly items: readonly DiffItem[] };

  async function program(...args: readonly string[]) {
    const result = await stemma([...args, '--data-dir', dataDir, '--json', '--no-progress']);
    expect(result.code, result.stderr).toBe(0);
    return json(result);
  }

  beforeAll(async () => {
    for (const snapshot of ['day1', 'day2']) {
      const replay = await startReplay({ snapshot });
      try {
        const args = ['run', 'huggingface', '--all', '--select', 'hf_models', '--data-dir', dataDir, '--json'];
        const result = await stemma(args, { env: { HF_ENDPOINT: replay.urls.hf } });
        expect(result.code, result.stderr).toBe(0);
        runs.push(String(json(result)['run']));
      } finally {
        await replay.close();
      }
    }
    diff = (await program('runs', 'diff', ...runs)) as unknown as typeof diff;
  });

  const ofModels = (kind: string): readonly DiffItem[] =>
    diff.items.filter((item) => item.kind === kind && item.label === 'MLModel');

  it('differ as an independent count of the answers says', async () => {
    const [before, after] = [await rowsOf(dataDir, runs[0] ?? ''), await rowsOf(dataDir, runs[1] ?? '')];
    const both = [...before].flatMap(([key, was]) => {
      const is = after.get(key);
      return is === undefined ? [] : [{ was, is }];
    });
    const idsOf = (rows: Iterable<Row>): string[] => [...rows].map(({ id }) => `hf:${id}`).toSorted();

    expect(
      ofModels('added')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(idsOf([...after.values()].filter(({ _id }) => !before.has(_id))));
    expect(
      ofModels('removed')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(idsOf([...before.values()].filter(({ _id }) => !after.has(_id))));
    expect(
      ofModels('renamed')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(idsOf(both.filter(({ was, is }) => was.id !== is.id).map(({ is }) => is)));
    expect(diff.counters['downloads']).toMatchObject({
      before: both.reduce((sum, { was }) => sum + (was.downloads ?? 0), 0),
      after: both.reduce((sum, { is }) => sum + (is.downloads ?? 0), 0),
    });
    const licensed = diff.items.filter((item) => item.license && item.label === 'MLModel').map(({ id }) => id);
    expect(licensed.toSorted()).toEqual(
      idsOf(both.filter(({ was, is }) => licenseTags(was) !== licenseTags(is)).map(({ is }) => is)),
    );
    const gated = [...ofModels('changed'), ...ofModels('renamed')].filter(({ changes }) =>
      changes.some(({ property }) => property === 'gated'),
    );
    expect(gated.map(({ id }) => id).toSorted()).toEqual(
      idsOf(both.filter(({ was, is }) => String(was.gated ?? false) !== String(is.gated ?? false)).map(({ is }) => is)),
    );
  });

  it('show what was removed as it was before and after', async () => {
    await using graph = await openGraph({ dataDir });
    const [first, second] = await Promise.all(runs.map((run) => endOf(run)));
    for (const { id } of ofModels('removed').slice(0, 20)) {
      expect((await graph.show(id, { at: first ?? '' }))['removed'], id).toBeUndefined();
      expect((await graph.show(id, { at: second ?? '' }))['removed'], id).toBe(true);
    }
    expect(ofModels('removed').length).toBeGreaterThan(0);
  });

  async function endOf(run: string): Promise<string> {
    const { sources } = (await program('runs', 'show', run)) as { sources: { manifest: { endedAt: string } }[] };
    return String(sources[0]?.manifest.endedAt);
  }
});
