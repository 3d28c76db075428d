import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, iriOfId, mintModel } from '../../ontology/iri.ts';
import { packageFile } from '../../src/core/package-files.ts';
import { openGraph, type Graph } from '../../src/index.ts';
import { loadNight, storeNight } from '../support/nights/stored-night.ts';
import { stemmaHere } from '../support/cli-in-process.ts';

/** The same letters to the eye, other code points. */
const composed = 'accents/caf\u00e9';
const decomposed = 'accents/cafe\u0301';
const angstrom = 'accents/\u212b';
const ring = 'accents/\u00c5';
const names = [
  composed,
  decomposed,
  angstrom,
  ring,
  'faces/🤗',
  'faces/👩‍👩‍👧',
  'right/שלום',
  'right/مرحبا',
  'reordered/\u202Egpj.model',
  'marked/\u200Fx\u061C',
  'wide/模型',
  'old/ﬁligature',
];
/** What a tag or a licence's name may hold. */
const words = [
  'nul\u0000here',
  'esc\u001b[31mred\u001b[0m',
  'bell\u0007',
  'c1\u009b2J',
  'cr\rback',
  'over\u202Eride\u202C',
  'isolate\u2067d\u2069',
  'line\u2028end',
  'e\u0301',
  '\u00e9',
  '🤗',
  '\u{10FFFF}',
];
/** Everything that may drive a terminal or reorder a line; tab and line feed are ours. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const dangerous = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

let dataDir = '';
let graph: Graph;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stemma-unicode-'));
  const rows = names.map((id, at) => ({
    _id: at.toString(16).padStart(24, '0'),
    id,
    tags: [...words, `base_model:${names[0]}`],
    cardData: { license: 'other', license_name: words[at % words.length], base_model: names[(at + 1) % names.length] },
    pipeline_tag: 'text-generation\u001b[2J',
  }));
  await loadNight({ dataDir, neo4j: {} }, await storeNight(dataDir, 1, rows));
  graph = await openGraph({ dataDir });
});
afterAll(async () => {
  await graph.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function exported(): Promise<ReadonlyMap<string, Record<string, unknown>>> {
  const all = new Map<string, Record<string, unknown>>();
  for await (const line of graph.exportJsonld()) {
    const node = JSON.parse(line) as Record<string, unknown>;
    all.set(String(node['@id']), node);
  }
  return all;
}

describe('identity', () => {
  it('is the code points: nothing is normalised, folded or trimmed, and the rule is written down', async () => {
    expect(composed.normalize('NFC')).toBe(decomposed.normalize('NFC'));
    const { items } = await graph.cypher(
      'MATCH (m:MLModel) WHERE m.id STARTS WITH $prefix RETURN m.id AS id, m.uri AS uri ORDER BY id',
      { prefix: 'hf:accents/' },
    );

    expect(items.map((row) => row['id'])).toEqual(
      [composed, decomposed, angstrom, ring].map((id) => `hf:${id}`).toSorted(),
    );
    expect(new Set(items.map((row) => row['uri'])).size).toBe(4);
    expect(await readFile(packageFile('ontology/README.md'), 'utf8')).toMatch(
      /without case\s+folding and without Unicode normalisation/,
    );
  });

  it.each(names)('%j leads from the name to the IRI and back', async (name) => {
    const iri = mintModel(name);

    expect(iri).toMatch(/^[\x21-\x7e]+$/);
    expect(identify(iri)?.id).toBe(`hf:${name}`);
    expect(iriOfId(`hf:${name}`)).toBe(iri);
    expect(await graph.show(name)).toMatchObject({ '@id': iri, name: name.slice(name.indexOf('/') + 1) });
  });
});

describe('what a source writes', () => {
  it('comes out of the graph as it went in, code point by code point', async () => {
    const nodes = await exported();
    for (const name of names) {
      const keywords = nodes.get(mintModel(name))?.['keywords'] as readonly string[];
      expect(keywords.toSorted(), name).toEqual(words.toSorted());
    }
    const licences = [...nodes.values()].filter((node) => node['@type'] === 'License').map((node) => node['name']);
    expect(licences.length).toBeGreaterThan(0);
  });

  it('leads from a value to its bytes', async () => {
    for (const name of names) {
      const { items } = await graph.why(name, 'keywords');
      expect(
        items
          .filter((item) => item.verified)
          .map((item) => item.value)
          .toSorted(),
        name,
      ).toEqual(words.toSorted());
    }
  });
});

describe('the terminal', () => {
  const id = 'reordered/\u202Egpj.model';
  it.each([
    ['search', ''],
    ['search', 'reordered'],
    ['show', id],
    ['why', id],
    ['lineage', id, '--both'],
    ['lineage', id, '--up', '--as', 'table'],
    ['lineage', id, '--as', 'mermaid'],
    ['lineage', id, '--as', 'dot'],
    ['show', 'nobody/\u001b[31m\u202Ehere'],
    ['query', 'lineage/children-by-kind', '--param', `id=${composed}`],
    ['cypher', 'MATCH (m:MLModel) RETURN m.id AS id, m.keywords AS keywords ORDER BY id'],
    ['runs', 'show'],
    ['runs', 'list'],
    ['status'],
  ])('%s %j gets nothing that could drive it or turn a line around', { timeout: 60_000 }, async (...args) => {
    // In a pipe, and on a terminal without colours: then every escape sequence is somebody else's.
    for (const terminal of [{}, { columns: 100 }]) {
      const words = args.filter((word) => word !== undefined);
      const { stdout, stderr } = await stemmaHere([...words, '--no-color', '--data-dir', dataDir], {}, terminal);

      expect(stdout.length + stderr.length).toBeGreaterThan(0);
      expect(dangerous.exec(stdout)?.[0]).toBeUndefined();
      expect(dangerous.exec(stderr)?.[0]).toBeUndefined();
    }
  });
});
