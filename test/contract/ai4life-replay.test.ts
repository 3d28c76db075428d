import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import { orcidOf } from '../../ontology/iri-people.ts';
import { readMisses } from '../../src/core/run/ledger.ts';
import type { Miss } from '../../src/core/run/types.ts';
import { RawChecker } from '../../src/query/raw-check.ts';
import { why } from '../../src/query/why.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { realdata, recordedFiles } from '../support/realdata.ts';
import { replayPath, type ReplayServer, startReplay } from '../support/replay-server.ts';
import { seededRandom, shuffled } from '../support/seeded-random.ts';
import { json } from '../support/stemma-cli.ts';

const isMissing = replayPath === '' || realdata === undefined;
if (isMissing) console.log('skipped: the collection of BioImage.IO (STEMMA_REPLAY and STEMMA_REALDATA are not set)');

/** Read from the recordings by plain means, past everything that is tested here. */
interface Recorded {
  readonly kinds: Readonly<Record<string, number>>;
  readonly manifests: readonly Readonly<Record<string, unknown>>[];
}

function readRecorded(): Recorded {
  const files = recordedFiles('ai4life/collection-2026-05.tar.gz');
  const index = JSON.parse(files.get('index.json')?.toString() ?? '{}') as {
    items: { id: string; type: string; versions: { version: string }[] }[];
  };
  const kinds: Record<string, number> = {};
  const manifests: Readonly<Record<string, unknown>>[] = [];
  for (const { id, type, versions } of index.items) {
    kinds[type] = (kinds[type] ?? 0) + 1;
    const last = versions
      .map(({ version }) => Number(version.slice(1)))
      .toSorted((a, b) => a - b)
      .at(-1);
    const name = `${id.replace('/', '__').replace(':', '_')}__v${last}.json`;
    manifests.push(JSON.parse(files.get(`rdf_content/${name}`)?.toString() ?? '{}') as Record<string, unknown>);
  }
  return { kinds, manifests };
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : [];
}

