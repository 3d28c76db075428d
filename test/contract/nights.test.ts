import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountReader } from '../../graph/account-reader.ts';
import { hasChanges } from '../../graph/load-report.ts';
import { countersOf } from '../../graph/rows.ts';
import { identify, mintModel, mintSpdx } from '../../ontology/iri.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { openGraph, type Graph } from '../../src/index.ts';
import type { DiffItem, DiffSummary } from '../../src/query/run-diff/types.ts';
import { exportHash } from '../support/graph-hash.ts';
import { expectationOf } from '../support/nights/expectation.ts';
import { standardNights } from '../support/nights/index.ts';
import { PlayedNights, type PlayedNight } from '../support/nights/played-nights.ts';
import { loadNight } from '../support/nights/stored-night.ts';
import type { WorldModel } from '../support/nights/world.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { askedModels, envOf, missedOf } from '../support/staged-run.ts';
import { json, tempFolder } from '../support/stemma-cli.ts';

const lineage = lineageTypes.join('|');
const chat = 'fern/bracken-3b-chat';
const rowsPerPage = 10;

/** What the graph said at the end of a night. */
interface Seen {
  readonly described: readonly string[];
  readonly removed: readonly string[];
  readonly edges: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
  /** By id, of models that were there or had gone, counters left out. */
  readonly documents: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly families: ReadonlyMap<string, Awaited<ReturnType<Graph['lineage']>>>;
}

const ids = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map((row) =>
    Object.values(row)
      .map((value) => String(value).replace(/^hf:/, ''))
      .join(' '),
  );

const counters: ReadonlySet<string> = new Set(countersOf('MLModel'));

function withoutCounters(document: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(document).filter(([property]) => property !== '@context' && !counters.has(property)),
  );
}

/** Models whose families are compared with what they were. */
const familiar = [
  'fern/bracken-3b',
  chat,
  'moss/bracken-3b-chat-medicine',
  'moss/bracken-medicine',
  'marsh/grandchild-of-gone',
  'marsh/soon-gone',
  'marsh/child-of-quiet',
  'pond/cart',
];

async function look(graph: Graph): Promise<Seen> {
  const ask = async (statement: string): Promise<string[]> =>
    ids((await graph.cypher(statement, {}, { maxRows: 10_000 })).items);
  const aliases = await ask(
    'MATCH (a:MLModel)-[:REDIRECTS_TO]->(m:MLModel) RETURN a.id AS old, m.id AS now ORDER BY old',
  );
  const described = await ask(
    'MATCH (m:MLModel) WHERE m.resolved = true AND m.removed IS NULL RETURN m.id AS id ORDER BY id',
  );
  const removed = await ask('MATCH (m:MLModel) WHERE m.removed = true RETURN m.id AS id ORDER BY id');
  const documents = new Map<string, Readonly<Record<string, unknown>>>();
  for (const id of [...described, ...removed]) documents.set(id, withoutCounters(await graph.show(id)));
  const families = new Map<string, Awaited<ReturnType<Graph['lineage']>>>();
  for (const id of [...described, ...removed]) if (familiar.includes(id)) families.set(id, await graph.lineage(id));
  return {
    described,
    removed,
    documents,
    families,
    edges: await ask(
      `MATCH (a:MLModel)-[r:${lineage}]->(b:MLModel) RETURN a.id AS child, type(r) AS type, b.id AS base ORDER BY child`,
    ),
    aliases: new Map(aliases.map((line) => line.split(' ') as [string, string])),
  };
}

/** Models that are new, changed by a commit, behind another gate or under another name since the night before. */
function movedIn(night: number): readonly string[] {
  const before = new Map([...standardNights.at(night - 1).models.values()].map((model) => [model._id, model]));
  const isMoved = (model: WorldModel): boolean => {
    const was = before.get(model._id);
    return was === undefined || was.id !== model.id || was.sha !== model.sha || was.gated !== model.gated;
  };
  return [...standardNights.at(night).models.values()].filter(isMoved).map(({ id }) => id);
}

