import { afterEach, beforeEach, expect, it } from 'vitest';
import { mintAccount, mintHubLicense, mintLanguage, mintModel, mintSpdx, mintTerm } from '../../ontology/iri.ts';
import { domainRelationshipTypes } from '../../ontology/model.ts';
import { emptyCounts } from '../../graph/load-report.ts';
import { dump, load, onBothEngines, read } from './engines.ts';
import type { Sandbox } from './engines.ts';
import { writeRun } from './run-fixture.ts';
import type { StatedModel } from './run-fixture.ts';

const [day1, day2, day3, day4] = [
  '2026-11-20_10-00-00_aaaaaaaa',
  '2026-11-21_10-00-00_bbbbbbbb',
  '2026-11-22_10-00-00_cccccccc',
  '2026-11-23_10-00-00_dddddddd',
] as const;

const base: StatedModel = {
  hubId: 'org/base',
  values: {
    dateCreated: '2024-01-02T03:04:05.000Z',
    keywords: ['b', 'a'],
    downloads: 10,
    likes: 2,
    trendingScore: 3,
    gated: 'auto',
  },
  references: {
    sharedBy: [mintAccount('org')],
    license: [mintSpdx('MIT')],
    mlTask: [mintTerm('hf-task', 'text-generation')],
  },
};
const child: StatedModel = {
  hubId: 'me/child',
  values: { downloads: 1, parameterCount: '9007199254740993' },
  methods: ['yaml-frontmatter', 'hub-tag'],
  references: {
    fineTunedFrom: [mintModel('org/base')],
    adapterOf: [mintModel('lost/parent')],
    inLanguage: [mintLanguage('en')],
  },
  literals: { [`fineTunedFrom ${mintModel('org/base')}`]: 'Org/Base' },
};
const nothing = emptyCounts();

