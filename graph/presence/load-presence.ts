import type { CompleteList, Manifest } from '../../src/core/run/types.ts';
import { throwIfAborted } from '../../src/core/abort.ts';
import { isSamePart } from '../account-part.ts';
import type { LoadContext } from '../load-context.ts';
import type { Targets } from '../targets.ts';
import { endAccounts, type AbsentPart } from './absent-parts.ts';
import { lastListed } from './earlier-sightings.ts';
import { readPresence } from './presence-file.ts';
import { removeThings, type Removal } from './removals.ts';
import { sightingsOf } from './sightings.ts';
import { describedBy } from './statements.ts';

/** A list that shows less than this part of what it should show is not believed. */
const leastShare = 0.6;
const pageSize = 50_000;

export interface PresenceOptions {
  /** Believe the list, however little it shows. */
  readonly acceptRemovals: boolean;
}

/**
 * Last step of a load: what the run proves to be gone. Absence proves something only where it was looked for: an explicit
 * answer, or a list that was walked to its end, and then only of things that earlier lists showed. Of a source of which a
 * later run is loaded already nothing is removed. Gives how many removals were held back because the list showed too little.
 */
export async function loadPresence(
  context: LoadContext,
  manifests: readonly Manifest[],
  targets: Targets,
  options: PresenceOptions,
): Promise<number> {
  if (context.isFirst) return 0;
  const { removals, parts } = await explicitAbsences(context);
  await removeThings(context, removals);
  await endAccounts(context, targets, parts);
  let held = 0;
  for (const { source, complete = [], startedAt } of manifests) {
    if (context.outdated.has(source)) continue;
    for (const labels of labelsByList(complete)) {
      const gone = await missingFromList(context, source, labels, startedAt);
      if (gone.isBelievable || options.acceptRemovals) await removeThings(context, gone.removals);
      else held += gone.removals.length;
    }
  }
  return held;
}

/** What explicit answers prove; the latest word on a thing counts. */
async function explicitAbsences({
  dataDir,
  index,
  outdated,
}: LoadContext): Promise<{ readonly removals: readonly Removal[]; readonly parts: readonly AbsentPart[] }> {
  const removals = new Map<string, Removal>();
  const parts: AbsentPart[] = [];
  for await (const line of readPresence(dataDir, index.run)) {
    if (line.seen || outdated.has(line.source)) continue;
    const { '@id': uri, source, resource, at } = line;
    const part = { source, resource };
    // The run has an account of it all the same: it was there when that was read.
    const told = index.winners.get(uri) ?? [];
    if (told.some((winner) => (line.whole ? winner.part.source === source : isSamePart(winner.part, part)))) continue;
    if (line.whole) removals.set(uri, { uri, at });
    else parts.push({ uri, part, at });
  }
  return { removals: [...removals.values()], parts };
}

interface Missing {
  readonly removals: readonly Removal[];
  readonly isBelievable: boolean;
}

/** Classes that one list is of are judged together: a few things of a small class are not the list. */
function labelsByList(complete: readonly CompleteList[]): Iterable<readonly string[]> {
  const lists = new Map<string, string[]>();
  const taken = new Set<string>();
  for (const { of, resource } of complete) {
    if (taken.has(of)) continue;
    taken.add(of);
    lists.set(resource, [...(lists.get(resource) ?? []), of]);
  }
  return lists.values();
}

/** `startedAt`: when the list was begun, for a list that shows nothing of a class at all. */
async function missingFromList(
  context: LoadContext,
  source: string,
  labels: readonly string[],
  startedAt: string,
): Promise<Missing> {
  const removals: Removal[] = [];
  let confirmed = 0;
  for (const label of labels) {
    const found = await missingOfClass(context, source, label, startedAt);
    removals.push(...found.removals);
    confirmed += found.confirmed;
  }
  return { removals, isBelievable: confirmed >= leastShare * (confirmed + removals.length) };
}

async function missingOfClass(
  context: LoadContext,
  source: string,
  label: string,
  startedAt: string,
): Promise<{ readonly removals: readonly Removal[]; readonly confirmed: number }> {
  const { dataDir, index, loaded } = context;
  const { seen, sourceIds, at = startedAt } = await sightingsOf(dataDir, index, source, label);
  const unseen = new Set<string>();
  let confirmed = 0;
  for await (const { uri, sourceId } of described(context, source, label)) {
    if (seen.has(uri)) confirmed += 1;
    // Listed under another name, of which nothing more is known yet: it is not gone.
    else if (sourceId === null || !sourceIds.has(sourceId)) unseen.add(uri);
  }
  const listed = await lastListed({ dataDir, run: index.run, loaded, source, label }, unseen);
  return { removals: [...listed].map(([uri, last]) => ({ uri, at, lastListed: last })), confirmed };
}

interface DescribedThing {
  readonly uri: string;
  readonly sourceId: string | null;
}

async function* described(
  { store, signal }: LoadContext,
  source: string,
  label: string,
): AsyncGenerator<DescribedThing> {
  for (let after = ''; ;) {
    throwIfAborted(signal);
    const page = await store.read<{ uri: string; sourceId: string | null }>(describedBy(label), {
      after,
      source,
      limit: pageSize,
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.uri;
  }
}
