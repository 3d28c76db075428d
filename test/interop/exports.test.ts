import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { shapesTurtle } from '../../ontology/shapes.ts';
import { exportRdf, type RdfOptions } from '../../src/query/export-rdf.ts';
import { toldGraph } from '../support/told-graph.ts';
import { countByN3, sortedLinesOf, statementsByJsonldJs } from './large.ts';
import { byJena, byPython, hasJena, hasPython, jenaFindings } from './tools.ts';

interface Read {
  readonly [library: string]: { readonly statements: number; readonly same: boolean };
}
interface Source {
  readonly store: GraphStore;
  readonly dataDir: string;
  close(): Promise<void>;
}

const formats = { nquads: 'nq', trig: 'trig', turtle: 'ttl', jsonld: 'jsonld' } as const;
/** A data directory with an embedded graph, to read a large export too. */
const given = process.env['STEMMA_INTEROP_DATA'];
/** rdflib reads some ten thousand statements a second, in seven files. */
const timeout = given === undefined ? 600_000 : 3_600_000;
/** What jsonld.js and N3 can hold at once. */
const mostBytes = 200_000_000;
const sources: readonly (readonly [string, () => Promise<Source>])[] = [
  ['a small graph', () => toldGraph()],
  ...(given === undefined ? [] : ([['the graph of STEMMA_INTEROP_DATA', () => openedAt(given)]] as const)),
];

async function openedAt(dataDir: string): Promise<Source> {
  const store = await openGraph({ dataDir, neo4j: {} });
  return { store, dataDir, close: () => store.close() };
}

describe.each(sources)("exports of %s, read by other people's software", (_title, open) => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-interop-'));
  let source: Source;
  const files = new Map<string, string>();

  beforeAll(async () => {
    source = await open();
    for (const format of Object.keys(formats) as (keyof typeof formats)[]) {
      await write(`graph.${formats[format]}`, { format });
      if (format !== 'jsonld') await write(`graph12.${formats[format]}`, { format, rdf12: true });
    }
  }, timeout);
  afterAll(async () => {
    await source.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function write(name: string, options: Pick<RdfOptions, 'format' | 'rdf12'>): Promise<void> {
    const path = join(folder, name);
    const stream = createWriteStream(path);
    const all = { assertions: given === undefined ? 'all' : 'edges', provenance: true, counters: true } as const;
    for await (const part of exportRdf(source.store, { ...all, ...options, dataDir: source.dataDir }))
      if (!stream.write(part)) await once(stream, 'drain');
    stream.end();
    await once(stream, 'finish');
    files.set(name, path);
  }
  const pathOf = (name: string): string => files.get(name) ?? '';
  const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8');
  const plain = (): readonly string[] => Object.values(formats).map((extension) => pathOf(`graph.${extension}`));

  /** The same of what is too large to be held at once. */
  async function expectTheSameInParts(): Promise<void> {
    const nquads = await sortedLinesOf(pathOf('graph.nq'));
    for (const [extension, format] of [
      ['nq', 'application/n-quads'],
      ['trig', 'application/trig'],
      ['ttl', 'text/turtle'],
    ] as const)
      expect([extension, await countByN3(pathOf(`graph.${extension}`), format)]).toEqual([extension, nquads.length]);
    const found = await statementsByJsonldJs(pathOf('graph.jsonld'));
    expect(found.length).toBe(nquads.length);
    expect(found.every((line, at) => line === nquads[at])).toBe(true);
  }

  it(
    'is the same in N3 and in jsonld.js, which in safe mode loses nothing: its canonical form is the N-Quads',
    async () => {
      if (statSync(pathOf('graph.jsonld')).size > mostBytes) return expectTheSameInParts();
      const documentLoader = (url: string): never => {
        throw new Error(`asked for ${url}`);
      };
      const options = { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true, documentLoader } as object;
      const canonical = (await jsonld.canonize(
        JSON.parse(textOf('graph.jsonld')) as never,
        options,
      )) as unknown as string;
      const nquads = textOf('graph.nq');

      expect(canonical === nquads).toBe(true);
      const statements = nquads.trimEnd().split('\n').length;
      expect(new Parser({ format: 'application/trig' }).parse(textOf('graph.trig')).length).toBe(statements);
    },
    timeout,
  );

  it.skipIf(!hasPython)(
    'is the same in rdflib and in pyoxigraph, which reads RDF 1.2 too',
    () => {
      const terms = ['nq', 'trig', 'ttl'].map((extension) => pathOf(`graph12.${extension}`));
      const found = byPython<Record<string, Read>>('read.py', ...plain(), ...terms);
      const statements = readFileSync(pathOf('graph.nq'), 'latin1').trimEnd().split('\n').length;

      const all = Object.entries(found);
      expect(all).toHaveLength(7);
      for (const [name, read] of all) {
        for (const [library, { statements: held, same }] of Object.entries(read)) {
          expect([name, library, same]).toEqual([name, library, true]);
          if (!name.includes('12')) expect([name, library, held]).toEqual([name, library, statements]);
        }
      }
    },
    timeout,
  );

  it.skipIf(!hasJena)(
    'is accepted by riot, strict, which looks at every lexical form, and is the same there',
    () => {
      const checked = byJena('riotcmd.riot', '--validate', '--strict', ...plain());

      expect(checked.stderr.split('\n').filter((line) => /ERROR|WARN/.test(line))).toEqual([]);
      expect(checked.status).toBe(0);
      if (statSync(pathOf('graph.nq')).size > mostBytes) return;
      const { stdout } = byJena('riotcmd.riot', '--syntax=jsonld', '--output=nquads', pathOf('graph.jsonld'));
      const count = new Parser({ format: 'application/n-quads' }).parse(stdout).length;
      expect(count).toBe(textOf('graph.nq').trimEnd().split('\n').length);
    },
    timeout,
  );

  it.skipIf(!hasJena || !hasPython)(
    'breaks the same shapes in Jena as in pySHACL',
    () => {
      if (statSync(pathOf('graph.nq')).size > mostBytes) return;
      const [shapes, broken, data] = ['shapes.ttl', 'broken.nq', 'broken.nt'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      writeFileSync(shapes, shapesTurtle());
      const text = textOf('graph.nq').replaceAll('"0.95"^^', '"1.95"^^');
      writeFileSync(broken, text);
      writeFileSync(data, text.replaceAll(/ <[^ ]*\/graph\/prov> \.$/gm, ' .'));
      const { findings } = byPython<{ findings: Record<string, number> }>('rdf.py', broken, shapes);

      expect(Object.keys(findings).length).toBeGreaterThan(1);
      expect(jenaFindings(shapes, data)).toEqual(findings);
    },
    timeout,
  );
});
