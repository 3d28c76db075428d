import { createHash } from 'node:crypto';
import jsonld from 'jsonld';
import { DataFactory, Parser, type Quad } from 'n3';
import { parse as parseOxigraph } from 'oxigraph';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contextUrl, jsonLdContext } from '../../ontology/context.ts';
import { identify, mintAccount, mintArxivPaper, mintModel, mintProvenanceGraph, mintSpdx } from '../../ontology/iri.ts';
import { compactTerm, term } from '../../ontology/namespaces.ts';
import type { CanonicalSum } from '../../graph/rdf/canonical-sum.ts';
import { exportFrames } from '../../src/query/export-frames.ts';
import { assertionLevels, type RdfFormat } from '../../src/query/rdf-choices.ts';
import { showCard, showEvidence } from '../../src/query/show-document.ts';
import { exportJsonld } from '../../src/query/export-jsonld.ts';
import { exportRdf, type RdfOptions } from '../../src/query/export-rdf.ts';
import { expectGolden } from '../support/golden.ts';
import { unknownTerms } from '../support/listed-terms.ts';
import { onBothEngines, OpenGraph } from './engines.ts';
import { writeRun } from './run-fixture.ts';

const golden = (name: string): URL => new URL(`../golden/rdf/${name}`, import.meta.url);
const run = '2026-11-20_10-00-00_aaaaaaaa';
const child = mintModel('acme/child');
const base = mintModel('acme/base');
const provenance = mintProvenanceGraph();
const formats = { nquads: 'application/n-quads', trig: 'application/trig', turtle: 'text/turtle' } as const;

const awkward = 'Says "no" \\ yes\nand\ttabs, é, 😀, \u0007 and <tags>';

