import { readRunIds } from './statements.ts';
import type { GraphStore, Row } from './store.ts';

/** How a run is, or is to be, loaded. */
export interface RunToLoad {
  readonly run: string;
  /** Hash of its mapped files. */
  readonly mapping?: string;
  /** Also keep each account's content and evidence on its Description. */
  readonly inlineContent?: boolean;
  /** Remove what a complete list does not show, however little it shows. */
  readonly acceptRemovals?: boolean;
}

/** A run that a graph knows. Without `mapping` it was not loaded to its end, or a change of the graph was not finished. */
export interface RecordedRun extends RunToLoad {
  /** Sorted. */
  readonly sources: readonly string[];
}

/** One run may have several sources; their names stand in one string, in order. */
export const sourceSeparator = ', ';

interface RunRow extends Row {
  readonly run: string;
  readonly source: string | null;
  readonly mapping: string | null;
  readonly inlineContent: boolean | null;
  readonly acceptRemovals: boolean | null;
}

/** The runs of a graph in their order, the oldest first: run ids sort by time. */
export async function recordedRuns(store: GraphStore): Promise<readonly RecordedRun[]> {
  const rows = await store.read<RunRow>(readRunIds);
  const runs = rows.map(({ run, source, mapping, inlineContent, acceptRemovals }): RecordedRun => ({
    run,
    sources: (source ?? '').split(sourceSeparator).filter((name) => name !== ''),
    ...(mapping === null ? {} : { mapping }),
    ...(inlineContent === true ? { inlineContent } : {}),
    ...(acceptRemovals === true ? { acceptRemovals } : {}),
  }));
  return runs.toSorted((a, b) => (a.run < b.run ? -1 : 1));
}

/** What loading a run means for a graph that holds these runs. */
export type LoadKind =
  /** It is in the graph as it is to be. */
  | 'nothing'
  /** It is the newest, and all others are whole. */
  | 'append'
  /** A newer run is in the graph, or one that is not whole: the graph has to be made of its runs in their order. */
  | 'replay';

/**
 * A graph is what its runs make when they are loaded in the order of their ids, of whichever source they are: things of several
 * sources meet, and what was told first is shown as first seen.
 */
export function loadKindOf(wanted: RunToLoad, recorded: readonly RecordedRun[]): LoadKind {
  const held = recorded.find(({ run }) => run === wanted.run);
  const others = recorded.filter(({ run }) => run !== wanted.run);
  if (others.some(({ mapping }) => mapping === undefined)) return 'replay';
  if (held?.mapping !== undefined && held.mapping === wanted.mapping && asksNothingMore(wanted, held)) return 'nothing';
  return others.every(({ run }) => run < wanted.run) ? 'append' : 'replay';
}

/** Content is copied only with what is written, so that asking for it later changes nothing. */
function asksNothingMore(wanted: RunToLoad, held: RecordedRun): boolean {
  return wanted.acceptRemovals !== true || held.acceptRemovals === true;
}

/** The runs a graph is to hold with this one: what was chosen for it before still holds. */
export function withRun(wanted: RunToLoad, recorded: readonly RecordedRun[]): readonly RunToLoad[] {
  const held = recorded.find(({ run }) => run === wanted.run);
  const others: readonly RunToLoad[] = recorded.filter((one) => one !== held);
  return [...others, withChoices(wanted, held)].toSorted((a, b) => (a.run < b.run ? -1 : 1));
}

/** A run as it is to be loaded, with what was chosen for it when it was loaded before. */
export function withChoices(wanted: RunToLoad, held: RunToLoad | undefined): RunToLoad {
  return {
    ...wanted,
    inlineContent: wanted.inlineContent === true || held?.inlineContent === true,
    acceptRemovals: wanted.acceptRemovals === true || held?.acceptRemovals === true,
  };
}
