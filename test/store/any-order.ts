import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withLines, accountsStatement, type AccountRow } from '../../src/query/past/told-accounts.ts';
import { identify, mintModel } from '../../ontology/iri.ts';
import { loadInAnyOrder } from '../support/any-order.ts';
import type { GraphStore } from '../../graph/store.ts';
import { lineageAt } from '../../src/query/lineage-at.ts';
import { parseInstant } from '../../src/query/past/instant.ts';
import { showAt } from '../../src/query/show-at.ts';
import {
  baseOf,
  bases,
  type Edit,
  editHistory,
  type Final,
  naiveReplay,
  type Replayed,
  sources,
  type State,
  thingOf,
  timeOfEdit,
  writeEdit,
} from '../support/edit-history.ts';
import { dump, onBothEngines, reading, sandboxOf, type EngineName, type Sandbox } from './engines.ts';

export interface AnyOrder {
  readonly cases: Readonly<Record<EngineName, number>>;
  readonly runs: number;
  readonly things: number;
}

type Numbered = number | bigint;

async function stateOf(sandbox: Sandbox, things: number): Promise<Final> {
  const uris = Array.from({ length: things }, (_, index) => mintModel(thingOf(index)));
  const thingBy = new Map(uris.map((uri, index) => [uri, thingOf(index)]));
  return reading(sandbox, async (store) => {
    const rows = await store.read<AccountRow>(accountsStatement, { uris });
    const told = await withLines(sandbox.dataDir, rows);
    const nodes = await store.read<{ uri: string; gated: string; removed: boolean | null; downloads: Numbered }>(
      'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) RETURN n.uri AS uri, n.gated AS gated, n.removed AS removed, n.downloads AS downloads',
      { uris },
    );
    const edges = await store.read<{ uri: string; base: string }>(
      'UNWIND $uris AS uri MATCH (n:Resource {uri: uri})-[:FINE_TUNED_FROM]->(b) RETURN n.uri AS uri, b.uri AS base ORDER BY uri, base',
      { uris },
    );
    const basesOf = (uri: string): string[] => edges.filter((edge) => edge.uri === uri).map(({ base }) => nameOf(base));
    return {
      intervals: told.map(({ uri, source, from, to, line }) => ({
        thing: thingBy.get(uri) ?? uri,
        source,
        gated: String(line['gated']),
        bases: namesOf(line['fineTunedFrom']),
        from,
        to,
      })),
      things: new Map(
        nodes.map(({ uri, gated, removed, downloads }) => [
          thingBy.get(uri) ?? uri,
          { gated, removed: removed === true, bases: basesOf(uri), downloads: Number(downloads) },
        ]),
      ),
    };
  });
}

const nameOf = (uri: string): string => identify(uri)?.id.replace(/^hf:/, '') ?? uri;
const namesOf = (uris: unknown): string[] => [uris ?? []].flat().map((uri) => nameOf(String(uri)));

/** Of some things, and of what came of the bases, at the moment of each run and just before it: asked as a user asks. */
async function expectPast(sandbox: Sandbox, { nights }: Replayed, asked: readonly number[]): Promise<void> {
  await reading(sandbox, async (store) => {
    for (const night of nights.keys()) {
      const moment = timeOfEdit(night);
      const before = new Date(Date.parse(moment) - 1).toISOString();
      await expectAt({ store, dataDir: sandbox.dataDir }, before, nights[night - 1], asked);
      await expectAt({ store, dataDir: sandbox.dataDir }, moment, nights[night], asked);
    }
  });
}

async function expectAt(
  { store, dataDir }: { readonly store: GraphStore; readonly dataDir: string },
  moment: string,
  states: ReadonlyMap<string, State> = new Map(),
  asked: readonly number[],
): Promise<void> {
  const at = parseInstant(moment);
  for (const thing of asked.map(thingOf)) {
    const found = await showAt(store, thing, at, { dataDir }).then(
      (document) => ({
        gated: document['gated'],
        removed: document['removed'] === true,
        bases: namesOf(document['fineTunedFrom']).toSorted(),
      }),
      () => 'nothing',
    );
    const known = states.get(thing);
    const { gated, removed, bases: named } = known ?? { gated: '', removed: false, bases: [] };
    expect(found, `${thing} at ${moment}`).toEqual(known === undefined ? 'nothing' : { gated, removed, bases: named });
  }
  for (const base of bases.map(baseOf)) {
    const found = await lineageAt(store, base, at, { dataDir, direction: 'down' }).then(
      ({ nodes }) => nodes.filter(({ depth }) => depth > 0).map(({ id }) => id.replace(/^hf:/, '')),
      () => [],
    );
    const children = [...states].flatMap(([thing, state]) => (state.bases.includes(base) ? [thing] : []));
    expect(found.toSorted(), `what came of ${base} at ${moment}`).toEqual(children.toSorted());
  }
}