onBothEngines('export as RDF', (makeSandbox) => {
  let graph: OpenGraph;
  beforeAll(async () => {
    graph = await OpenGraph.of(makeSandbox);
    await graph.store.ensureSchema();
    await writeRun({
      dataDir: graph.dataDir,
      run,
      models: [
        {
          hubId: 'acme/child',
          values: {
            description: awkward,
            url: 'https://hub.example/acme/child',
            archivedAt: ['https://zenodo.example/a b', 'not an address'],
            dateCreated: '2026-01-02T03:04:05.5Z',
            parameterCount: '9007199254740993',
            co2Equivalent: 12.5,
            disabled: false,
            authorNames: ['Zoe Zed', 'Ann Able', 'Zoe Zed'],
            keywords: ['b', 'a'],
            modelInputs: [{ b: 1.5, a: 'é"' }],
            downloads: 12,
          },
          references: {
            fineTunedFrom: [base],
            mergedFrom: [base],
            license: [mintSpdx('MIT')],
            sharedBy: [mintAccount('acme')],
            referencePublication: [mintArxivPaper('1505.04597')],
          },
          methods: ['hub-tag', 'yaml-frontmatter'],
          literals: { [`license ${mintSpdx('MIT')}`]: 'mit' },
        },
        {
          hubId: 'acme/child',
          resource: 'hf_model_cards',
          seq: 2,
          references: { license: [mintSpdx('Apache-2.0')] },
          methods: ['yaml-frontmatter'],
        },
      ],
    });
    await graph.load(run, { authority: ['huggingface hf_models', 'huggingface hf_model_cards'] });
  });
  afterAll(() => graph.close());

  async function text(options: Partial<RdfOptions> = {}): Promise<string> {
    const parts: string[] = [];
    const chosen: RdfOptions = { format: 'nquads', dataDir: graph.dataDir, ...options };
    for await (const part of exportRdf(graph.store, chosen)) parts.push(String(part));
    return parts.join('');
  }
  const read = new Map<string, Quad[]>();
  async function quads(options: Partial<RdfOptions> = {}): Promise<Quad[]> {
    const key = JSON.stringify(options);
    const held = read.get(key) ?? (await parsed(await text(options), options.format ?? 'nquads'));
    read.set(key, held);
    return held;
  }
  async function parsed(read: string, format: RdfFormat): Promise<Quad[]> {
    const nquads = format === 'jsonld' ? await processed(JSON.parse(read)) : read;
    return new Parser({ format: format === 'jsonld' ? formats.nquads : formats[format] }).parse(nquads);
  }
  const lines = (found: readonly Quad[]): readonly string[] =>
    found.map((quad) => JSON.stringify(plain(quad))).toSorted();
  const objects = (found: readonly Quad[], subject: string, predicate: string): readonly string[] =>
    found
      .filter((quad) => quad.subject.value === subject && quad.predicate.value === predicate)
      .map((quad) => quad.object.value);

  it('is these bytes from both engines, sorted, whatever the page and the memory for sorting', async () => {
    const all = await text({ assertions: 'all' });

    expectGolden(golden('all.nq'), all);
    expectGolden(golden('edges.trig'), await text({ format: 'trig' }));
    expectGolden(golden('things.ttl'), await text({ format: 'turtle', assertions: 'none', counters: true }));
    expect(await text({ assertions: 'all', pageSize: 4, bytesInMemory: 300 })).toBe(all);
    const sorted = all
      .trimEnd()
      .split('\n')
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(`${sorted.join('\n')}\n`).toBe(all);
  });

  it.each(assertionLevels)(
    'says the same in N-Quads, TriG, Turtle and JSON-LD, with assertions: %s',
    async (assertions) => {
      const wanted = { assertions, counters: true, provenance: true };
      const nquads = await quads(wanted);

      expect(lines(await quads({ ...wanted, format: 'trig' }))).toEqual(lines(nquads));
      expect(lines(await quads({ ...wanted, format: 'jsonld' }))).toEqual(lines(nquads));
      const flat = nquads.map((quad) => JSON.stringify({ ...plain(quad), graph: '' }));
      expect(lines(await quads({ ...wanted, format: 'turtle' }))).toEqual([...new Set(flat)].toSorted());
      expect(new Set(nquads.map((quad) => quad.graph.value))).toEqual(new Set(['', provenance]));
      expect(
        nquads.filter(({ subject, object }) => [subject, object].some((one) => one.termType === 'BlankNode')),
      ).toEqual([]);
      expect(unknownTerms(nquads)).toEqual([]);
    },
  );

  it('keeps languages, datatypes, lists and what is no address', async () => {
    const found = await quads({ assertions: 'none' });
    const typed = (predicate: string): readonly string[] =>
      found
        .filter((quad) => quad.subject.value === child && quad.predicate.value === predicate)
        .map(({ object }) =>
          object.termType === 'Literal' ? `${object.value}^^${object.datatype.value}` : `<${object.value}>`,
        );

    expect(objects(found, child, term('schema', 'description'))).toEqual([awkward]);
    expect(typed(term('schema', 'dateCreated'))).toEqual([`2026-01-02T03:04:05.5Z^^${term('xsd', 'dateTime')}`]);
    expect(typed(term('stemma', 'parameterCount'))).toEqual([`9007199254740993^^${term('xsd', 'integer')}`]);
    expect(typed(term('stemma', 'co2Equivalent'))).toEqual([`1.25E1^^${term('xsd', 'double')}`]);
    expect(typed(term('stemma', 'disabled'))).toEqual([`false^^${term('xsd', 'boolean')}`]);
    expect(typed(term('stemma', 'modelInputs'))).toEqual([`[{"a":"é\\"","b":1.5}]^^${term('rdf', 'JSON')}`]);
    expect(typed(term('schema', 'archivedAt')).toSorted()).toEqual([
      '<https://zenodo.example/a%20b>',
      `not an address^^${term('xsd', 'string')}`,
    ]);
    const names: string[] = [];
    for (let [cell] = objects(found, child, term('stemma', 'authorNames')); cell !== term('rdf', 'nil');) {
      names.push(...objects(found, cell ?? '', term('rdf', 'first')));
      [cell] = objects(found, cell ?? '', term('rdf', 'rest'));
    }
    expect(names).toEqual(['Zoe Zed', 'Ann Able', 'Zoe Zed']);
    expect(objects(found, child, term('stemma', 'downloads'))).toEqual([]);
  });

  it('writes what was found as a status, and every parent as what a thing is based on', async () => {
    const found = await quads({ assertions: 'none' });
    const status = term('stemma', 'resolutionStatus');

    expect(objects(found, base, status)).toEqual([term('stemma', 'Unresolved')]);
    expect(objects(found, child, status)).toEqual([term('stemma', 'Resolved')]);
    expect(objects(found, child, term('schema', 'isBasedOn'))).toEqual([base]);
    expect(await text({ assertions: 'none' })).not.toContain(term('stemma', 'resolved>'));
  });

  it('has one reifier for a relationship, with what the relationship carries; its record and run are there', async () => {
    const found = await quads();
    const edges = await graph.store.read<{ s: string; o: string; r: Record<string, string | number> }>(
      'MATCH (a:Resource)-[r:FINE_TUNED_FROM|LICENSE]->(b:Resource) RETURN a.uri AS s, b.uri AS o, properties(r) AS r ORDER BY o',
    );

    expect(edges).toHaveLength(3);
    for (const { s, o, r } of edges) {
      const about = (found.filter((quad) => quad.graph.value === provenance && quad.object.value === o) as Quad[])
        .map((quad) => quad.subject.value)
        .filter((one) => objects(found, one, term('rdf', 'subject'))[0] === s)
        .filter((one) => !objects(found, one, term('rdf', 'predicate')).includes(term('stemma', 'mergedFrom')));
      expect(about).toHaveLength(1);
      const said = (predicate: string): string | undefined => objects(found, about[0] ?? '', predicate)[0];
      expect(said(term('stemma', 'extractionMethod'))).toBe(term('stemma', `method-${String(r['method'])}`));
      expect(Number(said(term('stemma', 'confidence')))).toBe(r['confidence']);
      expect(said(term('stemma', 'pointer'))).toBe(r['pointer']);
      expect(said(term('stemma', 'evidenceCount'))).toBe(String(r['evidenceCount']));
      expect(said(term('prov', 'generatedAtTime'))).toBe(r['firstSeen']);
      expect(identify(said(term('prov', 'wasDerivedFrom')) ?? '')?.id).toBe(r['record']);
      for (const named of [said(term('prov', 'wasDerivedFrom')), said(term('prov', 'wasGeneratedBy'))])
        expect(objects(found, named ?? '', term('rdf', 'type'))).toHaveLength(1);
    }
  });

  it('has one witness, the surest, of each value that is shown and that an account states, when facts are asked for', async () => {
    const found = await quads({ assertions: 'edges+facts' });
    const edges = await quads({ assertions: 'edges' });
    const reified = found.filter(({ predicate }) => predicate.value === term('rdf', 'predicate'));
    const facts = reified.filter(({ subject }) => !edges.some((quad) => quad.subject.value === subject.value));

    expect(lines(found)).toEqual(expect.arrayContaining([...lines(edges)]));
    const stated = facts.map(
      ({ subject, object }) => `${object.value} ${objects(found, subject.value, term('rdf', 'object'))[0]}`,
    );
    expect(new Set(stated).size).toBe(stated.length);
    for (const { subject, object: predicate } of facts) {
      const [value] = objects(found, subject.value, term('rdf', 'object'));
      expect(objects(found, objects(found, subject.value, term('rdf', 'subject'))[0] ?? '', predicate.value)).toContain(
        value,
      );
    }
    const values = found.filter(
      ({ subject, predicate, graph: where }) =>
        subject.value === child && where.value === '' && predicate.value !== term('rdf', 'type'),
    );
    const unstated = values
      .filter(
        ({ predicate, object }) =>
          !reified.some(
            (one) =>
              one.object.value === predicate.value &&
              objects(found, one.subject.value, term('rdf', 'object')).includes(object.value),
          ),
      )
      .map(({ predicate }) => compactTerm(predicate.value));
    expect(unstated.toSorted()).toEqual([
      'schema:isBasedOn',
      'schema:name',
      'stemma:id',
      'stemma:modelInputs',
      'stemma:resolutionStatus',
    ]);
  });

  it('says the same by triple terms of RDF 1.2, which N3 and Oxigraph read', async () => {
    for (const assertions of ['edges', 'all'] as const) {
      const plainForm = await quads({ assertions });
      const terms = await quads({ assertions, rdf12: true });
      const unfolded = terms.flatMap((quad) => {
        if (!isTripleTerm(quad.object)) return [quad];
        const { subject, predicate, object } = quad.object;
        return Object.entries({ subject, predicate, object }).map(([name, value]) => ({
          subject: quad.subject,
          predicate: DataFactory.namedNode(term('rdf', name)),
          object: value,
          graph: quad.graph,
        })) as unknown as Quad[];
      });

      expect(terms.filter(({ object }) => isTripleTerm(object)).length).toBeGreaterThan(3);
      expect(lines(unfolded)).toEqual(lines(plainForm));
      const trig = await text({ assertions, rdf12: true, format: 'trig' });
      const byOxigraph = parseOxigraph(trig, { format: 'application/trig' });
      expect(byOxigraph.length).toBe(terms.length);
      const nquads = await text({ assertions, rdf12: true });
      expect(parseOxigraph(nquads, { format: 'application/n-quads' }).map(String).toSorted()).toEqual(
        byOxigraph.map(String).toSorted(),
      );
      const turtle = await quads({ assertions, rdf12: true, format: 'turtle' });
      expect(turtle.length).toBe(terms.length);
    }
  });

  it('has a hash that all forms have in common, that of the canonical N-Quads', async () => {
    const sums = new Map<string, CanonicalSum>();
    for (const format of ['nquads', 'trig', 'jsonld'] as const)
      await text({ format, assertions: 'all', bytesInMemory: 2_000, canonical: (sum) => void sums.set(format, sum) });
    const all = await text({ assertions: 'all' });
    const canonical = (await jsonld.canonize(
      all as never,
      {
        algorithm: 'RDFC-1.0',
        inputFormat: 'application/n-quads',
        format: 'application/n-quads',
      } as object,
    )) as unknown as string;

    expect(canonical).toBe(all);
    const sha256 = createHash('sha256').update(canonical).digest('hex');
    const sum = { statements: all.trimEnd().split('\n').length, sha256 };
    expect([...sums.values()]).toEqual([sum, sum, sum]);
  });

  it('puts what belongs to a thing inside its card, and loses nothing', async () => {
    let card = '';
    for await (const part of exportFrames(graph.store, 'model-card', { counters: true, pageSize: 1 })) card += part;
    const document = JSON.parse(card) as { '@graph': readonly Record<string, unknown>[] };
    const exported = await quads({ assertions: 'none', counters: true });
    const withoutLists = (all: readonly Quad[]): readonly string[] =>
      lines(
        all.filter(
          ({ predicate, object }) => !/Names$|#first$|#rest$/.test(predicate.value) && object.termType !== 'BlankNode',
        ),
      );
    const found = withoutLists(new Parser({ format: formats.nquads }).parse(await processed(document)));

    const ofChild = document['@graph'].find((one) => one['@id'] === child);
    expect(ofChild).toMatchObject({
      '@type': 'MLModel',
      authorNames: ['Zoe Zed', 'Ann Able', 'Zoe Zed'],
      parameterCount: '9007199254740993',
      downloads: 12,
      fineTunedFrom: [base],
      license: [
        { '@id': mintSpdx('Apache-2.0'), name: 'Apache-2.0' },
        { '@id': mintSpdx('MIT'), name: 'MIT' },
      ],
    });
    expect(withoutLists(exported)).toEqual(expect.arrayContaining([...new Set(found)]));
    const things = new Set(
      exported.filter(({ object }) => object.value === term('fair4ml', 'MLModel')).map(({ subject }) => subject.value),
    );
    const own = exported.filter(({ subject }) => things.has(subject.value));
    expect(found).toEqual(expect.arrayContaining([...withoutLists(own)]));
  });

  it('shows one thing as a card and as evidence, each readable alone', async () => {
    const card = JSON.parse(await showCard(graph.store, 'acme/child')) as Record<string, unknown>;
    const evidence = await showEvidence(graph.store, 'acme/child', { dataDir: graph.dataDir });
    const all = lines(await quads({ assertions: 'all', counters: true }));

    expect(Object.keys(card)[0]).toBe('@context');
    expect(await processed(card)).toContain(mintSpdx('MIT'));
    const found = lines(new Parser({ format: formats.nquads }).parse(await processed(JSON.parse(evidence))));
    expect(found.length).toBeGreaterThan(50);
    expect(all).toEqual(expect.arrayContaining([...found]));
  });

  it('has each witness of each value when all are asked for', async () => {
    const found = await quads({ assertions: 'all' });
    const methodsOf = (predicate: string): readonly string[] =>
      found
        .filter((quad) => quad.predicate.value === term('rdf', 'predicate') && quad.object.value === predicate)
        .flatMap((quad) => objects(found, quad.subject.value, term('stemma', 'extractionMethod')))
        .map((iri) => iri.slice(term('stemma', 'method-').length))
        .toSorted();

    expect(methodsOf(term('fair4ml', 'fineTunedFrom'))).toEqual(['hub-tag', 'yaml-frontmatter']);
    expect(methodsOf(term('schema', 'license'))).toEqual(['hub-tag', 'yaml-frontmatter', 'yaml-frontmatter']);
    expect(methodsOf(term('stemma', 'parameterCount'))).toEqual(['hub-api']);
    expect(methodsOf(term('stemma', 'downloads'))).toEqual([]);
  });

  it('agrees with what a JSON-LD processor makes of our JSON-LD, in safe mode', async () => {
    const documentLoader = async (url: string): Promise<object> => {
      if (url !== contextUrl) throw new Error(`asked for ${url}`);
      return { contextUrl: null, documentUrl: url, document: jsonLdContext() };
    };
    const processed: Quad[] = [];
    for await (const line of exportJsonld(graph.store)) {
      const { evidence: _evidence, archivedAt: _noAddress, ...document } = JSON.parse(line) as Record<string, unknown>;
      const options = { safe: true, documentLoader, format: 'application/n-quads' } as object;
      processed.push(
        ...new Parser({ format: 'N-Quads' }).parse((await jsonld.toRDF(document as never, options)) as string),
      );
    }
    const ours = await quads({ assertions: 'none' });
    const status = ['resolved', 'removed', 'resolutionStatus'].map((name) => term('stemma', name));
    const left = new Set([...status, term('schema', 'isBasedOn'), term('schema', 'archivedAt'), term('rdf', 'rest')]);
    const compared = (all: readonly Quad[]): readonly string[] =>
      lines(all.filter(({ predicate }) => !left.has(predicate.value))).map((line) =>
        line.replaceAll(/"(?:_:)?(?:b|n3-)[^"]*"|"[^"]*\/list\/[^"]*"/g, '"cell"'),
      );

    expect(compared(ours).toSorted()).toEqual(compared(processed).toSorted());
    expect(compared(ours).length).toBeGreaterThan(40);
  });
});

function isTripleTerm(object: unknown): object is Quad {
  return (object as { readonly termType: string }).termType === 'Quad';
}

/** By a JSON-LD processor that refuses what it would lose, and that asks nobody for anything. */
async function processed(document: unknown): Promise<string> {
  const documentLoader = (url: string): never => {
    throw new Error(`asked for ${url}`);
  };
  const options = { safe: true, documentLoader, format: 'application/n-quads' } as object;
  return (await jsonld.toRDF(document as never, options)) as unknown as string;
}

function plain({ subject, predicate, object, graph }: Quad): Record<string, string> {
  const datatype = object.termType === 'Literal' ? object.datatype.value : '';
  return { subject: subject.value, predicate: predicate.value, object: object.value, datatype, graph: graph.value };
}
