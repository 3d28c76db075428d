import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rdfFormats } from '../../src/query/rdf-choices.ts';
import { term } from '../../ontology/namespaces.ts';
import { OpenGraph, sandboxOf } from '../store/engines.ts';
import { exported, imported, toldGraph } from '../support/told-graph.ts';

const everyEdge =
  'MATCH (a)-[r]->(b) WHERE r.method IS NOT NULL RETURN a.uri AS a, type(r) AS type, b.uri AS b, properties(r) AS evidence ORDER BY a, type, b';

/** What stands on a relationship is reified when it is written, and stands on it again when it is read. */
describe('rdf-edgeprop', () => {
  let source: OpenGraph;
  beforeAll(async () => {
    source = await toldGraph();
  });
  afterAll(() => source.close());

  it.each(rdfFormats.flatMap((format) => (['edges', 'all'] as const).map((assertions) => ({ format, assertions }))))(
    'is restored from $format with assertions $assertions',
    async ({ format, assertions }) => {
      const text = await exported(source.store, { format, assertions, dataDir: source.dataDir });
      const target = await OpenGraph.of(() => sandboxOf('embedded'));
      try {
        const report = await imported(target, text, { format });
        const held = await source.store.read(everyEdge);

        expect(held).toHaveLength(8);
        expect(report.relationshipsWithoutEvidence).toBe(0);
        expect(await target.store.read(everyEdge)).toEqual(held);
      } finally {
        await target.close();
      }
    },
  );

  it('is said to be missing where the file has none', async () => {
    const text = await exported(source.store, { format: 'nquads', assertions: 'none', dataDir: source.dataDir });
    const target = await OpenGraph.of(() => sandboxOf('embedded'));
    try {
      const edges = await source.store.read(everyEdge);

      expect((await imported(target, text, { format: 'nquads' })).relationshipsWithoutEvidence).toBe(edges.length);
    } finally {
      await target.close();
    }
  });

  it('counts and names what is not ours, and takes the rest', async () => {
    const text = await exported(source.store, { format: 'nquads', dataDir: source.dataDir });
    const child = '<https://w3id.org/stemma/id/hf/model/acme/child>';
    const foreign = [
      `${child} <http://schema.org/about> "x" .`,
      `${child} <http://schema.org/about> "y" .`,
      `${child} <http://schema.org/description> "un autre"@fr .`,
      `${child} <https://w3id.org/stemma/ns#parameterCount> "many"^^<${term('xsd', 'integer')}> .`,
      `${child} <${term('rdf', 'type')}> <http://xmlns.com/foaf/0.1/Document> .`,
      `${child} <https://w3id.org/fair4ml#fineTunedFrom> <https://w3id.org/stemma/id/hf/model/no/where> .`,
      `${child} <http://schema.org/name> "x" <http://other.example/graph> .`,
      `_:b <http://schema.org/name> "x" .`,
      `<https://w3id.org/stemma/id/stmt/odd> <${term('rdf', 'type')}> <https://w3id.org/stemma/ns#Assertion> .`,
    ];
    const target = await OpenGraph.of(() => sandboxOf('embedded'));
    try {
      const { leftOut } = await imported(target, `${text}${foreign.join('\n')}\n`, { format: 'nquads' });

      expect(Object.fromEntries(leftOut.map(({ what, count }) => [what, count]))).toEqual({
        'property schema:about': 2,
        'value of schema:description of another kind': 1,
        'value of stemma:parameterCount of another kind': 1,
        'class http://xmlns.com/foaf/0.1/Document': 1,
        'relationship FINE_TUNED_FROM to what is not in the file': 1,
        'graph http://other.example/graph': 1,
        'node without a name': 1,
        'evidence that is not whole': 1,
      });
      expect(await exported(target.store, { format: 'nquads', dataDir: target.dataDir })).toBe(text);
    } finally {
      await target.close();
    }
  });

  it.each([
    ['a context of somebody else', '{"@context":"https://schema.org","@id":"urn:x","name":"x"}', /never fetched/],
    ['what a processor would drop', '{"@context":{},"@id":"urn:x","name":"x"}', /name/],
    ['an end in the middle', '{"@context":{},\n"@graph":[\n', /middle/],
    [
      'IRIs of another base',
      `{"@id":"https://lab.example/id/graph/prov","@graph":[{"@id":"urn:x","urn:y":"z"}]}`,
      /lab\.example/,
    ],
  ])('refuses JSON-LD with %s', async (_what, text, message) => {
    const target = await OpenGraph.of(() => sandboxOf('embedded'));
    try {
      await expect(imported(target, text, { format: 'jsonld' })).rejects.toThrow(message);
    } finally {
      await target.close();
    }
  });

  it('refuses what a graph of another format version was exported to', async () => {
    const text = await exported(source.store, { format: 'nquads', dataDir: source.dataDir });
    const target = await OpenGraph.of(() => sandboxOf('embedded'));
    try {
      const other = text.replaceAll(/(#formatVersion> )"\d+"/g, '$1"1"');

      expect(other).not.toBe(text);
      await expect(imported(target, other, { format: 'nquads' })).rejects.toThrow(/format version 1/);
    } finally {
      await target.close();
    }
  });

  it('says at which line a file breaks off', async () => {
    const target = await OpenGraph.of(() => sandboxOf('embedded'));
    try {
      await expect(
        imported(target, '<urn:a> <urn:b> "c" .\n<urn:a> <urn:b> .\n', { format: 'nquads' }),
      ).rejects.toThrow(/graph\.nq\.gz cannot be read as nquads at line 2/);
    } finally {
      await target.close();
    }
  });
});
