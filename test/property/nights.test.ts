import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasChanges } from '../../graph/load-report.ts';
import type { GraphStore } from '../../graph/store.ts';
import { lineageTypes } from '../../ontology/model.ts';
import { exportJsonld } from '../../src/query/export-jsonld.ts';
import { dumpOf, OpenGraph, sandboxOf } from '../store/engines.ts';
import { expectationOf, type Expectation } from '../support/nights/expectation.ts';
import { basedOn, world, type World, type WorldScript } from '../support/nights/index.ts';
import { modelRow } from '../support/nights/model-row.ts';
import { listRows, storeNight, type OtherRecord } from '../support/nights/stored-night.ts';
import type { Relation } from '../support/nights/things.ts';

const nights = 4;
/** A world of five may well lose half of them in a night. */
const believed = { acceptRemovals: true };
const licenses = ['mit', 'apache-2.0', 'gpl-3.0'] as const;
const kinds = ['rename', 'rename-quietly', 'remove', 'license', 'base', 'gate', 'new', 'count'] as const;

/** Something that happens to one of the models there are, told by numbers so that it means something in any world. */
interface Happening {
  readonly kind: (typeof kinds)[number];
  readonly which: number;
  readonly other: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  kind: fc.constantFrom(...kinds),
  which: fc.nat(40),
  other: fc.nat(40),
});
const history = fc.array(fc.array(happening, { maxLength: 4 }), { minLength: nights - 1, maxLength: nights - 1 });

/** Names are only ever given once; a base may be one that is not there, not there any more, or spelled otherwise. */
const bases = ['nobody/never-was', 'MOSS/Root', 'moss/root', 'moss/m0', 'moss/m1', 'moss/m2', 'moss/m0-1', 'moss/m1-2'];
const relations: readonly Relation[] = ['finetune', 'quantized', 'adapter', 'merge'];

function based(which: number, other: number) {
  return basedOn(relations[which % relations.length] ?? 'finetune', bases[other % bases.length] ?? '');
}

function happen(now: World, at: number, { kind, which, other }: Happening): void {
  // The root stays, so that another spelling of it is always one of it.
  const ids = [...now.models.keys()].filter((id) => id !== 'moss/root').toSorted();
  const id = ids[which % Math.max(1, ids.length)];
  if (kind === 'new')
    return now.model({ id: `moss/new-${at}-${which}-${now.models.size}-${other}`, ...based(which, other) });
  if (id === undefined) return;
  const { front = {} } = now.models.get(id) ?? {};
  if (kind === 'rename' || kind === 'rename-quietly') {
    const to = `${id}-${at}`;
    if (!now.models.has(to)) now.rename(id, to, kind === 'rename' ? 'redirect' : 'id');
  } else if (kind === 'remove') now.remove(id);
  else if (kind === 'license') now.change(id, { front: { ...front, license: licenses[other % 3] } });
  else if (kind === 'base') now.change(id, based(which, other));
  else if (kind === 'gate') now.gateQuietly(id, other % 2 === 0 ? 'auto' : false);
  else now.count(id, { likes: other });
}

function scriptOf(story: readonly (readonly Happening[])[]): WorldScript {
  const script = world().model({ id: 'moss/root', front: { license: 'mit' } });
  for (const at of [0, 1, 2, 3]) script.model({ id: `moss/m${at}`, ...based(at, at + 2) });
  for (const [at, all] of story.entries()) {
    script.night(at + 2, (now) => {
      for (const one of all) happen(now, at + 1, one);
    });
  }
  return script;
}