/** Five nights of a made-up Hub, each run from the list to the graph, over pages of ten rows. */
describe('five nights', { timeout: 60_000 }, () => {
  let played: PlayedNights;
  let graph: Graph;
  const nights: PlayedNight[] = [];
  const seen: Seen[] = [];

  beforeAll(async () => {
    played = await PlayedNights.start({ mostRows: rowsPerPage });
    const asked = join(tempFolder(), 'ids.txt');
    await writeFile(asked, 'delta/taken-down@main\ndelta/went-private\ndelta/forbidden\n');
    const last = ['--since', 'last', '--reconcile', '--max-age', '0', '--models-file', asked];
    for (const night of [1, 2, 3, 4, 5]) {
      nights.push(await played.play(night, ...(night === 5 ? last : [])));
      await using now = await played.graph();
      seen.push(await look(now));
    }
    graph = await played.graph();
  }, 90_000);
  afterAll(async () => {
    await graph.close();
    await played.close();
  });

  describe.each([1, 2, 3, 4, 5])('the %i.', (night) => {
    const expected = expectationOf(standardNights, night);
    const now = (): Seen => seen[night - 1] as Seen;

    it('knows who is there, who is gone, and who was renamed', () => {
      expect(now().described).toEqual([...expected.listed.keys()].toSorted());
      expect(now().removed).toEqual(expected.removed);
      for (const [old, name] of expected.renamed) expect(now().aliases.get(old), old).toBe(name);
    });

    it('has the lineage that was told last, each base by the name it has now', () => {
      expect(now().edges.toSorted()).toEqual(expected.edges);
    });
  });

  it.each([2, 3, 4])('asked in the %i. for what had moved and for nothing else', (night) => {
    const { stats, lines } = nights[night - 1] as PlayedNight;
    const moved = movedIn(night);
    const askedFiles = new Set(
      Object.keys(stats.urls).flatMap((url) => /^hf \/(?!api\/)(.+?)\/resolve\//.exec(url)?.[1] ?? []),
    );
    const listed = lines.filter(({ resource }) => resource === 'hf_models' || resource === 'hf_model_ids');
    const models = standardNights.at(night).models.size;

    expect([...askedFiles].filter((id) => !moved.includes(id))).toEqual([]);
    const askedOne = askedModels({ lines }).map(([id]) => id);
    expect(askedOne.filter((id) => !moved.includes(id))).toEqual([]);
    // All ids, and what changed since the last run began, less the overlap.
    expect(listed.length - askedOne.length).toBeLessThanOrEqual(Math.ceil(models / rowsPerPage) + 3);
    expect(
      Object.keys(stats.endpoints).filter((name) => !/^hf (?:models list|model|file|cached file)$/.test(name)),
    ).toEqual([]);
  });

  it('tell of the licence that changed and changed back in three intervals without a gap', async () => {
    const intervals: { license: unknown; since: unknown; until: unknown }[] = [];
    for (const { told, since, until } of await history(chat)) {
      const last = intervals.at(-1);
      if (last?.license === told['licenseTag'] && last?.until === since) last.until = until;
      else intervals.push({ license: told['licenseTag'], since, until });
    }

    expect(intervals.map(({ license }) => license)).toEqual(['mit', 'apache-2.0', 'mit']);
    expect(intervals.map(({ until }) => until)).toEqual([intervals[1]?.since, intervals[2]?.since, null]);
    for (const [at, { since }] of intervals.entries()) expect(nightOf(since)).toBe(at + 1);
  });

  it('have the licence, its way there and back, in the history of the model, with who said so', async () => {
    const { items, cypher, params } = await graph.history(chat, 'license');
    const told = items.filter(({ resource }) => resource === 'hf_models');

    const [mit, apache] = [[mintSpdx('MIT')], [mintSpdx('Apache-2.0')]];
    expect(told.map(({ event, changes: [license] }) => [event, license?.before, license?.after])).toEqual([
      ['told', null, mit],
      ['changed', mit, apache],
      ['changed', apache, mit],
    ]);
    expect(told.map(({ at }) => nightOf(at))).toEqual([1, 2, 3]);
    expect(told.map(({ run }) => run)).toEqual(nights.slice(0, 3).map(({ run }) => run));
    const accounts = await graph.cypher(cypher, params);
    expect(accounts.items.length).toBe((await graph.history(chat)).items.length);
    const { stdout } = await played.program('history', chat, 'license');
    expect([...new Set(stdout.match(/license: .*/g))]).toEqual([
      'license: +spdx:MIT',
      'license: +spdx:Apache-2.0 -spdx:MIT',
      'license: +spdx:MIT -spdx:Apache-2.0',
    ]);
  });

  it('have renames, new gates and removals in the histories, each in the night that showed it', async () => {
    const of = async (id: string, event: string, property?: string) =>
      (await graph.history(id, property)).items.filter((item) => item.event === event);

    for (const [old, name, night] of [
      ['moss/bracken-3b-chat-medicine', 'moss/bracken-medicine', 2],
      ['marsh/quiet', 'marsh/loud', 3],
    ] as const) {
      const [renamed] = (await of(name, 'renamed')).filter(({ resource }) => resource === 'hf_models');
      expect([renamed?.from, renamed?.id, nightOf(renamed?.at)]).toEqual([`hf:${old}`, `hf:${name}`, night]);
      expect((await graph.history(old)).items).toEqual((await graph.history(name)).items);
    }
    const gates = [
      ...(await of('delta/ask-first', 'changed', 'gated')),
      ...(await of('delta/ask-quietly', 'changed', 'gated')),
    ];
    expect(gates.map(({ at, changes: [gate] }) => [nightOf(at), gate?.before, gate?.after])).toEqual([
      [2, 'false', 'auto'],
      [4, 'auto', 'manual'],
      [3, 'false', 'auto'],
    ]);
    expect((await of('marsh/soon-gone', 'removed')).map(({ at }) => nightOf(at))).toEqual([2]);
    expect((await of('heath/changing-card', 'silent')).map(({ resource }) => resource)).toEqual(['hf_model_cards']);
    expect(await of('heath/changing-card', 'removed')).toEqual([]);
  });

  /** Accounts of the list and of details about one model, or all, oldest first, with what they told. */
  async function history(id?: string) {
    const { items } = await graph.cypher(
      `MATCH (m:MLModel)-[:DESCRIBED_BY]->(d:Description) WHERE d.resource = 'hf_models' AND ($uri IS NULL OR m.uri = $uri)
       RETURN d.file AS file, d.offset AS offset, d.length AS length, d.validFrom AS since, d.validTo AS until ORDER BY since`,
      { uri: id === undefined ? null : mintModel(id) },
      { maxRows: 10_000 },
    );
    const reader = new AccountReader(played.dataDir);
    try {
      const places = items as unknown as {
        file: string;
        offset: number;
        length: number;
        since: string;
        until: string | null;
      }[];
      const lines = await reader.readAll(places);
      return places.map(({ since, until }, at) => ({ told: { ...lines[at]?.line }, since, until }));
    } finally {
      await reader.close();
    }
  }

  /** In which night's run something was read. */
  function nightOf(time: unknown): number {
    const at = Date.parse(String(time));
    return 1 + nights.findIndex(({ lines }) => lines.some(({ fetchedAt }) => Date.parse(fetchedAt) === at));
  }

  it('can each be told again from the accounts that held then: who was there, under which licence and gate', async () => {
    const all = await history();
    for (const [at, { lines }] of nights.entries()) {
      const end = Math.max(...lines.map(({ fetchedAt }) => Date.parse(fetchedAt)));
      const held = all.filter(
        ({ since, until }) => Date.parse(since) <= end && (until === null || Date.parse(until) > end),
      );
      const listed = [...expectationOf(standardNights, at + 1).listed.values()];

      expect(held.map(({ told }) => told['sourceId']).toSorted()).toEqual(listed.map(({ _id }) => _id).toSorted());
      for (const { _id, id, gated = false, front } of listed) {
        const told = held.find((one) => one.told['sourceId'] === _id)?.told ?? {};
        expect([identify(String(told['@id']))?.id, told['gated']], id).toEqual([`hf:${id}`, String(gated)]);
        if (typeof front?.['license'] === 'string') expect(told['licenseTag'], id).toBe(front['license']);
      }
    }
  });

  /** The moment of the night's last answer. */
  function endOf({ lines }: PlayedNight): string {
    return new Date(Math.max(...lines.map(({ fetchedAt }) => Date.parse(fetchedAt)))).toISOString();
  }

  it.each([1, 2, 3, 4, 5])('let the end of the %i. be seen as it was: each model, each family', async (night) => {
    const at = endOf(nights[night - 1] as PlayedNight);
    const { documents, families } = seen[night - 1] as Seen;

    for (const [id, document] of documents) expect(withoutCounters(await graph.show(id, { at })), id).toEqual(document);
    for (const [id, { nodes, edges }] of families) {
      const then = await graph.lineage(id, { at });
      expect(then.nodes, id).toEqual(nodes);
      expect(then.edges, id).toEqual(edges);
    }
  });

  it('find a thing of the past by the name it has now, and say of what was not told yet since when it is', async () => {
    const at = endOf(nights[0] as PlayedNight);
    const [first, second] = seen as [Seen, Seen];
    const fresh = second.described.find(
      (id) => !first.described.includes(id) && ![...second.aliases.values()].includes(id),
    );

    expect((await graph.show('moss/bracken-medicine', { at }))['id']).toBe('hf:moss/bracken-3b-chat-medicine');
    expect((await graph.lineage('moss/bracken-medicine', { at })).redirectedFrom).toBe('hf:moss/bracken-medicine');
    await expect(graph.show(String(fresh), { at })).rejects.toMatchObject({ code: 'STEMMA_USAGE' });
    const { stdout } = await played.program('lineage', 'marsh/loud', '--down', '--at', at, '--as', 'table');
    expect(stdout).toContain('hf:marsh/quiet');
    expect(stdout).not.toContain('hf:marsh/loud');
  });

  it.each([
    ['moss/bracken-3b-chat-medicine', 'moss/bracken-medicine', 2],
    ['marsh/quiet', 'marsh/loud', 3],
  ])('lead from %s to %s since the night that showed it, and answer for both', async (old, name, night) => {
    const { items } = await graph.cypher(
      'MATCH (a {uri: $uri})-[r:REDIRECTS_TO]->(m) RETURN m.id AS id, r.firstSeen AS since, r.method AS method',
      { uri: mintModel(old) },
    );

    expect(items).toMatchObject([{ id: `hf:${name}`, method: 'link-resolution' }]);
    expect(nightOf(items[0]?.['since'])).toBe(night);
    expect(await graph.show(old)).toEqual(await graph.show(name));
    expect((await graph.lineage(old)).nodes).toEqual((await graph.lineage(name)).nodes);
  });

  it('keep children of the gone with their ancestors, and hide the gone from a search', async () => {
    const gone = await graph.cypher(
      'MATCH (m:MLModel) WHERE m.removed = true RETURN m.id AS id, m.lastSeen AS lastSeen ORDER BY id',
    );
    expect(gone.items.map(({ id, lastSeen }) => [id, nightOf(lastSeen)])).toEqual([
      ['hf:delta/forbidden', 3],
      ['hf:delta/went-private', 2],
      ['hf:marsh/soon-gone', 1],
    ]);
    const { nodes } = await graph.lineage('marsh/grandchild-of-gone', { direction: 'up' });
    const found = await graph.search('marsh/soon-gone');

    expect(nodes.map(({ id, removed }) => [id, removed])).toEqual([
      ['hf:marsh/grandchild-of-gone', false],
      ['hf:marsh/child-of-gone', false],
      ['hf:marsh/soon-gone', true],
    ]);
    expect(found.items).toEqual([]);
    expect((await graph.search('marsh/soon-gone', { removed: true })).items).toHaveLength(1);
  });

  it('asked little again on the fifth, on which nothing changed and nothing earlier was believed', () => {
    const { stats, report } = nights[4] as PlayedNight;

    expect(Object.keys(stats.urls).filter((url) => url.includes('/resolve/')).length).toBe(1);
    expect(report).toMatchObject({ nodesDeleted: 0, removalsHeld: 0 });
    const { documents: _documents, families: _families, ...now } = seen[4] as Seen;
    expect(seen[3]).toMatchObject(now);
  });

  it('say of what refuses itself how, and take a refusal for no proof that it is gone', () => {
    expect(missedOf(nights[4] as PlayedNight, 'hf_models').filter(([id]) => id.startsWith('delta/'))).toEqual([
      ['delta/taken-down@main', 'disabled'],
      ['delta/went-private', 'private-or-missing'],
      ['delta/forbidden', 'disabled'],
    ]);
    expect(seen.at(-1)?.described).toContain('delta/taken-down');
    expect(missedOf(nights[1] as PlayedNight, 'hf_model_cards')).toContainEqual(['delta/ask-first', 'gated']);
  });

  it('differ as the story says: a licence, a gate, a name, what is new and what is gone, from the run folders alone', async () => {
    const of = async (a: number, b: number) =>
      json(
        await played.program('runs', 'diff', nights[a - 1]?.run ?? '', nights[b - 1]?.run ?? '', '--json'),
      ) as unknown as DiffSummary & { readonly items: readonly DiffItem[] };
    const { items, licenses, counts } = await of(1, 2);
    const ids = (kind: string): string[] =>
      items.filter((one) => one.kind === kind && one.label === 'MLModel').map(({ id }) => id.slice('hf:'.length));
    const [before, after] = [standardNights.at(1), standardNights.at(2)];
    const sourceIds = new Set([...before.models.values()].map(({ _id }) => _id));
    const fresh = [...after.models.values()].filter(({ _id }) => !sourceIds.has(_id)).map(({ id }) => id);

    expect(ids('added')).toEqual(fresh.toSorted());
    expect(ids('removed')).toEqual(['marsh/soon-gone']);
    expect(items.filter(({ kind }) => kind === 'renamed').map(({ from, id, by }) => [from, id, by])).toEqual([
      ['hf:moss/bracken-3b-chat-medicine', 'hf:moss/bracken-medicine', 'source-id'],
    ]);
    const ofName = items.find(({ kind }) => kind === 'renamed')?.changes.map(({ property }) => property);
    expect(ofName).toEqual(['identifier', 'name', 'readme', 'url']);
    const changed = new Map(items.filter(({ kind }) => kind === 'changed').map((one) => [one.id, one]));
    expect(changed.get(`hf:${chat}`)).toMatchObject({
      license: true,
      edges: expect.arrayContaining([
        { change: 'gained', type: 'LICENSE', to: mintSpdx('Apache-2.0') },
        { change: 'lost', type: 'LICENSE', to: mintSpdx('MIT') },
      ]),
    });
    expect(items.filter(({ license }) => license).length).toBe(licenses);
    expect(changed.get('hf:delta/ask-first')?.changes).toContainEqual({
      property: 'gated',
      before: 'false',
      after: 'auto',
    });
    expect(counts['MLModel']?.seen).toBeGreaterThan(0);
    expect((await of(4, 5)).items.filter(({ label }) => label === 'MLModel')).toEqual([]);
    const { stdout } = await played.program('runs', 'diff', nights[0]?.run ?? '', nights[1]?.run ?? '', '--as', 'md');
    expect(stdout).toContain('## removed (1)\n\n- hf:marsh/soon-gone: by list\n');
  });

  it('follow a data set to the place it moved to, as soon as it is asked for again', async () => {
    const { items } = await graph.cypher(
      `MATCH (m:MLModel {id: 'hf:heath/data-names'})-[r:TRAINED_ON]->(d:Dataset) RETURN d.id AS id, r.literal AS literal, d.resolved AS resolved ORDER BY id`,
    );

    expect(items).toContainEqual({
      id: 'hf:datasets/archive/pollen-2020',
      literal: 'meadow/old-pollen',
      resolved: true,
    });
    expect(nightOf((await graph.why('datasets/meadow/old-pollen', 'redirectsTo')).items[0]?.fetchedAt)).toBe(5);
  });

  it('keep the words of a card for as long as they stood in it', async () => {
    const { items } = await graph.cypher(
      `MATCH (:MLModel {id: 'hf:heath/changing-card'})-[:DESCRIBED_BY]->(d:Description) WHERE d.resource = 'hf_model_cards'
       RETURN d.validFrom AS since, d.validTo AS until ORDER BY since`,
    );

    expect(items.map(({ since }) => nightOf(since))).toEqual([1, 2]);
    expect(items[0]?.['until']).toBe(items[1]?.['since']);
    // No card any more in the fourth: the account ends, and the model does not.
    const lines = nights[3]?.lines.map(({ fetchedAt }) => Date.parse(fetchedAt)) ?? [];
    const end = Date.parse(String(items[1]?.['until']));
    expect(end).toBeGreaterThanOrEqual(Math.min(...lines));
    expect(end).toBeLessThanOrEqual(Math.max(...lines));
    expect(seen.at(-1)?.described).toContain('heath/changing-card');
  });

  /** A data directory that nothing was loaded in. */
  const copyOfRuns = async (): Promise<string> => {
    const dataDir = tempFolder();
    for (const part of ['raw', 'jsonld'])
      await cp(join(played.dataDir, part), join(dataDir, part), { recursive: true });
    for (const { run } of nights) await rm(join(dataDir, 'jsonld', run, 'stages.json'));
    return dataDir;
  };

  it('loaded in another order, and some again, give the same as in order, and made anew too', async () => {
    const dataDir = await copyOfRuns();
    const load = (...args: readonly string[]) =>
      stemmaHere(['load', ...args, '--data-dir', dataDir], envOf(played.hub));
    const [first, second, third, fourth, fifth] = nights.map(({ run }) => run) as [
      string,
      string,
      string,
      string,
      string,
    ];
    const everything = { provenance: true, counters: true };
    const hash = async (): Promise<string> => {
      await using anew = await openGraph({ dataDir });
      return await exportHash(anew, everything);
    };

    expect((await load(second)).stderr).not.toContain('the newest run of the graph');
    for (const run of [fifth, first, fourth, second]) expect((await load(run)).code).toBe(0);
    const late = await load(third);
    expect(late.stderr).toContain(`${third} is not the newest run of the graph: it was made anew of its 5 runs`);
    expect(await hash()).toBe(await exportHash(graph, everything));
    const again = await load(first, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ nodesCreated: 0, nodesUpdated: 0, runsRecorded: 0 });
    expect((await load('--rebuild')).code).toBe(0);
    expect(await hash()).toBe(await exportHash(graph, everything));
  });

  it('whose folders are not all here any more tell an earlier one what the graph does not know, and say so', async () => {
    const dataDir = await copyOfRuns();
    const load = (run: string) => stemmaHere(['load', run, '--data-dir', dataDir], envOf(played.hub));
    const [first, second, third] = nights.map(({ run }) => run) as [string, string, string];
    for (const run of [second, third]) expect((await load(run)).code).toBe(0);
    await rm(join(dataDir, 'raw', 'huggingface', second), { recursive: true });

    const { code, stderr } = await load(first);
    expect(code).toBe(0);
    expect(stderr).toContain(`${third} is in the graph already, and the folders of ${second} are not here`);
    expect((await load(first)).stderr).not.toContain('are not here');
  });

  it('may be taken out again, and then it is as if they had never been loaded, until they are loaded again', async () => {
    const dataDir = await copyOfRuns();
    const run = (...args: readonly string[]) => stemmaHere([...args, '--data-dir', dataDir], envOf(played.hub));
    const [first, second, third] = nights.map((night) => night.run) as [string, string, string];
    const hash = async (): Promise<string> => {
      await using anew = await openGraph({ dataDir });
      return await exportHash(anew, { provenance: true, counters: true });
    };
    for (const name of [first, third]) await run('load', name);
    const without = await hash();
    await run('load', second);
    const whole = await hash();

    expect(await run('runs', 'rollback', second)).toMatchObject({ code: 2 });
    const dry = JSON.parse((await run('runs', 'rollback', second, '--dry-run', '--json')).stdout) as object;
    expect(await hash()).toBe(whole);
    const done = JSON.parse((await run('runs', 'rollback', second, '--yes', '--json')).stdout) as object;
    expect(done).toEqual({ ...dry, dryRun: false });
    expect(done).toMatchObject({ run: second, runs: [first, third], nodesDeleted: expect.any(Number) as number });
    expect(await hash()).toBe(without);
    expect(JSON.parse((await run('runs', 'show', second, '--json')).stdout)).toMatchObject({ loaded: [] });
    expect((await run('status')).stdout).not.toContain('resumable');
    expect(await run('runs', 'rollback', second, '--yes')).toMatchObject({ code: 2 });
    await run('load', second);
    expect(await hash()).toBe(whole);
    await run('runs', 'rollback', second, '--yes');
    for (const { run: name } of nights.slice(3))
      await rm(join(dataDir, 'raw', 'huggingface', name), { recursive: true });
    expect((await run('load', '--rebuild')).code).toBe(0);
    expect(await hash()).toBe(without);
  });

  it('loaded one after the other into a new graph give the same, and again they write nothing', async () => {
    const dataDir = await copyOfRuns();
    for (const { run } of nights) await loadNight({ dataDir, neo4j: {} }, run);
    for (const { run } of nights) expect(hasChanges(await loadNight({ dataDir, neo4j: {} }, run)), run).toBe(false);
    await using anew = await openGraph({ dataDir });

    const everything = { provenance: true, counters: true };
    expect(await exportHash(anew, everything)).toBe(await exportHash(graph, everything));
    await played.program('verify');
  });
});
