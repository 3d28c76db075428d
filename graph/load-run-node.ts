import { identify, mintRun, mintSoftwareAgent } from '../ontology/iri.ts';
import type { Manifest } from '../src/core/run/types.ts';
import { writeRows } from './batch.ts';
import type { LoadContext } from './load-context.ts';
import { graphFormatVersion } from './format-version.ts';
import { canonicalTime, sameProperties } from './property-values.ts';
import { propertiesOf, rowOf } from './rows.ts';
import type { NodeRow } from './rows.ts';
import { sourceSeparator, type RecordedRun, type RunToLoad } from './recorded-runs.ts';
import { markRuns, readRun, recordRun } from './statements.ts';
import type { Row } from './store.ts';

/** Of these sources a later run is loaded already. Run ids sort by time. */
export function outdatedSources(
  recorded: readonly RecordedRun[],
  run: string,
  sources: Iterable<string>,
): ReadonlySet<string> {
  const later = recorded.filter((one) => one.run > run).flatMap((one) => one.sources);
  return new Set([...sources].filter((source) => later.includes(source)));
}

/**
 * The ExtractionRun and the software that ran, written when they are not there as they should be: first of all, and without the
 * mark that all of it was loaded. Gives what is to be done at the end of the load.
 */
export async function recordExtractionRun(
  context: LoadContext,
  manifests: readonly Manifest[],
  choices: RunToLoad,
): Promise<() => Promise<void>> {
  const { store, counts, index } = context;
  const uri = mintRun(index.run);
  const agent = agentOf(manifests);
  const row = runRow(uri, manifests, choices);
  const { mapping } = choices;
  const marked = { ...propertiesOf(row), ...(mapping === undefined ? {} : { mapping }) };
  const [state] = await store.read<RunState>(readRun, { uri });
  if (state !== undefined && state.agent === agent.uri && sameProperties(state.properties, marked))
    return () => Promise.resolve();
  await writeRows(store, recordRun, [{ ...row, agent }]);
  counts.runsRecorded += 1;
  return async () => {
    if (mapping !== undefined) await writeRows(store, markRuns, [{ uri, mapping }]);
  };
}

interface RunState extends Row {
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
  readonly agent: string;
}

function agentOf(manifests: readonly Manifest[]): { uri: string; id: string; name: string; softwareVersion: string } {
  const version = manifests[0]?.tool.version ?? 'unknown';
  const uri = mintSoftwareAgent(version);
  const name = `stemma-${version}`;
  return { uri, id: identify(uri)?.id ?? uri, name, softwareVersion: version };
}

function runRow(uri: string, manifests: readonly Manifest[], choices: RunToLoad): NodeRow {
  const { run, inlineContent, acceptRemovals } = choices;
  const source = manifests
    .map((manifest) => manifest.source)
    .toSorted()
    .join(sourceSeparator);
  const startedAt = timesOf(manifests, (manifest) => manifest.startedAt).at(0);
  const ended = timesOf(manifests, (manifest) => manifest.endedAt);
  const endedAt = ended.length === manifests.length ? ended.at(-1) : undefined;
  return rowOf(['ExtractionRun'], {
    uri,
    id: identify(uri)?.id ?? uri,
    name: run,
    run,
    source,
    formatVersion: graphFormatVersion,
    ...(inlineContent === true ? { inlineContent } : {}),
    ...(acceptRemovals === true ? { acceptRemovals } : {}),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  });
}

/** In order of time. */
function timesOf(manifests: readonly Manifest[], read: (manifest: Manifest) => string | undefined): readonly string[] {
  const times = manifests.map((manifest) => canonicalTime(read(manifest) ?? ''));
  return times.filter((time) => time !== undefined).toSorted();
}
