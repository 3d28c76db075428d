import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { graphVersion } from '../../graph/graph-version.ts';
import { mintModel } from '../../ontology/iri.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { redactRun } from '../../src/core/run/redact-run.ts';
import { entitiesPath } from '../../src/core/run/run-paths.ts';
import { finishPending, forget, planForget, type ForgetPlan } from '../../src/pipeline/forget/forget.ts';
import { writePending } from '../../src/pipeline/forget/pending.ts';
import type { PipelineContext } from '../../src/pipeline/plan.ts';
import { verifyRuns } from '../../src/pipeline/verify.ts';
import { subjectIn } from '../../src/query/forget-subject.ts';
import { nquadsFileOf } from '../../src/query/sparql/nquads-file.ts';
import { history } from '../../src/query/history.ts';
import { show } from '../../src/query/show.ts';
import { why } from '../../src/query/why.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import type { Answer } from '../support/run-folder.ts';
import { loadNights, mapNight, pageOf, storeNight } from '../support/small-nights.ts';
import { onBothEngines, read, reading, type Sandbox } from './engines.ts';

const secrets = ['confidential-tag', 'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef', 'whispered-in-the-card', '987654321'];
const child = {
  _id: '64b7f0c1a2b3c4d5e6f70001',
  id: 'acme/child',
  downloads: 987654321,
  sha: secrets[1],
  tags: ['base_model:acme/base', 'base_model:finetune:acme/base', 'license:mit', secrets[0]],
  cardData: { base_model: 'acme/base', tags: [secrets[0]] },
};
const base = { _id: '64b7f0c1a2b3c4d5e6f70000', id: 'acme/base', sha: 'b'.repeat(40), tags: ['license:mit'] };
const grandchild = {
  _id: '64b7f0c1a2b3c4d5e6f70002',
  id: 'acme/grandchild',
  tags: ['base_model:acme/child', 'base_model:adapter:acme/child', 'kept-tag'],
  cardData: { base_model: 'acme/child' },
};
const card = (id: string, text: string): Answer => ({
  resource: 'hf_model_cards',
  path: `${id}/resolve/main/README.md`,
  mediaType: 'text/markdown; charset=utf-8',
  body: `---\nlicense: mit\ntags:\n- ${text}\n---\n# ${id}\n\n${text}\n`,
});
const first = [
  pageOf([base, child, grandchild]),
  card('acme/child', 'whispered-in-the-card'),
  card('acme/base', 'told'),
];
const second = [pageOf([grandchild, { ...child, likes: 4, gated: 'auto' }])];

