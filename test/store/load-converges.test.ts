import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import { mintAccount, mintModel, mintSpdx } from '../../ontology/iri.ts';
import { syntheticModels } from '../bench/synthetic-models.ts';
import { dump, failingAfter, load, onBothEngines } from './engines.ts';
import type { Sandbox } from './engines.ts';
import { writeRun } from './run-fixture.ts';
import type { StatedModel } from './run-fixture.ts';

const [day1, day2] = ['2026-11-20_10-00-00_aaaaaaaa', '2026-11-21_10-00-00_bbbbbbbb'] as const;

/** A tenth of the models changed in every way: values, relationships lost and gained, counters. */
function nextDay(models: readonly StatedModel[]): StatedModel[] {
  return models.map((model, index) => {
    if (index % 10 !== 0) return model;
    const { license: _lost, ...references } = model.references ?? {};
    return {
      ...model,
      values: { ...model.values, version: `v${index}`, likes: 0 },
      references: { ...references, citation: [mintSpdx('MIT')] },
    };
  });
}

onBothEngines('a load that stops half-way', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await makeSandbox();
  });
  afterEach(() => sandbox.remove());

  it('is completed by the next one, to the same graph', { timeout: 120_000 }, async () => {
    const models = syntheticModels(120);
    await writeRun({ dataDir: sandbox.dataDir, run: day1, models });
    await writeRun({ dataDir: sandbox.dataDir, run: day2, models: nextDay(models) });
    await load(sandbox, day1);
    await load(sandbox, day2);
    const expected = await dump(sandbox);
    for (const writes of engine === 'embedded' ? [0, 1, 2, 5, 9, 14, 23, 40] : [1, 9, 23]) {
      const again = await openForLoad(sandbox.location, { rebuild: true });
      await loadRun({ target: again, dataDir: sandbox.dataDir, run: day1 });
      await again.publish();
      const before = await dump(sandbox);
      const target = await openForLoad(sandbox.location);
      const broken = loadRun({ target: failingAfter(target, writes), dataDir: sandbox.dataDir, run: day2 });
      await broken.catch((error: Error) => expect(error.message).toBe('killed'));
      await target.abandon();
      if (engine === 'embedded') expect(await dump(sandbox)).toBe(before);
      await load(sandbox, day2);
      expect(await dump(sandbox), `after ${writes} writes`).toBe(expected);
    }
  });
});

const accounts = ['a', 'b'].map(mintAccount);
const models = ['x/a', 'x/b', 'x/c', 'y/a'] as const;

const statedModel: fc.Arbitrary<StatedModel> = fc.record({
  hubId: fc.constantFrom(...models),
  values: fc.record({ gated: fc.constantFrom('false', 'auto'), downloads: fc.nat(5) }),
  references: fc
    .record({
      fineTunedFrom: fc.uniqueArray(fc.constantFrom(...models.map(mintModel)), { maxLength: 2 }),
      sharedBy: fc.uniqueArray(fc.constantFrom(...accounts), { maxLength: 2 }),
      license: fc.uniqueArray(fc.constantFrom(mintSpdx('MIT'), mintSpdx('Apache-2.0')), { maxLength: 1 }),
    })
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, targets]) => targets.length > 0))),
});

onBothEngines('the order of records', (makeSandbox, engine) => {
  it('makes no difference', { timeout: 240_000 }, async () => {
    const runs = fc.array(fc.array(statedModel, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });
    const check = fc.asyncProperty(runs, fc.integer(), async (stated, seed) => {
      const dumps: string[] = [];
      for (const isShuffled of [false, true]) {
        const sandbox = await makeSandbox();
        for (const [index, list] of stated.entries()) {
          const run = `2026-11-${20 + index}_10-00-00_aaaaaaaa`;
          await writeRun({
            dataDir: sandbox.dataDir,
            run,
            models: list,
            order: order(list.length, isShuffled ? seed : undefined),
          });
          await load(sandbox, run);
        }
        // Where a line stands in the mapped file is all that may differ.
        dumps.push(await dump(sandbox, ['offset', 'length']));
        await sandbox.remove();
      }
      expect(dumps[1]).toBe(dumps[0]);
    });
    await fc.assert(check, { numRuns: engine === 'embedded' ? 25 : 8 });
  });
});

function order(length: number, seed: number | undefined): number[] {
  const indexes = Array.from({ length }, (_, index) => index);
  return seed === undefined ? indexes : indexes.toSorted((a, b) => Math.sin(seed + a * 7) - Math.sin(seed + b * 7));
}