describe.skipIf(isMissing)('the collection of BioImage.IO, from its server to the graph', { timeout: 60_000 }, () => {
  let dataDir = '';
  let store: GraphStore;
  let recorded: Recorded;
  let misses: Miss[] = [];
  let replay: ReplayServer;
  const reports: Readonly<Record<string, unknown>>[] = [];
  let removedOf: readonly Row[] = [];

  async function rowsOf(statement: string, params: Row = {}): Promise<readonly Row[]> {
    return store.read<Row>(statement, params);
  }

  async function night(replay: ReplayServer, ...args: readonly string[]): Promise<void> {
    const env = { AI4LIFE_BASE_URL: replay.urls.hypha, AI4LIFE_THREADS: '24', DATA_DIR: dataDir };
    const result = await stemmaHere(['run', 'ai4life', ...args, '--json', '--no-progress'], env);
    expect([result.code, result.code === 0 ? '' : result.stderr]).toEqual([0, '']);
    reports.push(json(result));
  }

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'stemma-ai4life-'));
    recorded = readRecorded();
    const before = await startReplay({ collection: '2025-09-08' });
    await night(before, '--select', 'ai4life_records');
    await before.close();
    replay = await startReplay({ collection: 'latest' });
    await night(replay);
    store = await openGraph({ dataDir, neo4j: {} });
    removedOf = await rowsOf('MATCH (n:Resource) WHERE n.removed = true RETURN n.id AS id, n.lastSeen AS lastSeen');
    for await (const miss of readMisses(dataDir, 'ai4life', String(reports[1]?.['run']))) misses.push(miss);
  }, 120_000);
  afterAll(async () => {
    await store?.close();
    await replay?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const classes = {
    MLModel: 'model',
    Dataset: 'dataset',
    SoftwareApplication: 'application',
    SoftwareSourceCode: 'notebook',
  } as const;

  it('has every model, data set, application and notebook there is', async () => {
    const found: Record<string, number> = {};
    for (const [label, kind] of Object.entries(classes)) {
      const [row] = await rowsOf(
        `MATCH (n:${label})-[:DESCRIBED_BY]->(d:Description) WHERE d.resource = 'ai4life_records' AND d.validTo IS NULL
         AND n.resolved = true RETURN count(DISTINCT n) AS n`,
      );
      found[kind] = Number(row?.['n']);
    }

    expect(found).toEqual(recorded.kinds);
    expect(found).toEqual({ model: 137, dataset: 50, application: 65, notebook: 4 });
  });

  it('takes what a later state of the collection lacks for removed, and nothing else', async () => {
    const { resources } = reports[0] as { resources: Record<string, { fetched: number; new: number }> };
    const { resources: later } = reports[1] as { resources: Record<string, { fetched: number; new: number }> };

    expect(resources['ai4life_records']).toMatchObject({ fetched: 234, new: 234 });
    expect(later['ai4life_records']).toMatchObject({ fetched: 256, new: 23 });
    expect(removedOf).toHaveLength(1);
    expect(removedOf[0]?.['lastSeen']).toBeTruthy();
  });

  it('says of people, papers, licences and hashes what the descriptions say', async () => {
    const models = recorded.manifests.filter(({ type }) => type === 'model');
    const orcids = new Set<string>();
    const licenses = new Map<string, number>();
    let hashes = 0;
    for (const manifest of recorded.manifests) {
      for (const person of [...listOf(manifest['authors']), ...listOf(manifest['maintainers'])]) {
        const orcid = orcidOf(String(person['orcid'] ?? ''));
        if (orcid !== undefined) orcids.add(orcid);
      }
    }
    for (const { license, weights } of models) {
      licenses.set(String(license), (licenses.get(String(license)) ?? 0) + 1);
      for (const format of Object.values((weights ?? {}) as Record<string, { sha256?: unknown } | null>))
        if (typeof format?.sha256 === 'string') hashes += 1;
    }

    const people = await rowsOf("MATCH (p:Person) WHERE p.id STARTS WITH 'orcid:' RETURN substring(p.id, 6) AS id");
    const licensed = await rowsOf(
      "MATCH (m:MLModel) WHERE m.id STARTS WITH 'bioimageio:' AND m.licenseTag IS NOT NULL AND (m.removed IS NULL OR m.removed = false) RETURN m.licenseTag AS tag, count(m) AS n",
    );
    const [hashed] = await rowsOf(
      `MATCH (m:MLModel)-[:DISTRIBUTION]->(f:DataDownload) WHERE f.sha256 IS NOT NULL
       AND (m.removed IS NULL OR m.removed = false) RETURN count(DISTINCT f) AS n`,
    );

    const current = new Set(people.map(({ id }) => String(id)));
    expect([...orcids].filter((id) => !current.has(id))).toEqual([]);
    expect(Object.fromEntries(licensed.map(({ tag, n }) => [String(tag), Number(n)]))).toEqual(
      Object.fromEntries(licenses),
    );
    expect(hashed?.['n']).toBe(hashes);
  });

  it('leads from training data named by old ids to the data sets, and keeps what is no id as a word', async () => {
    const [trained] = await rowsOf(
      "MATCH (m:MLModel)-[:TRAINED_ON]->(d:Dataset) WHERE m.id STARTS WITH 'bioimageio:' AND d.resolved = true RETURN count(m) AS n",
    );
    const stubs = await rowsOf(
      "MATCH (m:MLModel)-[r:TRAINED_ON]->(d:Dataset) WHERE m.id STARTS WITH 'bioimageio:' AND d.resolved = false RETURN DISTINCT d.id AS id",
    );
    const words = await rowsOf(
      'MATCH (m:MLModel) WHERE m.trainingDataText IS NOT NULL RETURN m.trainingDataText AS text',
    );

    // 50 by alias, 10 by id, 3 that differ from an id by letter case.
    expect(trained?.['n']).toBe(63);
    expect(stubs.map(({ id }) => id).toSorted()).toEqual([
      'bioimageio:datasets/10.5281/zenodo.7612115',
      'bioimageio:datasets/ilastik/stradist_dsb_training_data',
    ]);
    expect(words).toEqual([{ text: ['0000'] }]);
    expect(misses.filter(({ context }) => context?.['role'] === 'training_data').map(({ kind }) => kind)).toEqual([
      'not-asked',
      'not-asked',
      'not-asked',
      'not-asked',
      'not-asked',
    ]);
  });

  it('answers which models take 3D EM, under which licence, with which training data', async () => {
    const result = await stemmaHere(
      ['query', 'models-by-modality', '--param', 'modality=electron-microscopy', '--param', 'dimensions=3D', '--json'],
      { DATA_DIR: dataDir },
    );
    expect(result.code, result.stderr).toBe(0);
    const { items: rows } = JSON.parse(result.stdout) as { items: Record<string, unknown>[] };

    const wanted = recorded.manifests.filter(({ type, tags, inputs }) => {
      const [first] = listOf(inputs);
      const axes = first?.['axes'];
      const letters =
        typeof axes === 'string'
          ? axes
          : listOf(axes)
              .map((axis) => axis['id'] ?? axis['type'])
              .join(' ');
      const isEm = (tags as string[] | undefined)?.some((tag) => /^electron[- ]microscopy$/i.test(tag)) === true;
      return type === 'model' && isEm && /z/.test(letters);
    });
    expect(rows.map((row) => row['name']).toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
    expect(rows.every((row) => String(row['axes']).includes('z'))).toBe(true);
    expect(rows.filter((row) => (row['trainedOn'] as string[]).length > 0).length).toBeGreaterThan(8);
  });

  it('counts as nobody reading it: every request is silent, each answer asked for once', () => {
    const stats = replay.stats() as unknown as Readonly<Record<string, unknown>>;
    expect(stats['hyphaReadsThatCountViews']).toBe(0);
    expect(Object.keys(stats['unsupported'] ?? {})).toEqual([]);
  });

  it('stands by every value: what was read, where, is there still', { timeout: 60_000 }, async () => {
    const rows = await rowsOf(
      "MATCH (n:Resource)-[:DESCRIBED_BY]->(d:Description) WHERE d.source = 'ai4life' AND d.validTo IS NULL RETURN DISTINCT n.uri AS uri ORDER BY uri",
    );
    const checker = new RawChecker(dataDir);
    const looked = [];
    for (const { uri } of shuffled(rows, seededRandom(5)).slice(0, 60)) {
      const { items } = await why(store, String(uri), { dataDir, checker });
      looked.push(...items.filter(({ source }) => source === 'ai4life'));
    }

    expect(looked.length).toBeGreaterThan(300);
    expect(looked.filter((item) => !item.verified && item.note === undefined)).toEqual([]);
  });

  it('keeps no e-mail address of anybody but in what was received', () => {
    const run = String(reports[1]?.['run']);
    for (const file of ['entities.ndjson', 'issues.ndjson'])
      expect(readFileSync(join(dataDir, 'jsonld', run, file), 'utf8')).not.toMatch(/redacted@example\.org/);
  });

  it('shows and explains a model by its nickname, its old id and its page', async () => {
    const env = { DATA_DIR: dataDir };
    for (const name of [
      'chatty-frog',
      '10.5281/zenodo.6338614/6338615',
      'https://bioimage.io/#/artifacts/chatty-frog',
    ]) {
      const shown = await stemmaHere(['show', `${name.startsWith('10.') ? 'bioimageio:' : ''}${name}`, '--json'], env);
      expect([shown.code, json(shown)['id']]).toEqual([0, 'bioimageio:chatty-frog']);
    }
    const lineage = await stemmaHere(['lineage', 'chatty-frog', '--json'], env);
    expect(lineage.code, lineage.stderr).toBe(0);
    const explained = await stemmaHere(['why', 'chatty-frog', 'license', '--json'], env);
    expect(explained.code, explained.stderr).toBe(0);
    expect((JSON.parse(explained.stdout) as { items: { verified: boolean; method: string }[] }).items).toMatchObject([
      { verified: true, method: 'bioimageio-rdf' },
    ]);
  });

  it('writes nothing when the same is read again, and asks for the list alone', async () => {
    await store.close();
    await night(replay);
    store = await openGraph({ dataDir, neo4j: {} });

    const report = reports.at(-1) as { requests?: number; sourceStages: Record<string, { requests: number }> };
    const asked = Object.values(report.sourceStages).map(({ requests }) => requests);
    expect(asked.reduce((sum, n) => sum + n, 0)).toBe(3);
    expect(JSON.stringify(report)).toContain('"nodesCreated":0');
  });
});
