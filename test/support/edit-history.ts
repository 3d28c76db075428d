import fc from 'fast-check';
import type { StatedModel } from '../store/run-fixture.ts';
import { writePresenceRun } from './presence-run.ts';

/** What a run of a source says of each thing: nothing, that it is gone, or what it tells. */
export type Said = null | 'gone' | { readonly gated: string; readonly downloads: number };

export interface Edit {
  readonly source: string;
  /** By thing. */
  readonly said: readonly Said[];
  /** It walked its list to the end: what it tells nothing of was not listed. */
  readonly isComplete: boolean;
}

export const sources = ['huggingface', 'openml'] as const;
export const thingOf = (at: number): string => `fen/m${at}`;
export const editRunOf = (at: number): string =>
  `2026-07-${String(1 + at).padStart(2, '0')}_01-00-00_000000${String(at).padStart(2, '0')}`;
export const timeOfEdit = (at: number): string => `2026-07-${String(1 + at).padStart(2, '0')}T01:00:00Z`;

const told = fc.record({ gated: fc.constantFrom('auto', 'manual'), downloads: fc.nat(9) });
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
    one === null || one === 'gone' ? [] : [{ hubId: thingOf(index), resource: `${source}_list`, values: one }],
  );
  const gone = all.flatMap((one, index) => (one === 'gone' ? [thingOf(index)] : []));
  const listed = models.map(({ hubId }) => hubId);
  await writePresenceRun({ dataDir, run, source, models, gone, listed, isComplete });
  return run;
}

/** An account of a thing by a source over an interval. */
export interface Interval {
  readonly thing: string;
  readonly source: string;
  readonly gated: string;
  readonly from: string;
  to: string | null;
}

export interface Final {
  readonly intervals: readonly Interval[];
  /** By thing that was ever told. */
  readonly things: ReadonlyMap<string, { readonly gated: string; readonly removed: boolean }>;
}

/** A list that shows less than this part of what it should show is not believed. */
const leastShare = 0.6;

/** The same told as simply as can be, run after run. */
export function naiveReplay(edits: readonly Edit[]): Final {
  const intervals: Interval[] = [];
  const things = new Map<string, { gated: string; removed: boolean }>();
  const everListed = new Set<string>();
  const current = (thing: string): Interval[] => intervals.filter((one) => one.thing === thing && one.to === null);
  const remove = (thing: string, at: string): void => {
    const held = current(thing);
    if (held.length === 0) return;
    for (const one of held) one.to = at;
    things.set(thing, { gated: things.get(thing)?.gated ?? '', removed: true });
  };
  for (const [run, { source, said: all, isComplete }] of edits.entries()) {
    const at = timeOfEdit(run);
    for (const [index, one] of all.entries()) {
      if (one === null || one === 'gone') continue;
      const thing = thingOf(index);
      const held = current(thing).find((account) => account.source === source);
      if (held?.gated === one.gated) continue;
      if (held !== undefined) held.to = at;
      intervals.push({ thing, source, gated: one.gated, from: at, to: null });
      const first = current(thing).toSorted(
        (a, b) => (sources as readonly string[]).indexOf(a.source) - (sources as readonly string[]).indexOf(b.source),
      )[0];
      things.set(thing, { gated: first?.gated ?? '', removed: false });
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
  }
  return { intervals, things };
}
