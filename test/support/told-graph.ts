import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importRdf, type ImportReport } from '../../graph/rdf/read/import-rdf.ts';
import type { ReadFormat } from '../../graph/rdf/read/read-file.ts';
import type { GraphStore } from '../../graph/store.ts';
import { mintAccount, mintArxivPaper, mintLanguage, mintModel, mintSpdx } from '../../ontology/iri.ts';
import { exportRdf, type RdfOptions } from '../../src/query/export-rdf.ts';
import { OpenGraph, sandboxOf } from '../store/engines.ts';
import { type StatedModel, writeRun } from '../store/run-fixture.ts';

export const toldRun = '2026-11-20_10-00-00_aaaaaaaa';
export const toldAuthority = ['huggingface hf_models', 'huggingface hf_model_cards'];
const laterRun = '2026-11-21_10-00-00_bbbbbbbb';

/** What RDF can make difficult: texts, times, long numbers, lists, JSON, addresses that are none, two accounts that differ. */
export const toldModels: readonly StatedModel[] = [
  {
    hubId: 'acme/child',
    values: {
      description: 'Says "no" \\ yes\nand\ttabs, é, 😀, \u0007 and <tags>',
      url: 'https://hub.example/acme/child',
      archivedAt: ['https://zenodo.example/a%20b', 'not an address', 'cc:by'],
      dateCreated: '2026-01-02T03:04:05.5Z',
      parameterCount: '9007199254740993',
      co2Equivalent: 12.5,
      disabled: false,
      authorNames: ['Zoe Zed', 'Ann Able', 'Zoe Zed'],
      keywords: ['ä', 'b', '1', 'true'],
      modelInputs: '[{"a":"é\\"","b":1.5},null]',
      downloads: 12,
    },
    references: {
      fineTunedFrom: [mintModel('acme/base')],
      mergedFrom: [mintModel('acme/base')],
      license: [mintSpdx('MIT')],
      inLanguage: [mintLanguage('pt-BR')],
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
    values: { description: 'another', authorNames: ['Yan'], keywords: ['b', 'c'] },
    references: { license: [mintSpdx('Apache-2.0')], fineTunedFrom: [mintModel('acme/base')] },
    methods: ['yaml-frontmatter'],
  },
];

/** An embedded graph of two runs: the second changes an account and redirects a name. */
export async function toldGraph(models: readonly StatedModel[] = toldModels): Promise<OpenGraph> {
  const graph = await OpenGraph.of(() => sandboxOf('embedded'));
  await graph.store.ensureSchema();
  await writeRun({ dataDir: graph.dataDir, run: toldRun, models });
  await graph.load(toldRun, { authority: toldAuthority });
  await writeRun({
    dataDir: graph.dataDir,
    run: laterRun,
    models: [
      { hubId: 'acme/old', values: { description: 'was' }, references: { redirectsTo: [mintModel('acme/child')] } },
      { hubId: 'acme/base', values: { description: 'now described', authorNames: ['Bea'] } },
    ],
  });
  await graph.load(laterRun, { authority: toldAuthority });
  return graph;
}

export async function exported(store: GraphStore, options: RdfOptions): Promise<string> {
  let text = '';
  for await (const part of exportRdf(store, options)) text += String(part);
  return text;
}

const extensions = { nquads: 'nq.gz', turtle: 'ttl', trig: 'trig', jsonld: 'jsonld' } as const;

/** Imports a text into an empty graph. `accountsOf`: a data directory whose mapped files the new one is given too. */
export async function imported(
  target: OpenGraph,
  text: string,
  { format, accountsOf, ...more }: { format: ReadFormat; accountsOf?: string | undefined; bytesInMemory?: number },
): Promise<ImportReport> {
  const folder = await mkdtemp(join(tmpdir(), 'stemma-import-'));
  try {
    const path = join(folder, `graph.${extensions[format]}`);
    await writeFile(path, path.endsWith('.gz') ? gzipSync(text) : text);
    if (accountsOf !== undefined)
      await cp(join(accountsOf, 'jsonld'), join(target.dataDir, 'jsonld'), { recursive: true });
    const { store, dataDir } = target;
    return await importRdf({ store, dataDir, files: [{ path, format }], authority: toldAuthority, ...more });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
