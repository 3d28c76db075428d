import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, eachInParallel, sizeOf, writeRows } from '../../../graph/batch.ts';
import { disjointRounds } from '../../../graph/disjoint-rounds.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { StemmaError } from '../../../src/core/errors.ts';

describe('batches', () => {
  it('hold every row once, in order, within both limits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 })),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 90 }),
        (rows, most, bytes) => {
          const batches = batchesOf(rows, { rows: most, bytes });
          expect(batches.flat()).toEqual(rows);
          for (const batch of batches) {
            expect(batch.length).toBeLessThanOrEqual(most);
            if (batch.length > 1) expect(batch.reduce((sum, row) => sum + sizeOf(row), 0)).toBeLessThanOrEqual(bytes);
          }
        },
      ),
    );
  });

  it('are halved while the server lacks memory for them', async () => {
    const sent: number[] = [];
    const write = async (_cypher: string, parameters?: { readonly rows?: readonly unknown[] }) => {
      const count = parameters?.rows?.length ?? 0;
      sent.push(count);
      if (count > 3) throw new StemmaError('STEMMA_STORE', 'out of memory', { context: { reason: 'memory' } });
      return [];
    };
    await writeRows({ write } as unknown as GraphStore, 'x', [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(sent.filter((count) => count <= 3).reduce((sum, count) => sum + count, 0)).toBe(9);
  });
});

describe('work side by side', () => {
  it('does everything, at most so many at once, and stops at an error', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const items = Array.from({ length: 20 }, (_, index) => index);
    await eachInParallel(items, 3, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      done.push(item);
    });
    expect(done.toSorted((a, b) => a - b)).toEqual(items);
    expect(most).toBe(3);
    const failing = eachInParallel(items, 2, async (item) => {
      if (item === 4) throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
  });
});

describe('rounds of relationships', () => {
  it('hold each once, and no node in two groups of a round', () => {
    const uri = fc.integer({ min: 0, max: 40 }).map((number) => `https://example.org/${number}`);
    fc.assert(
      fc.property(fc.array(fc.record({ from: uri, to: uri })), fc.integer({ min: 1, max: 4 }), (rows, writers) => {
        const rounds = disjointRounds(rows, writers);
        const all = rounds.flat(2);
        expect(all).toHaveLength(rows.length);
        expect(new Set(all)).toEqual(new Set(rows));
        for (const round of rounds) {
          const seen = round.map((group) => new Set(group.flatMap(({ from, to }) => [from, to])));
          const nodes = seen.flatMap((group) => [...group]);
          expect(new Set(nodes).size).toBe(nodes.length);
        }
      }),
    );
  });
});
