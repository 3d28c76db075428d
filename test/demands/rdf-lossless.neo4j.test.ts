import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { assertionLevels, rdfFormats } from '../../src/query/rdf-choices.ts';
import { mintModel } from '../../ontology/iri.ts';
import { dumpOf, onBothEngines, OpenGraph, sandboxOf } from '../store/engines.ts';
import { exported, imported, toldGraph, toldModels } from '../support/told-graph.ts';

/** Graph → RDF → graph loses nothing: the law is that the second export has the bytes of the first. */
onBothEngines('rdf-lossless', (makeSandbox, engine) => {
  vi.setConfig({ testTimeout: 120_000 });
  let source: OpenGraph;
  beforeAll(async () => {
    source = await toldGraph();
  });
  afterAll(() => source.close());

  /** All of them on the engine that takes milliseconds, one of each kind on the other. */
  const all = rdfFormats.flatMap((format) =>
    assertionLevels.flatMap((assertions) =>
      [false, true].map((provenance) => ({ format, assertions, provenance, rdf12: provenance && format !== 'jsonld' })),
    ),
  );
  const cases = engine === 'embedded' ? all : [22, 29].flatMap((place) => all[place] ?? []);

  it.each(cases)('as $format, assertions $assertions, provenance $provenance, RDF 1.2 $rdf12', async (wanted) => {
    const text = await exported(source.store, { ...wanted, counters: true, dataDir: source.dataDir });
    const target = await OpenGraph.of(makeSandbox);
    try {
      const accountsOf = wanted.provenance ? source.dataDir : undefined;
      const report = await imported(target, text, { format: wanted.format, accountsOf });

      expect(report.leftOut).toEqual([]);
      expect(await exported(target.store, { ...wanted, counters: true, dataDir: target.dataDir })).toBe(text);
    } finally {
      await target.close();
    }
  });

  it('is the graph itself, with every label, value, relationship and evidence, when all that is known was exported', async () => {
    const wanted = { format: 'nquads', assertions: 'edges', provenance: true, counters: true } as const;
    const text = await exported(source.store, { ...wanted, dataDir: source.dataDir });
    const target = await OpenGraph.of(makeSandbox);
    try {
      await imported(target, text, { format: 'nquads', bytesInMemory: 500 });

      expect(await dumpOf(target.store)).toBe(await dumpOf(source.store));
      const pointers =
        'MATCH (a)-[r]->(b) WHERE r.method IS NOT NULL RETURN a.uri AS a, type(r) AS t, b.uri AS b, r.pointer AS p ORDER BY a, t, b';
      expect(await target.store.read(pointers)).toEqual(await source.store.read(pointers));
    } finally {
      await target.close();
    }
  });

  it('refuses a graph in which something is, and takes no run beside what was imported', async () => {
    const text = await exported(source.store, { format: 'nquads', dataDir: source.dataDir });
    const target = await OpenGraph.of(makeSandbox);
    try {
      await imported(target, text, { format: 'nquads' });
      const before = await dumpOf(target.store);

      await expect(imported(target, text, { format: 'nquads' })).rejects.toMatchObject({ code: 'STEMMA_USAGE' });
      await expect(target.load('2026-11-20_15-30-00_a1b2c3d4')).rejects.toMatchObject({
        code: 'STEMMA_USAGE',
        message: 'this graph was imported from files, and runs are never mixed with them',
      });
      expect(await dumpOf(target.store)).toBe(before);
    } finally {
      await target.close();
    }
  });
});

describe('rdf-lossless, of whatever a card may say', { timeout: 120_000 }, () => {
  it('comes back', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 12 });
    const said = fc.record({
      description: text,
      authorNames: fc.array(text, { minLength: 1, maxLength: 4 }),
      keywords: fc.array(text, { minLength: 1, maxLength: 4 }),
      archivedAt: fc.array(fc.oneof(text, fc.webUrl(), fc.constantFrom('cc:by', 'urn:x:y', 'xsd:a', 'https://a/[')), {
        minLength: 1,
        maxLength: 3,
      }),
      parameterCount: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
      co2Equivalent: fc.double({ noNaN: true, noDefaultInfinity: true }),
      modelInputs: fc.json({ maxDepth: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(said, fc.constantFrom(...rdfFormats), async (values, format) => {
        const source = await toldGraph([
          { hubId: 'acme/child', values, references: { fineTunedFrom: [mintModel('x')] } },
          toldModels[1] ?? { hubId: '' },
        ]);
        const target = await OpenGraph.of(() => sandboxOf('embedded'));
        try {
          const first = await exported(source.store, { format, assertions: 'all', dataDir: source.dataDir });
          const { leftOut } = await imported(target, first, { format });

          expect(leftOut).toEqual([]);
          expect(await exported(target.store, { format, assertions: 'all', dataDir: target.dataDir })).toBe(first);
        } finally {
          await source.close();
          await target.close();
        }
      }),
      { numRuns: 5 },
    );
  });
});