onBothEngines('loading a run', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await makeSandbox();
  });
  afterEach(() => sandbox.remove());

  const put = (run: string, models: readonly StatedModel[], more = {}) =>
    writeRun({ dataDir: sandbox.dataDir, run, models, ...more });
  const nodeOf = async (iri: string) =>
    (await read(sandbox, 'MATCH (n:Resource {uri: $iri}) RETURN properties(n) AS p, labels(n) AS l', { iri }))[0];
  const intervals = (hubId: string) =>
    read(
      sandbox,
      'MATCH (:MLModel {uri: $iri})-[:DESCRIBED_BY]->(d:Description) RETURN d.validFrom AS validFrom, d.validTo AS validTo ORDER BY validFrom',
      { iri: mintModel(hubId) },
    );

  it('writes nodes, stubs, relationships and provenance, and counts them', async () => {
    await put(day1, [base, child]);
    const report = await load(sandbox, day1);
    const [nodes] = await read(sandbox, 'MATCH (n:Resource) RETURN count(n) AS n');
    const [edges] = await read(sandbox, 'MATCH (:Resource)-[r]->(:Resource) RETURN count(r) AS n');
    // The run's node, its agent and the relationship between them are `runsRecorded`.
    expect(report).toEqual({
      ...nothing,
      nodesCreated: 2 + 5 + 2 + 1,
      relationshipsCreated: 6 + 2 * 2 + 1,
      runsRecorded: 1,
    });
    expect({ nodes, edges }).toEqual({
      nodes: { n: report.nodesCreated + 2 },
      edges: { n: report.relationshipsCreated + 1 },
    });
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({
      l: expect.arrayContaining(['MLModel', 'Resource']),
      p: {
        id: 'hf:org/base',
        name: 'base',
        resolved: true,
        dateCreated: '2024-01-02T03:04:05Z',
        keywords: ['b', 'a'],
        downloads: 10,
      },
    });
    expect(await nodeOf(mintModel('me/child'))).toMatchObject({ p: { parameterCount: 9_007_199_254_740_993n } });
    expect(await nodeOf(mintModel('lost/parent'))).toMatchObject({
      p: { id: 'hf:lost/parent', name: 'parent', resolved: false },
    });
    expect(await nodeOf(mintSpdx('MIT'))).toMatchObject({
      p: { id: 'spdx:MIT', spdxId: 'MIT', resolved: true, alternateName: ['MIT License'] },
    });
    expect(await nodeOf(mintAccount('org'))).toMatchObject({
      l: expect.arrayContaining(['Agent']),
      p: { resolved: false },
    });
  });

  it('puts the best witness and the earliest claim on a relationship', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    const rows = await read(sandbox, 'MATCH (:MLModel {uri: $iri})-[r:FINE_TUNED_FROM]->() RETURN properties(r) AS p', {
      iri: mintModel('me/child'),
    });
    expect(rows).toEqual([
      {
        p: {
          method: 'yaml-frontmatter',
          confidence: 0.95,
          evidenceCount: 2,
          source: 'huggingface',
          resource: 'hf_models',
          run: day1,
          record: `raw:${day1}/1`,
          pointer: '/cardData/fineTunedFrom',
          literal: 'Org/Base',
          firstSeen: '2026-11-20T10:00:00Z',
        },
      },
    ]);
  });

  it('carries evidence on every domain relationship and a whole provenance chain on every described node', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    const bare = await read(
      sandbox,
      'MATCH ()-[r]->() WHERE type(r) IN $types AND (r.method IS NULL OR r.confidence IS NULL OR r.evidenceCount IS NULL OR r.source IS NULL ' +
        'OR r.run IS NULL OR r.record IS NULL OR r.pointer IS NULL OR r.firstSeen IS NULL) RETURN count(r) AS n',
      { types: domainRelationshipTypes },
    );
    expect(bare).toEqual([{ n: 0 }]);
    const chains = await read(
      sandbox,
      'MATCH (n:MLModel)-[:DESCRIBED_BY]->(d:Description)-[w:WAS_DERIVED_FROM]->(raw:RawRecord)-[:WAS_GENERATED_BY]->(run:ExtractionRun)' +
        '-[:WAS_ASSOCIATED_WITH]->(agent:SoftwareAgent) RETURN n.id AS id, d.file AS file, d.length > 0 AS hasLength, w.offset AS offset, ' +
        'w.length AS length, raw.id AS raw, raw.file AS rawFile, raw.url AS url, size(raw.sha256) AS hash, run.run AS run, agent.id AS agent ORDER BY id',
    );
    const shared = {
      file: `jsonld/${day1}/entities.ndjson`,
      hasLength: true,
      length: 900,
      raw: `raw:${day1}/1`,
      rawFile: `raw/huggingface/${day1}/hf_models.json`,
      hash: 64,
      run: day1,
      agent: 'agent:stemma-0.1.0',
    };
    expect(chains).toEqual([
      expect.objectContaining({ ...shared, id: 'hf:me/child', offset: 904 }),
      expect.objectContaining({ ...shared, id: 'hf:org/base', offset: 2 }),
    ]);
  });

  it('changes nothing when the same run is loaded again', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    const before = await dump(sandbox);
    expect(await load(sandbox, day1)).toEqual({ ...nothing, unchanged: 2 });
    expect(await dump(sandbox)).toBe(before);
  });

  it('records a new run of equal content, and nothing else', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    await put(day2, [base, child]);
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 2, runsRecorded: 1 });
    expect(await intervals('org/base')).toEqual([{ validFrom: '2026-11-20T10:00:00Z', validTo: null }]);
  });

  it('sets changed counters without a new account', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    const { trendingScore: _gone, ...values } = base.values ?? {};
    await put(day2, [{ ...base, values: { ...values, downloads: 999 } }, child]);
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 2, runsRecorded: 1, countersUpdated: 1 });
    const node = await nodeOf(mintModel('org/base'));
    expect(node).toMatchObject({ p: { downloads: 999, likes: 2, gated: 'auto' } });
    expect(node?.['p']).not.toHaveProperty('trendingScore');
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 2 });
  });

  it('closes the account that changed, opens the new one, and moves only the relationships that differ', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    const changed = {
      ...child,
      references: { fineTunedFrom: [mintModel('org/base')], license: [mintHubLicense('gemma')] },
    };
    await put(day2, [base, changed]);
    // The node keeps its values; the old account is closed. Gone: adapterOf, inLanguage. New: license.
    expect(await load(sandbox, day2)).toEqual({
      ...nothing,
      nodesCreated: 1 + 1 + 1,
      nodesUpdated: 1,
      relationshipsCreated: 1 + 2 + 1,
      relationshipsDeleted: 2,
      unchanged: 1,
      runsRecorded: 1,
    });
    const kept = await read(
      sandbox,
      'MATCH (:MLModel {uri: $iri})-[r]->(t) WHERE type(r) IN $types RETURN type(r) AS type, r.run AS run, t.id AS to ORDER BY type',
      {
        iri: mintModel('me/child'),
        types: domainRelationshipTypes,
      },
    );
    expect(kept).toEqual([
      { type: 'FINE_TUNED_FROM', run: day1, to: 'hf:org/base' },
      { type: 'LICENSE', run: day2, to: 'license:hf/gemma' },
    ]);
    expect(await intervals('me/child')).toEqual([
      { validFrom: '2026-11-20T10:00:00Z', validTo: '2026-11-21T10:00:00Z' },
      { validFrom: '2026-11-21T10:00:00Z', validTo: null },
    ]);
    expect(await nodeOf(mintModel('lost/parent'))).toMatchObject({ p: { resolved: false } });
  });

  it('keeps three intervals when a thing changes and changes back', async () => {
    const other = { ...base, values: { ...base.values, gated: 'manual' } };
    for (const [run, model] of [
      [day1, base],
      [day2, other],
      [day3, base],
    ] as const) {
      await put(run, [model]);
      await load(sandbox, run);
    }
    expect(await intervals('org/base')).toEqual([
      { validFrom: '2026-11-20T10:00:00Z', validTo: '2026-11-21T10:00:00Z' },
      { validFrom: '2026-11-21T10:00:00Z', validTo: '2026-11-22T10:00:00Z' },
      { validFrom: '2026-11-22T10:00:00Z', validTo: null },
    ]);
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({ p: { gated: 'auto' } });
    for (const run of [day1, day2, day3]) expect(await load(sandbox, run)).toEqual({ ...nothing, unchanged: 1 });
  });

  it('takes nothing back when an earlier run is loaded late', async () => {
    await put(day2, [base]);
    await load(sandbox, day2);
    await put(day1, [{ ...base, values: { ...base.values, gated: 'manual', downloads: 1 } }, child]);
    expect(await load(sandbox, day1)).toMatchObject({ unchanged: 1, countersUpdated: 0, runsRecorded: 1 });
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({ p: { gated: 'auto', downloads: 10 } });
    expect(await nodeOf(mintModel('me/child'))).toMatchObject({ p: { resolved: true } });
    expect(await load(sandbox, day1)).toEqual({ ...nothing, unchanged: 2 });
  });

  it('fills a stub in place', async () => {
    await put(day1, [child]);
    await load(sandbox, day1);
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({ p: { resolved: false } });
    await put(day2, [child, base]);
    const report = await load(sandbox, day2);
    expect(report).toMatchObject({ nodesUpdated: 1, unchanged: 1 });
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({ p: { resolved: true, gated: 'auto' } });
    expect(await read(sandbox, "MATCH (n {id: 'hf:org/base'}) RETURN count(n) AS n")).toEqual([{ n: 1 }]);
    expect(
      await read(sandbox, "MATCH (:MLModel {id: 'hf:me/child'})-[:FINE_TUNED_FROM]->(b) RETURN b.resolved AS resolved"),
    ).toEqual([{ resolved: true }]);
  });

  it('adds the class of an account once it is known, and the IRI stays', async () => {
    await put(day1, [base]);
    await load(sandbox, day1);
    const organization = {
      hubId: 'org',
      iri: mintAccount('org'),
      label: 'Organization',
      values: { alternateName: ['The Org'] },
    };
    await put(day2, [base, organization]);
    await load(sandbox, day2);
    const node = await nodeOf(mintAccount('org'));
    expect((node?.['l'] as string[] | undefined)?.toSorted()).toEqual(['Agent', 'Organization', 'Resource']);
    expect(node).toMatchObject({ p: { id: 'hf:accounts/org', alternateName: ['The Org'], resolved: true } });
    expect(await load(sandbox, day2)).toEqual({ ...nothing, unchanged: 2 });
  });

  it('lets the account read last count, when a run has two of one thing', async () => {
    const stale = {
      ...base,
      values: { ...base.values, gated: 'manual' },
      references: { license: [mintSpdx('Apache-2.0')] },
    };
    await put(day1, [
      { ...base, seq: 2 },
      { ...stale, seq: 1 },
    ]);
    await load(sandbox, day1);
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({ p: { gated: 'auto' } });
    expect(await read(sandbox, 'MATCH (:MLModel)-[:LICENSE]->(l) RETURN l.id AS id')).toEqual([{ id: 'spdx:MIT' }]);
    expect(await intervals('org/base')).toHaveLength(1);
  });

  it('follows a run that is mapped again or goes on after it was loaded', async () => {
    await put(day1, [base, child]);
    await load(sandbox, day1);
    await put(day1, [child, base, { hubId: 'new/one' }, { ...child, values: { downloads: 5 }, seq: 2 }]);
    const report = await load(sandbox, day1);
    expect(report).toMatchObject({ relationshipsDeleted: 0, runsRecorded: 0 });
    expect(await nodeOf(mintModel('me/child'))).toMatchObject({ p: { downloads: 5 } });
    expect(await intervals('me/child')).toEqual([{ validFrom: '2026-11-20T10:00:00Z', validTo: null }]);
    const records = await read(
      sandbox,
      'MATCH (:MLModel {uri: $iri})-[:DESCRIBED_BY]->(d)-[:WAS_DERIVED_FROM]->(raw) RETURN raw.id AS id',
      { iri: mintModel('me/child') },
    );
    expect(records).toEqual([{ id: `raw:${day1}/2` }]);
    expect(await load(sandbox, day1)).toEqual({ ...nothing, unchanged: 3 });
  });

  it('merges two sources by authority, and keeps both accounts', async () => {
    await put(day1, [base]);
    await load(sandbox, day1, { authority: ['huggingface', 'openml'] });
    const rival = {
      ...base,
      values: { gated: 'manual', version: 'v9', keywords: ['z'] },
      references: { license: [mintSpdx('MIT'), mintSpdx('Apache-2.0')] },
    };
    await put(day2, [rival], { source: 'openml' });
    await load(sandbox, day2, { authority: ['huggingface', 'openml'] });
    expect(await nodeOf(mintModel('org/base'))).toMatchObject({
      p: { gated: 'auto', version: 'v9', keywords: ['a', 'b', 'z'] },
    });
    const licenses = await read(
      sandbox,
      'MATCH (:MLModel)-[r:LICENSE]->(l) RETURN l.id AS id, r.source AS source, r.evidenceCount AS n ORDER BY id',
    );
    expect(licenses).toEqual([
      { id: 'spdx:Apache-2.0', source: 'openml', n: 1 },
      { id: 'spdx:MIT', source: 'huggingface', n: 2 },
    ]);
    expect(
      await read(sandbox, 'MATCH (d:Description) WHERE d.validTo IS NULL RETURN d.source AS source ORDER BY source'),
    ).toEqual([{ source: 'huggingface' }, { source: 'openml' }]);
    expect(await load(sandbox, day2, { authority: ['huggingface', 'openml'] })).toEqual({ ...nothing, unchanged: 1 });
    await put(day3, [{ ...base, references: { sharedBy: [mintAccount('org')] } }]);
    await load(sandbox, day3, { authority: ['huggingface', 'openml'] });
    const left = await read(
      sandbox,
      'MATCH (:MLModel)-[r:LICENSE]->(l) RETURN l.id AS id, r.source AS source, r.run AS run ORDER BY id',
    );
    expect(left).toEqual([
      { id: 'spdx:Apache-2.0', source: 'openml', run: day2 },
      { id: 'spdx:MIT', source: 'openml', run: day2 },
    ]);
  });

  it('keeps content and evidence in the graph on request', async () => {
    await put(day1, [base]);
    await load(sandbox, day1, { inlineContent: true });
    const [row] = await read<{ content: string; evidence: string }>(
      sandbox,
      'MATCH (d:Description) RETURN d.content AS content, d.evidence AS evidence',
    );
    expect(JSON.parse(row?.content ?? '')).toMatchObject({ id: 'hf:org/base', gated: 'auto' });
    expect(JSON.parse(row?.evidence ?? '')).toContainEqual(
      expect.objectContaining({ property: 'license', method: 'hub-tag' }),
    );
  });

  it('stores what is odd: lone surrogates, impossible dates, integers past 64 bits', async () => {
    const values = {
      licenseTag: 'a\uD800b',
      dateCreated: '2024-02-30T00:00:00Z',
      parameterCount: '99999999999999999999',
      dateModified: '2024-01-01T10:00:00.120+02:00',
      keywords: ['', 'x'],
    };
    await put(day1, [{ ...base, values }]);
    await load(sandbox, day1);
    const node = await nodeOf(mintModel('org/base'));
    expect(node).toMatchObject({
      p: { licenseTag: 'a\uFFFDb', dateModified: '2024-01-01T08:00:00.12Z', keywords: ['', 'x'] },
    });
    expect(node?.['p']).not.toHaveProperty('dateCreated');
    expect(node?.['p']).not.toHaveProperty('parameterCount');
    expect(await load(sandbox, day1)).toEqual({ ...nothing, unchanged: 1 });
  });

  it('refuses a run that is not mapped, and a ledger without the answer', async () => {
    await put(day1, [base]);
    await expect(load(sandbox, day4)).rejects.toMatchObject({ code: 'STEMMA_RUN' });
    await put(day1, [base]);
    await expect(load(sandbox, day1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'STEMMA_CANCELLED',
    });
    expect(engine).toBeDefined();
  });
});
