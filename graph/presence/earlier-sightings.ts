import { manifestBytes, parseManifest } from '../../src/core/run/manifest.ts';
import { readPresence } from './presence-file.ts';

/** Past so many earlier whole lists nothing is looked for: what none of them showed was never listed. */
const mostLists = 10;

/** A list of things of a class by a source, and the runs of the graph. */
export interface ListedIn {
  readonly dataDir: string;
  readonly run: string;
  readonly loaded: ReadonlySet<string>;
  readonly source: string;
  readonly label: string;
}

/**
 * When things were last listed by a source before this run: by IRI, of those of `uris` that were. Reads the lists of earlier
 * runs of the graph from the newest back, until all are found. Things known only because they were asked for by name are in no
 * list, so that a list without them says nothing of them.
 */
export async function lastListed(
  { dataDir, run, loaded, source, label }: ListedIn,
  uris: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let lists = 0;
  for (const earlier of [...loaded]
    .filter((one) => one < run)
    .toSorted()
    .toReversed()) {
    if (found.size === uris.size || lists === mostLists) break;
    const ofRun = new Map<string, string>();
    for await (const line of readPresence(dataDir, earlier)) {
      const uri = line['@id'];
      if (!line.seen || line.source !== source || !uris.has(uri) || found.has(uri)) continue;
      const before = ofRun.get(uri);
      if (before === undefined || line.at > before) ofRun.set(uri, line.at);
    }
    for (const [uri, at] of ofRun) found.set(uri, at);
    if (await wasComplete(dataDir, earlier, source, label)) lists += 1;
  }
  return found;
}

async function wasComplete(dataDir: string, run: string, source: string, label: string): Promise<boolean> {
  const place = { dataDir, source, run };
  const bytes = await manifestBytes(place).catch(() => undefined);
  if (bytes === undefined) return false;
  return parseManifest(bytes, place).complete?.some((list) => list.of === label) === true;
}