onBothEngines('forgetting a thing', (makeSandbox: () => Promise<Sandbox>) => {
  let sandbox: Sandbox;
  let context: PipelineContext;
  let runs: string[] = [];
  beforeEach(async () => {
    sandbox = await makeSandbox();
    const { dataDir, location } = sandbox;
    const { uri, neo4j } = location;
    context = {
      dataDir,
      graph: {
        ...(uri === undefined ? {} : { uri }),
        neo4j: { ...neo4j, user: neo4j.user ?? '', password: neo4j.password ?? '' },
      },
      progress: silentProgress,
      logger: createLogger({ level: 'silent', format: 'json', secrets: [] }),
      clock: systemClock,
      signal: new AbortController().signal,
      createHttp: () => {
        throw new Error('nobody is asked');
      },
    };
    runs = [await storeNight(dataDir, '2026-11-20', first), await storeNight(dataDir, '2026-11-21', second)];
    for (const run of runs) await mapNight(dataDir, run);
    await loadNights(location, runs.slice(0, 1));
    await loadNights(location, runs.slice(1));
  });
  afterEach(() => sandbox.remove());

  const plan = async (): Promise<ForgetPlan> =>
    planForget(await reading(sandbox, (store) => subjectIn(store, 'acme/child')), context);
  const verified = () =>
    verifyRuns(sandbox.dataDir, runs, { progress: silentProgress, signal: new AbortController().signal });
  const accountsOf = async (run: string, id: string): Promise<readonly unknown[]> => {
    const lines = (await readFile(entitiesPath(sandbox.dataDir, run), 'utf8')).trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as { '@id': string }).filter((line) => line['@id'] === mintModel(id));
  };

  /** Files below the data directory, graph included, and values of the graph, that hold a text. */
  async function holding(text: string): Promise<readonly string[]> {
    const { dataDir } = sandbox;
    const names = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const found: string[] = [];
    for (const entry of names.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      if ((await readFile(path)).includes(text)) found.push(path);
    }
    const nodes = await read(sandbox, 'MATCH (n:Resource) RETURN n.uri AS uri, properties(n) AS held');
    return [...found, ...nodes.filter((node) => JSON.stringify(node).includes(text)).map(({ uri }) => String(uri))];
  }

  it('leaves a tombstone and what others say; nothing that it said is found anywhere, and all runs verify', async () => {
    for (const text of secrets) expect(await holding(text), text).not.toEqual([]);
    const before = await accountsOf(runs[0] ?? '', 'acme/grandchild');
    const forSparql = await reading(sandbox, async (store) =>
      nquadsFileOf(store, await graphVersion(sandbox.location, store), {
        dataDir: sandbox.dataDir,
        clock: systemClock,
      }),
    );
    expect(await holding('987654321')).toContain(forSparql.file);
    const planned = await plan();
    expect(planned.places.map(({ run, records, parts }) => [run, records, parts])).toEqual([
      [runs[0], 2, 0],
      [runs[1], 1, 0],
    ]);

    const forgotten = await forget(planned, context, { reason: 'asked for', hasGraph: true });
    const version = await reading(sandbox, (store) => graphVersion(sandbox.location, store));
    expect(forSparql.version.startsWith(version)).toBe(false);

    for (const text of secrets) expect(await holding(text), text).toEqual([]);
    expect((await verified()).map(({ ok, redacted, problems }) => [ok, redacted, problems])).toEqual([
      [true, 2, []],
      [true, 1, []],
    ]);
    expect(await accountsOf(runs[0] ?? '', 'acme/child')).toEqual([]);
    expect(await accountsOf(runs[0] ?? '', 'acme/grandchild')).toEqual(before);
    const document = await reading(sandbox, (store) => show(store, 'acme/child'));
    expect(Object.keys(document).toSorted()).toEqual(
      ['@context', '@id', '@type', 'forgotten', 'id', 'name', 'removed', 'resolved'].toSorted(),
    );
    expect(document).toMatchObject({ id: 'hf:acme/child', removed: true, resolved: false });
    expect(Date.parse(String(document['forgotten']))).toBe(Date.parse(forgotten.at));
    const { dataDir } = sandbox;
    const told = await reading(sandbox, (store) => why(store, 'acme/child', { dataDir }));
    expect(told).toMatchObject({ items: [], forgotten: document['forgotten'] });
    expect(await reading(sandbox, (store) => history(store, 'acme/child', { dataDir }))).toMatchObject({
      items: [],
      forgotten: document['forgotten'],
    });
    const edges = await read(
      sandbox,
      'MATCH (a:MLModel)-[r:ADAPTER_OF|FINE_TUNED_FROM]->(b:MLModel) RETURN a.id AS a, type(r) AS type, b.id AS b',
    );
    expect(edges).toEqual([{ a: 'hf:acme/grandchild', type: 'ADAPTER_OF', b: 'hf:acme/child' }]);
    const others = await reading(sandbox, (store) => why(store, 'acme/grandchild', { dataDir }));
    expect(others.items.filter(({ verified: isVerified }) => !isVerified)).toEqual([]);
  });

  it('keeps it forgotten when a later run tells of it, whose bytes go when it is forgotten again', async () => {
    await forget(await plan(), context, { hasGraph: true });
    const later = await storeNight(sandbox.dataDir, '2026-11-22', second);
    runs = [...runs, later];
    await mapNight(sandbox.dataDir, later);
    await loadNights(sandbox.location, [later]);

    expect(await accountsOf(later, 'acme/child')).toEqual([]);
    const document = await reading(sandbox, (store) => show(store, 'acme/child'));
    expect(document).toMatchObject({ removed: true, resolved: false });
    expect(document['gated']).toBeUndefined();
    const again = await plan();
    expect(again.places.map(({ run, records }) => [run, records])).toEqual([[later, 1]]);
    await forget(again, context, { hasGraph: true });
    for (const text of secrets) expect(await holding(text), text).toEqual([]);
    expect((await verified()).every(({ ok }) => ok)).toBe(true);
  });

  it('that was killed is completed by doing it again', async () => {
    const planned = await plan();
    const { subject, places } = planned;
    await writePending(sandbox.dataDir, { forgotten: { ...subject, at: '2026-12-01T00:00:00.000Z' }, places });
    const [one, ...rest] = places;
    if (one === undefined || rest.length === 0) throw new Error('there are two places');
    // The first run is done; of the second the bytes are gone, and its ledger does not know it yet.
    await redactRun({ ...one, dataDir: sandbox.dataDir }, one.redactions, '2026-12-01T00:00:00.000Z');
    const path = join(sandbox.dataDir, `raw/huggingface/${runs[1]}/hf_models.json`);
    const bytes = await readFile(path);
    for (const [offset, length] of rest.flatMap(({ redactions }) => redactions.flatMap(({ ranges }) => ranges)))
      bytes.fill(' ', offset, offset + length);
    await writeFile(path, bytes);
    expect((await verified()).map(({ ok }) => ok)).toEqual([true, false]);
    const told = await stemmaHere(['verify', '--data-dir', sandbox.dataDir]);
    expect(told.stderr).toContain('forgetting hf:acme/child was not finished');
    expect(told.stderr).not.toContain('backup');
    await expect(forget(planned, context, { hasGraph: true })).rejects.toMatchObject({ code: 'STEMMA_RUN' });

    expect(await finishPending(context, true)).toMatchObject({ id: 'hf:acme/child' });

    for (const text of secrets) expect(await holding(text), text).toEqual([]);
    expect((await verified()).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await finishPending(context, true)).toBeUndefined();
  });
});
