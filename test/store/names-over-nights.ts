import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyCounts } from '../../graph/load-report.ts';
import { mintModel } from '../../ontology/iri.ts';
import { NameHistory, type ToldAccount } from '../support/name-history.ts';
import type { GraphStore } from '../../graph/store.ts';
import { loadInAnyOrder } from '../support/any-order.ts';
import { dumpOf, onBothEngines, OpenGraph, reading, type EngineName, type Sandbox } from './engines.ts';
import { writeRun } from './run-fixture.ts';
import type { StatedModel } from './run-fixture.ts';

const nothing = emptyCounts();
const ids = ['x/A', 'x/a', 'x/B', 'y/b', 'Y/b', 'z/c'] as const;

const described: fc.Arbitrary<ToldAccount> = fc.record(
  {
    id: fc.constantFrom(...ids),
    part: fc.constantFrom('hf_models', 'hf_model_cards'),
    bases: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 2 }),
    sourceId: fc.constantFrom('1', '2'),
  },
  { requiredKeys: ['id', 'part', 'bases'] },
);
const redirect: fc.Arbitrary<ToldAccount> = fc
  .record({ id: fc.constantFrom(...ids), redirectsTo: fc.constantFrom(...ids) })
  .filter(({ id, redirectsTo }) => id !== redirectsTo)
  .map((all) => ({ ...all, part: 'hf_models', bases: [] }));
/** Only the list and the details know the immutable id. */
const told = fc
  .oneof({ arbitrary: described, weight: 4 }, { arbitrary: redirect, weight: 1 })
  .map(({ sourceId, ...account }): ToldAccount =>
    sourceId === undefined || account.part !== 'hf_models' ? account : { ...account, sourceId },
  );
const nights = fc.array(fc.array(told, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 });

const runOf = (night: number): string => `2026-11-${20 + night}_10-00-00_aaaaaaaa`;

function stated(account: ToldAccount, seq: number): StatedModel {
  const { id, part, redirectsTo, sourceId, bases } = account;
  return {
    hubId: id,
    resource: part,
    seq,
    methods: [redirectsTo === undefined ? 'hub-tag' : 'link-resolution'],
    values: sourceId === undefined ? {} : { sourceId },
    references: {
      ...(redirectsTo === undefined ? {} : { redirectsTo: [mintModel(redirectsTo)] }),
      ...(bases.length === 0 ? {} : { fineTunedFrom: bases.map(mintModel) }),
    },
  };
}

async function put(
  { dataDir }: { readonly dataDir: string },
  night: number,
  list: readonly ToldAccount[],
  seed?: number,
): Promise<void> {
  const models = list.map((account, index) => stated(account, index + 1));
  const order = models.map((_, index) => index);
  const shuffled =
    seed === undefined ? order : order.toSorted((a, b) => Math.sin(seed + a * 7) - Math.sin(seed + b * 7));
  await writeRun({ dataDir, run: runOf(night), models, order: shuffled });
}

/** As `NameHistory.facts`. */
async function facts({ store }: { readonly store: GraphStore }): Promise<string[]> {
  const nodes = await store.read<{ id: string; resolved: boolean }>(
    'MATCH (n:MLModel) RETURN n.id AS id, n.resolved AS resolved',
  );
  const edges = await store.read<{ from: string; type: string; to: string }>(
    'MATCH (a:MLModel)-[r]->(b:MLModel) RETURN a.id AS from, type(r) AS type, b.id AS to',
  );
  const name = (id: string): string => id.slice('hf:'.length);
  return [
    ...nodes.map(({ id, resolved }) => `${name(id)} ${resolved ? 'described' : 'named'}`),
    ...edges.map(({ from, type, to }) => `${name(from)} ${type === 'REDIRECTS_TO' ? '=>' : '->'} ${name(to)}`),
  ].sort();
}

/** So many random stories on each engine; with a seed the same ones each time. */
export function testNamesOverNights(runs: Readonly<Record<EngineName, number>>, seed?: number): void {
  const from = seed === undefined ? {} : { seed };
  onBothEngines('names over some nights', (makeSandbox, engine) =>
    testsOf(makeSandbox, { numRuns: runs[engine], ...from }),
  );
}

interface Stories {
  readonly numRuns: number;
  readonly seed?: number;
}

function testsOf(makeSandbox: () => Promise<Sandbox>, stories: Stories): void {
  it('come to what looking at everything anew comes to, and loading again writes nothing', async () => {
    const check = fc.asyncProperty(nights, fc.integer(), async (list, seed) => {
      const graph = await OpenGraph.of(makeSandbox);
      const history = new NameHistory();
      for (const [night, accounts] of list.entries()) {
        await put(graph, night, accounts, seed);
        await graph.load(runOf(night));
        history.night(accounts);
        expect(await facts(graph), `night ${night + 1}`).toEqual(history.facts());
      }
      for (const night of list.keys()) {
        expect({ ...(await graph.load(runOf(night))), unchanged: 0 }, `night ${night + 1} again`).toEqual(nothing);
      }
      await graph.close();
    });
    await fc.assert(check, stories);
  }, 900_000);

  it('come to the same whichever night is loaded first', async () => {
    const check = fc.asyncProperty(nights, fc.integer(), async (list, seed) => {
      const history = new NameHistory();
      for (const accounts of list) history.night(accounts);
      const sandbox = await makeSandbox();
      try {
        const order = [...list.keys()].toSorted((a, b) => Math.sin(seed + a * 7) - Math.sin(seed + b * 7));
        for (const night of order) {
          await put(sandbox, night, list[night] ?? []);
          await loadInAnyOrder(sandbox, runOf(night), []);
        }
        expect(await reading(sandbox, (store) => facts({ store }))).toEqual(history.facts());
      } finally {
        await sandbox.remove();
      }
    });
    await fc.assert(check, { ...stories, numRuns: Math.ceil(stories.numRuns / 4) });
  }, 900_000);

  it('are the same when each load was killed at any write', async () => {
    const check = fc.asyncProperty(nights, fc.nat(12), async (list, writes) => {
      const dumps: string[] = [];
      for (const isKilled of [false, true]) {
        const graph = await OpenGraph.of(makeSandbox);
        for (const [night, accounts] of list.entries()) {
          await put(graph, night, accounts);
          if (isKilled) await graph.killed(runOf(night), writes);
          await graph.load(runOf(night));
        }
        dumps.push(await dumpOf(graph.store));
        await graph.close();
      }
      expect(dumps[1]).toBe(dumps[0]);
    });
    await fc.assert(check, stories);
  }, 900_000);
}