function sorted({ intervals, things }: Final): unknown {
  const text = (one: unknown): string => JSON.stringify(one);
  return {
    intervals: intervals.map((one) => text([one.thing, one.source, one.gated, one.bases, one.from, one.to])).toSorted(),
    things: [...things]
      .map(([thing, { gated, removed, bases: named, downloads }]) => text([thing, gated, removed, named, downloads]))
      .toSorted(),
  };
}

/** Runs of two sources in random order, some again: every account, with its interval, is as a replay in order has it. */
export function testAnyOrder({ cases, runs, things }: AnyOrder): void {
  onBothEngines('runs in any order', (makeSandbox, engine) => {
    it('give what they give in order, at every instant; again they write nothing', { timeout: 1_800_000 }, async () => {
      const order = fc.shuffledSubarray([...Array(runs).keys()], { minLength: runs, maxLength: runs });
      // Of all things intervals and state are compared; a question of the past costs a hundred times that.
      const some = fc.uniqueArray(fc.nat(things - 1), { minLength: 3, maxLength: 6 });
      const check = fc.asyncProperty(editHistory(runs, things), order, some, async (edits, shuffled, asked) => {
        const [mixed, inOrder] = [await makeSandbox(), await sandboxOf('embedded')];
        try {
          for (const [at, edit] of edits.entries()) await writeEdit(mixed.dataDir, edit, at);
          for (const [count, at] of shuffled.entries()) {
            const run = await writeEdit(
              mixed.dataDir,
              edits[at] ?? { source: sources[0], said: [], isComplete: false },
              at,
            );
            await loadInAnyOrder(mixed, run, sources);
            expect(await loadInAnyOrder(mixed, run, sources), `${run} again`).toBeUndefined();
            if (count === Math.floor(runs / 2)) {
              const loaded = edits.map((edit, index) =>
                shuffled.slice(0, count + 1).includes(index)
                  ? edit
                  : { ...edit, said: edit.said.map(() => null), isComplete: false },
              );
              expect(sorted(await stateOf(mixed, things)), 'half way').toEqual(sorted(naiveReplay(loaded)));
            }
          }
          const replayed = naiveReplay(edits);
          expect(sorted(await stateOf(mixed, things))).toEqual(sorted(replayed));
          await expectPast(mixed, replayed, asked);
          for (const [at, edit] of edits.entries())
            await loadInAnyOrder(inOrder, await writeEdit(inOrder.dataDir, edit, at), sources);
          expect(await dump(mixed)).toBe(await dump(inOrder));
        } finally {
          await mixed.remove();
          await inOrder.remove();
        }
      });
      // Shrinking runs of that size takes longer than reading them.
      await fc.assert(check, { numRuns: cases[engine], endOnFailure: runs > 10 });
    });

    it('keep the newest count of the source that comes first, whatever another counts', async () => {
      const counted = [
        [sources[0], 2],
        [sources[0], 4],
        [sources[1], 2],
      ] as const;
      const sandbox = await makeSandbox();
      try {
        for (const [at, [source, downloads]] of counted.entries()) {
          const edit: Edit = { source, said: [{ gated: 'auto', downloads, bases: [] }], isComplete: false };
          await loadInAnyOrder(sandbox, await writeEdit(sandbox.dataDir, edit, at), sources);
        }
        expect((await stateOf(sandbox, 1)).things.get(thingOf(0))?.downloads).toBe(4);
      } finally {
        await sandbox.remove();
      }
    });

    it('give a value that changes and changes back its three intervals, whatever is loaded first', async () => {
      const edits = ['auto', 'manual', 'auto'].map((gated): Edit => ({
        source: sources[0],
        said: [{ gated, downloads: 1, bases: [0] }],
        isComplete: false,
      }));
      const orders =
        engine === 'embedded'
          ? [
              [2, 0, 1],
              [1, 2, 0],
              [2, 1, 0],
            ]
          : [[2, 0, 1]];
      for (const shuffled of orders) {
        const sandbox = await makeSandbox();
        try {
          for (const at of shuffled)
            await loadInAnyOrder(sandbox, await writeEdit(sandbox.dataDir, edits[at] as Edit, at), sources);
          const { intervals } = await stateOf(sandbox, 1);
          expect(intervals.map(({ gated, from, to }) => [gated, from, to])).toEqual([
            ['auto', timeOfEdit(0), timeOfEdit(1)],
            ['manual', timeOfEdit(1), timeOfEdit(2)],
            ['auto', timeOfEdit(2), null],
          ]);
        } finally {
          await sandbox.remove();
        }
      }
    });
  });
}
