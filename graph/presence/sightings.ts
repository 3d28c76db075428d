import { identify } from '../../ontology/iri.ts';
import type { RunIndex } from '../run-index.ts';
import { readPresence } from './presence-file.ts';

/** What a run shows to be there of one class of one source. */
export interface Sightings {
  /** IRIs: listed, or told of by an account. */
  readonly seen: ReadonlySet<string>;
  /** The source's immutable ids of what was listed. */
  readonly sourceIds: ReadonlySet<string>;
  /** When the list was read: its latest answer. ISO 8601 UTC; undefined when nothing was listed. */
  readonly at: string | undefined;
}

/** Reads the run's list; memory grows with what it holds. */
export async function sightingsOf(dataDir: string, index: RunIndex, source: string, label: string): Promise<Sightings> {
  const seen = new Set<string>();
  const sourceIds = new Set<string>();
  let at: string | undefined;
  for await (const line of readPresence(dataDir, index.run)) {
    if (!line.seen || line.source !== source || labelOf(line['@id']) !== label) continue;
    seen.add(line['@id']);
    if (line.sourceId !== undefined) sourceIds.add(line.sourceId);
    if (at === undefined || line.at > at) at = line.at;
  }
  for (const [uri, winners] of index.winners) {
    if (winners.some(({ part }) => part.source === source) && labelOf(uri) === label) seen.add(uri);
  }
  return { seen, sourceIds, at };
}

function labelOf(uri: string): string | undefined {
  return identify(uri)?.label;
}
