import { readdir } from 'node:fs/promises';
import { manifestBytes, parseManifest } from '../../src/core/run/manifest.ts';
import { isRunName, jsonldRoot } from '../../src/core/run/run-paths.ts';
import { readPresence } from './presence-file.ts';

/** Past so many earlier whole lists nothing is looked for: what none of them showed was never listed. */
const mostLists = 10;

/**
 * When things were last listed by a source before this run: by IRI, of those of `uris` that were. Reads the lists of earlier
 * runs from the newest back, until all are found. Things known only because they were asked for by name are in no list, so
 * that a list without them says nothing of them.
 */
export async function lastListed(
  dataDir: string,
  run: string,
  source: string,
  label: string,
  uris: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let lists = 0;
  for (const earlier of await earlierRuns(dataDir, run)) {
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

/** Newest first. */
async function earlierRuns(dataDir: string, run: string): Promise<readonly string[]> {
  const names = await readdir(jsonldRoot(dataDir)).catch(() => []);
  return names
    .filter((name) => isRunName(name) && name < run)
    .sort()
    .reverse();
}

async function wasComplete(dataDir: string, run: string, source: string, label: string): Promise<boolean> {
  const place = { dataDir, source, run };
  const bytes = await manifestBytes(place).catch(() => undefined);
  if (bytes === undefined) return false;
  return parseManifest(bytes, place).complete?.some((list) => list.of === label) === true;
}
