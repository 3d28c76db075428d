import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, iriOfId, mintModel } from '../../ontology/iri.ts';
import { openGraph } from '../../src/index.ts';
import { loadNight, storeNight } from '../support/nights/stored-night.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** Names that some file system, shell or archive does not take as they are. */
const pieces = [
  'CON',
  'con',
  'PRN',
  'AUX',
  'NUL',
  'nul.txt',
  'COM1',
  'LPT9',
  '.',
  '..',
  '...',
  '.git',
  '~',
  '-rf',
  'a--b',
  'c',
  'a',
  'b--c',
  'b',
  'x'.repeat(96),
  '🤗',
  '👩‍👩‍👧',
  'é',
  'e\u0301',
  'İ',
  'ſ',
  'name.',
  'name ',
  ' name',
  'a:b',
  'a*b',
  'a?b',
  'a"b',
  'a<b>',
  'a|b',
  'a\\b',
  'C:',
  '%2e%2e',
  '%2F',
  '$HOME',
  '`id`',
  'Twin',
  'twin',
  'TWIN',
  '\u202Egpj',
  '__proto__',
];

/** 100,000 ids: every pair of pieces, then random strings of all planes. */
function ids(): readonly string[] {
  const random = seededRandom(20_260_801);
  const pick = (below: number): number => Math.floor(random() * below);
  const all = new Set(pieces.flatMap((first) => pieces.map((second) => `${first}/${second}`)));
  const character = (): string => {
    const kind = pick(4);
    if (kind < 2) return String.fromCodePoint(33 + pick(94));
    if (kind === 2) return String.fromCodePoint(0xa1 + pick(0xd000));
    return String.fromCodePoint(0x1f300 + pick(0x300));
  };
  while (all.size < 100_000) {
    const name = (): string =>
      Array.from({ length: 1 + pick(20) }, character)
        .join('')
        .replaceAll('/', '');
    all.add(`${name()}/${name()}`);
  }
  return [...all];
}

describe('an id as a name', () => {
  it('is written reversibly for 100,000 ids, and no two are written alike', { timeout: 60_000 }, () => {
    const all = ids();
    const seen = new Set<string>();
    for (const id of all) {
      const iri = mintModel(id);
      const short = identify(iri)?.id ?? '';
      if (iriOfId(short) !== iri || !short.endsWith(id.replaceAll('%', '%25'))) expect.unreachable(JSON.stringify(id));
      seen.add(iri);
    }
    expect(all).toHaveLength(100_000);
    expect(seen.size).toBe(all.length);
  });

  it('keeps apart what joining by `--` would make one', () => {
    expect(mintModel('a/b--c')).not.toBe(mintModel('a--b/c'));
  });
});

describe('files', () => {
  let dataDir = '';
  // What the Hub could serve at all: no white space, no back-slash, no control characters.
  const served = pieces.filter((piece) => !/[\s\\]/.test(piece));
  const models = served.flatMap((first) => served.map((second) => `${first}/${second}`));

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stemma-id-files-'));
    const rows = models.map((id, at) => ({ _id: at.toString(16).padStart(24, '0'), id, tags: [], cardData: {} }));
    await loadNight({ dataDir: join(dataDir, 'data'), neo4j: {} }, await storeNight(join(dataDir, 'data'), 1, rows));
  }, 60_000);
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('never carry an id: their names are plain, lower case, and as many for one model as for two thousand', async () => {
    const names = await readdir(dataDir, { recursive: true });

    expect(names.filter((name) => !/^[a-z0-9_./-]+$/.test(name))).toEqual([]);
    expect(names.length).toBeLessThan(30);
    expect(await readdir(dataDir)).toEqual(['data']);
    for (const name of names) {
      const stem = name.split('/').at(-1)?.split('.')[0] ?? '';
      expect(/^(?:con|prn|aux|nul|com\d|lpt\d)$/.test(stem), name).toBe(false);
    }
  });

  it('hold every one of them: twins by case and by accent are different models', async () => {
    const graph = await openGraph({ dataDir: join(dataDir, 'data') });
    try {
      const exported: string[] = [];
      for await (const line of graph.exportJsonld()) {
        const node = JSON.parse(line) as Record<string, unknown>;
        if (node['@type'] === 'MLModel') exported.push(String(node['@id']));
      }
      expect(exported.toSorted()).toEqual(models.map((id) => mintModel(id)).toSorted());
    } finally {
      await graph.close();
    }
  });
});
