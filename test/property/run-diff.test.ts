import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mintModel, mintSpdx } from '../../ontology/iri.ts';
import { runDiff } from '../../src/query/run-diff/run-diff.ts';
import type { DiffItem } from '../../src/query/run-diff/types.ts';
import { writePresenceRun } from '../support/presence-run.ts';

const runs = { a: '2026-08-20_01-00-00_00000001', b: '2026-08-21_01-00-00_00000002' } as const;

interface State {
  readonly license: string;
  readonly bases: readonly number[];
  readonly gated: boolean;
  readonly downloads: number;
  /** Only its id is listed. */
  readonly isUntold: boolean;
}

/** One thing in both runs; renamed between them or not. */
interface Story {
  readonly a: State | null;
  readonly b: State | null;
  readonly isRenamed: boolean;
}

const state: fc.Arbitrary<State> = fc.record({
  license: fc.constantFrom('MIT', 'Apache-2.0'),
  bases: fc.uniqueArray(fc.nat(3), { maxLength: 2 }),
  gated: fc.boolean(),
  downloads: fc.nat(5),
  isUntold: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const story = fc.record({
  a: fc.option(state, { freq: 5 }),
  b: fc.option(state, { freq: 5 }),
  isRenamed: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
});
const world = fc.record({
  stories: fc.array(story, { minLength: 1, maxLength: 14 }),
  complete: fc.record({ a: fc.boolean(), b: fc.boolean() }),
});
type World = { readonly stories: readonly Story[]; readonly complete: { readonly a: boolean; readonly b: boolean } };

const nameOf = (at: number, side: 'a' | 'b', { isRenamed }: Story): string =>
  `moss/m${at}${side === 'b' && isRenamed ? '-new' : ''}`;
const idOf = (at: number): string => `66f0${String(at).padStart(20, '0')}`;
const baseOf = (base: number): string => mintModel(`root/r${base}`);

async function write(dataDir: string, side: 'a' | 'b', { stories, complete }: World): Promise<void> {
  const present = stories.flatMap((one, at) => {
    const held = one[side];
    return held === null ? [] : [{ at, held, name: nameOf(at, side, one) }];
  });
  await writePresenceRun({
    dataDir,
    run: runs[side],
    listed: present.map(({ at, name }) => [name, idOf(at)] as const),
    isComplete: complete[side],
    models: present
      .filter(({ held }) => !held.isUntold)
      .map(({ at, held, name }) => ({
        hubId: name,
        values: { sourceId: idOf(at), gated: String(held.gated), downloads: held.downloads },
        references: { license: [mintSpdx(held.license)], fineTunedFrom: held.bases.map(baseOf) },
      })),
  });
}

/** The same counted from the stories, without a look at any file. */
function recount({ stories, complete }: World) {
  const counts = {
    added: 0,
    removed: 0,
    renamed: 0,
    changed: 0,
    unchanged: 0,
    held: 0,
    onlyInA: 0,
    onlyInB: 0,
    seen: 0,
  };
  const edges = { gained: 0, lost: 0 };
  const downloads = { things: 0, before: 0, after: 0 };
  let [licenses, gone, shown] = [0, 0, 0];
  for (const { a, b, isRenamed } of stories) {
    if (a !== null && b !== null && !isRenamed) shown += 1;
    if (a === null && b === null) continue;
    if (a === null) counts[complete.a ? 'added' : 'onlyInB'] += 1;
    else if (b === null) {
      if (complete.b) gone += 1;
      else counts.onlyInA += 1;
    } else {
      const areTold = !a.isUntold && !b.isUntold;
      const moved = {
        gained: areTold ? b.bases.filter((base) => !a.bases.includes(base)).length : 0,
        lost: areTold ? a.bases.filter((base) => !b.bases.includes(base)).length : 0,
      };
      const isOther = areTold && (moved.gained + moved.lost > 0 || a.license !== b.license || a.gated !== b.gated);
      edges.gained += moved.gained;
      edges.lost += moved.lost;
      if (areTold && a.license !== b.license) licenses += 1;
      if (areTold) {
        downloads.things += 1;
        downloads.before += a.downloads;
        downloads.after += b.downloads;
      }
      if (isRenamed) counts.renamed += 1;
      else if (!areTold) counts.seen += 1;
      else counts[isOther ? 'changed' : 'unchanged'] += 1;
    }
  }
  counts[shown >= 0.6 * (shown + gone) ? 'removed' : 'held'] += gone;
  return { counts, edges, downloads, licenses };
}

it('counts what two runs tell otherwise as the stories behind them do, whatever the size of the parts', async () => {
  await fc.assert(
    fc.asyncProperty(world, fc.constantFrom(600, 1e6), async (told, partBytes) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'stemma-run-diff-'));
      try {
        for (const side of ['a', 'b'] as const) await write(dataDir, side, told);
        const diff = await runDiff(runs.a, runs.b, { dataDir, partBytes });
        const items: DiffItem[] = [];
        for await (const item of diff.items()) items.push(item);
        await diff.close();
        const { counts, edges, licenses, counters } = diff.summary;
        const expected = recount(told);

        const none = Object.fromEntries(Object.keys(expected.counts).map((name) => [name, 0]));
        expect({ ...none, ...counts['MLModel'] }).toMatchObject(expected.counts);
        expect(edges['FINE_TUNED_FROM'] ?? { gained: 0, lost: 0 }).toEqual(expected.edges);
        expect(licenses).toBe(expected.licenses);
        expect(counters['downloads'] ?? { things: 0, before: 0, after: 0 }).toMatchObject(expected.downloads);
        for (const kind of ['added', 'removed', 'renamed', 'changed'] as const)
          expect(items.filter((item) => item.kind === kind).length, kind).toBe(expected.counts[kind]);
        expect(items.map(({ uri }) => uri)).toEqual(items.map(({ uri }) => uri).toSorted());
      } finally {
        await rm(dataDir, { recursive: true, force: true });
      }
    }),
    { numRuns: 25 },
  );
});
