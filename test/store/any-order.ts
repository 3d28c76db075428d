import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withLines, accountsStatement, type AccountRow } from '../../src/query/past/told-accounts.ts';
import { mintModel } from '../../ontology/iri.ts';
import { loadInAnyOrder } from '../support/any-order.ts';
import { editHistory, naiveReplay, sources, thingOf, writeEdit, type Final } from '../support/edit-history.ts';
import { dump, onBothEngines, reading, type EngineName, type Sandbox } from './engines.ts';

export interface AnyOrder {
  readonly cases: Readonly<Record<EngineName, number>>;
  readonly runs: number;
  readonly things: number;
}

async function stateOf(sandbox: Sandbox, things: number): Promise<Final> {
  const uris = Array.from({ length: things }, (_, index) => mintModel(thingOf(index)));
  const thingBy = new Map(uris.map((uri, index) => [uri, thingOf(index)]));
  return reading(sandbox, async (store) => {
    const rows = await store.read<AccountRow>(accountsStatement, { uris });
    const told = await withLines(sandbox.dataDir, rows);
    const nodes = await store.read<{ uri: string; gated: string; removed: boolean | null }>(
      'UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) RETURN n.uri AS uri, n.gated AS gated, n.removed AS removed',
      { uris },
    );
    return {
      intervals: told.map(({ uri, source, from, to, line }) => ({
        thing: thingBy.get(uri) ?? uri,
        source,
        gated: String(line['gated']),
        from,
        to,
      })),
      things: new Map(
        nodes.map(({ uri, gated, removed }) => [thingBy.get(uri) ?? uri, { gated, removed: removed === true }]),
      ),
    };
  });
}

function sorted({ intervals, things }: Final): unknown {
  const text = (one: unknown): string => JSON.stringify(one);
  return {
    intervals: intervals.map(({ thing, source, gated, from, to }) => text([thing, source, gated, from, to])).toSorted(),
    things: [...things].map(text).toSorted(),
  };
}

/** Runs of two sources in random order, some again: every account, with its interval, is as a replay in order has it. */
export function testAnyOrder({ cases, runs, things }: AnyOrder): void {
  onBothEngines('runs in any order', (makeSandbox, engine) => {
    it('give what they give in order, at every instant; again they write nothing', { timeout: 1_800_000 }, async () => {
      const order = fc.shuffledSubarray([...Array(runs).keys()], { minLength: runs, maxLength: runs });
      const check = fc.asyncProperty(editHistory(runs, things), order, async (edits, shuffled) => {
        const [mixed, inOrder] = [await makeSandbox(), engine === 'embedded' ? await makeSandbox() : undefined];
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
          expect(sorted(await stateOf(mixed, things))).toEqual(sorted(naiveReplay(edits)));
          if (inOrder === undefined) return;
          for (const [at, edit] of edits.entries())
            await loadInAnyOrder(inOrder, await writeEdit(inOrder.dataDir, edit, at), sources);
          expect(await dump(mixed)).toBe(await dump(inOrder));
        } finally {
          await mixed.remove();
          await inOrder?.remove();
        }
      });
      await fc.assert(check, { numRuns: cases[engine] });
    });
  });
}
