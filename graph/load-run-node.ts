import { identify, mintRun, mintSoftwareAgent } from '../ontology/iri.ts';
import type { Manifest } from '../src/core/run/types.ts';
import { writeRows } from './batch.ts';
import type { LoadContext } from './load-context.ts';
import { graphFormatVersion } from './format-version.ts';
import { canonicalTime, sameProperties } from './property-values.ts';
import { propertiesOf, rowOf } from './rows.ts';
import type { NodeRow } from './rows.ts';
import { readRun, readRunIds, recordRun } from './statements.ts';
import type { GraphStore, Row } from './store.ts';

/** Of these sources a later run is loaded already. Run ids sort by time. */
export async function outdatedSources(
  store: GraphStore,
  run: string,
  sources: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const loaded = await store.read<{ run: string; source: string | null }>(readRunIds);
  const later = loaded.filter((one) => one.run > run).flatMap((one) => (one.source ?? '').split(separator));
  return new Set([...sources].filter((source) => later.includes(source)));
}

/** One run may have several sources; their names stand in one string, in order. */
const separator = ', ';

/** The ExtractionRun and the software that ran, written when they are not there as they should be. */
export async function recordExtractionRun(context: LoadContext, manifests: readonly Manifest[]): Promise<void> {
  const uri = mintRun(context.index.run);
  const agent = agentOf(manifests);
  const row = runRow(uri, context.index.run, manifests);
  const [state] = await context.store.read<RunState>(readRun, { uri });
  if (state !== undefined && state.agent === agent.uri && sameProperties(state.properties, propertiesOf(row))) return;
  await writeRows(context.store, recordRun, [{ ...row, agent }]);
  context.counts.runsRecorded += 1;
}

interface RunState extends Row {
  readonly properties: Readonly<Record<string, string | number | null>>;
  readonly agent: string;
}

function agentOf(manifests: readonly Manifest[]): { uri: string; id: string; name: string; softwareVersion: string } {
  const version = manifests[0]?.tool.version ?? 'unknown';
  const uri = mintSoftwareAgent(version);
  const name = `stemma-${version}`;
  return { uri, id: identify(uri)?.id ?? uri, name, softwareVersion: version };
}

function runRow(uri: string, run: string, manifests: readonly Manifest[]): NodeRow {
  const source = manifests
    .map((manifest) => manifest.source)
    .toSorted()
    .join(separator);
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
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
  });
}

/** In order of time. */
function timesOf(manifests: readonly Manifest[], read: (manifest: Manifest) => string | undefined): readonly string[] {
  const times = manifests.map((manifest) => canonicalTime(read(manifest) ?? ''));
  return times.filter((time) => time !== undefined).toSorted();
}
