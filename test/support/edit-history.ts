import fc from 'fast-check';
import { mintModel } from '../../ontology/iri.ts';
import type { StatedModel } from '../store/run-fixture.ts';
import { writePresenceRun } from './presence-run.ts';

/** What a run of a source says of each thing: nothing, that it is gone, or what it tells. */
export type Said = null | 'gone' | Told;

export interface Told {
  readonly gated: string;
  /** A counter: a change of it alone is no other account. */
  readonly downloads: number;
  readonly bases: readonly number[];
}

export interface Edit {
  readonly source: string;
  /** By thing. */
  readonly said: readonly Said[];
  /** It walked its list to the end: what it tells nothing of was not listed. */
  readonly isComplete: boolean;
}

export const sources = ['huggingface', 'openml'] as const;
export const thingOf = (at: number): string => `fen/m${at}`;
export const baseOf = (at: number): string => `fen/base-${at}`;
export const bases = [0, 1] as const;
export const editRunOf = (at: number): string =>
  `2026-07-${String(1 + at).padStart(2, '0')}_01-00-00_000000${String(at).padStart(2, '0')}`;
export const timeOfEdit = (at: number): string => `2026-07-${String(1 + at).padStart(2, '0')}T01:00:00Z`;

const told: fc.Arbitrary<Told> = fc.record({
  gated: fc.constantFrom('auto', 'manual'),
  downloads: fc.nat(9),
  bases: fc.subarray([...bases]),
});
const said: fc.Arbitrary<Said> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant('gone' as const) },
  { weight: 8, arbitrary: told },
);

export function editHistory(runs: number, things: number): fc.Arbitrary<readonly Edit[]> {
  const edit = fc.record({
    source: fc.constantFrom(...sources),
    said: fc.array(said, { minLength: things, maxLength: things }),
    isComplete: fc.boolean(),
  });
  return fc.array(edit, { minLength: runs, maxLength: runs });
}

export async function writeEdit(dataDir: string, { source, said: all, isComplete }: Edit, at: number): Promise<string> {
  const run = editRunOf(at);
  const models = all.flatMap((one, index): StatedModel[] =>
    one === null || one === 'gone' ? [] : [statedOf(thingOf(index), source, one)],
  );
  const gone = all.flatMap((one, index) => (one === 'gone' ? [thingOf(index)] : []));
  const listed = models.map(({ hubId }) => hubId);
  await writePresenceRun({ dataDir, run, source, models, gone, listed, isComplete });
  return run;
}

function statedOf(hubId: string, source: string, { bases: named, ...values }: Told): StatedModel {
  const fineTunedFrom = named.map((base) => mintModel(baseOf(base)));
  return { hubId, resource: `${source}_list`, values, references: { fineTunedFrom } };
}

/** An account of a thing by a source over an interval. */
export interface Interval {
  readonly thing: string;
  readonly source: string;
  readonly gated: string;
  readonly bases: readonly string[];
  readonly from: string;
  to: string | null;
}

/** What is known of a thing. */
export interface State {
  readonly gated: string;
  readonly removed: boolean;
  readonly bases: readonly string[];
  readonly downloads: number;
}

export interface Final {
  readonly intervals: readonly Interval[];
  /** By thing that was ever told. */
  readonly things: ReadonlyMap<string, State>;
}

export interface Replayed extends Final {
  /** After each run. */
  readonly nights: readonly ReadonlyMap<string, State>[];
}

/** A list that shows less than this part of what it should show is not believed. */
const leastShare = 0.6;

/** The same told as simply as can be, run after run. */
export function naiveReplay(edits: readonly Edit[]): Replayed {
  const intervals: Interval[] = [];
  const things = new Map<string, State>();
  const counted = new Map<string, number>();
  const nights: ReadonlyMap<string, State>[] = [];
  const everListed = new Set<string>();
  const rank = ({ source }: Interval): number => (sources as readonly string[]).indexOf(source);
  const current = (thing: string): Interval[] =>
    intervals.filter((one) => one.thing === thing && one.to === null).toSorted((a, b) => rank(a) - rank(b));
  const remove = (thing: string, at: string): void => {
    const held = current(thing);
    const known = things.get(thing);
    if (held.length === 0 || known === undefined) return;
    for (const one of held) one.to = at;
    things.set(thing, { ...known, removed: true });
  };
  for (const [run, { source, said: all, isComplete }] of edits.entries()) {
    const at = timeOfEdit(run);
    for (const [index, one] of all.entries()) {
      if (one === null || one === 'gone') continue;
      const thing = thingOf(index);
      const named = one.bases.map(baseOf);
      counted.set(`${source} ${thing}`, one.downloads);
      const held = current(thing).find((account) => account.source === source);
      if (held?.gated !== one.gated || held.bases.join(' ') !== named.join(' ')) {
        if (held !== undefined) held.to = at;
        intervals.push({ thing, source, gated: one.gated, bases: named, from: at, to: null });
      }
      const standing = current(thing);
      const first = standing[0]?.source ?? '';
      things.set(thing, {
        gated: standing[0]?.gated ?? '',
        removed: false,
        bases: [...new Set(standing.flatMap((account) => account.bases))].toSorted(),
        downloads: counted.get(`${first} ${thing}`) ?? Number.NaN,
      });
    }
    for (const [index, one] of all.entries()) if (one === 'gone') remove(thingOf(index), at);
    if (isComplete && run > 0) {
      const described = [...things.keys()].filter((thing) => current(thing).some((one) => one.source === source));
      const isSeen = (thing: string): boolean =>
        all.some((one, index) => thingOf(index) === thing && one !== null && one !== 'gone');
      const confirmed = described.filter(isSeen).length;
      const missing = described.filter((thing) => !isSeen(thing) && everListed.has(`${source} ${thing}`));
      if (confirmed >= leastShare * (confirmed + missing.length)) for (const thing of missing) remove(thing, at);
    }
    for (const [index, one] of all.entries())
      if (one !== null && one !== 'gone') everListed.add(`${source} ${thingOf(index)}`);
    nights.push(new Map(things));
  }
  return { intervals, things, nights };
}