/** The first night everything; then what is new, changed, renamed or behind another gate, and the ids of all. */
async function store(dataDir: string, script: WorldScript, night: number): Promise<string> {
  const now = script.at(night);
  if (night === 1) return storeNight(dataDir, night, listRows(now), [], 'hf_models');
  const before = new Map([...script.at(night - 1).models.values()].map((model) => [model._id, model]));
  const moved = [...now.models.values()].filter((model) => {
    const was = before.get(model._id);
    return was?.id !== model.id || was.sha !== model.sha || was.gated !== model.gated;
  });
  const rows = moved.map((model) => modelRow(model, now));
  const list: OtherRecord = {
    resource: 'hf_model_ids',
    url: 'https://huggingface.co/api/models?limit=1000&sort=createdAt&expand=gated',
    body: JSON.stringify(listRows(now).map(({ _id, id, gated }) => ({ _id, id, gated }))),
    mediaType: 'application/json; charset=utf-8',
  };
  return storeNight(dataDir, night, rows, [list], 'hf_model_ids');
}

async function exportOf(graph: GraphStore): Promise<string> {
  const lines: string[] = [];
  for await (const line of exportJsonld(graph, { provenance: true, counters: true })) lines.push(line);
  return lines.join('\n');
}

/** As `Expectation`, from the graph. */
async function looked(graph: GraphStore) {
  const bare = (id: unknown): string => String(id).slice('hf:'.length);
  const models = await graph.read(
    'MATCH (m:MLModel) WHERE m.resolved = true RETURN m.id AS id, m.removed AS removed ORDER BY id',
  );
  const edges = await graph.read(
    `MATCH (a:MLModel)-[r:${lineageTypes.join('|')}]->(b:MLModel) RETURN a.id AS child, type(r) AS type, b.id AS base`,
  );
  const aliases = await graph.read(
    'MATCH (a:MLModel)-[r:REDIRECTS_TO]->(m:MLModel) WHERE r.method = "link-resolution" RETURN a.id AS old, m.id AS now ORDER BY old',
  );
  return {
    listed: models.flatMap(({ id, removed }) => (removed === true ? [] : [bare(id)])),
    removed: models.flatMap(({ id, removed }) => (removed === true ? [bare(id)] : [])),
    renamed: aliases.map(({ old, now }) => [bare(old), bare(now)]),
    edges: edges.map(({ child, type, base }) => `${bare(child)} ${String(type)} ${bare(base)}`).toSorted(),
  };
}

function told({ listed, removed, renamed, edges }: Expectation): Awaited<ReturnType<typeof looked>> {
  return {
    listed: [...listed.keys()].toSorted(),
    removed: [...removed],
    renamed: [...renamed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([old, now]) => [old, now]),
    edges: [...edges],
  };
}

it(
  'any nights come to what the story says, and to the same when each load was killed twice on its way',
  { timeout: 120_000 },
  async () => {
    const kill = fc.nat(14);
    const kills = fc.array(fc.tuple(kill, kill), { minLength: nights, maxLength: nights });
    const check = fc.asyncProperty(history, kills, async (story, killed) => {
      const script = scriptOf(story);
      const [quiet, disturbed] = [await OpenGraph.of(embedded), await OpenGraph.of(embedded)];
      try {
        for (const [at, points] of killed.entries()) {
          const run = await store(quiet.dataDir, script, at + 1);
          for (const part of ['raw', 'jsonld'])
            await cp(join(quiet.dataDir, part), join(disturbed.dataDir, part), { recursive: true });
          await quiet.load(run, believed);
          for (const writes of points) await disturbed.killed(run, writes, believed);
          await disturbed.load(run, believed);
          expect(await looked(quiet.store), `night ${at + 1}`).toEqual(told(expectationOf(script, at + 1)));
          expect(hasChanges(await disturbed.load(run, believed)), `night ${at + 1} again`).toBe(false);
        }
        expect(await dumpOf(disturbed.store)).toBe(await dumpOf(quiet.store));
        expect(await exportOf(disturbed.store)).toBe(await exportOf(quiet.store));
      } finally {
        await quiet.close();
        await disturbed.close();
      }
    });
    await fc.assert(check, { numRuns: 6 });
  },
);

const embedded = () => sandboxOf('embedded');
