import { renameDurably, ensureDirectory } from '../core/atomic-file.ts';
import type { ProgressSink } from '../core/progress.ts';
import { readElementBatches } from '../core/run/run-reader.ts';
import { entitiesPath, issuesPath, jsonldFolder } from '../core/run/run-paths.ts';
import { formatVersion, type RawElement } from '../core/run/types.ts';
import { packageVersion } from '../core/package-files.ts';
import type { SourceDefinition } from '../../extract/source.ts';
import { ByteWriter } from './byte-writer.ts';
import {
  dropEntitiesManifest,
  readEntitiesManifest,
  writeEntitiesManifest,
  type EntitiesManifest,
  type MapInputs,
} from './entities-folder.ts';
import type { MappedRecords, RecordCounts } from './map-records.ts';
import { recordMapper } from './map-threads.ts';

export interface MapOptions {
  readonly dataDir: string;
  readonly run: string;
  /** Those that have a folder of this run, in registry order. */
  readonly sources: readonly SourceDefinition[];
  /** How many records a source is known to have. */
  readonly expectedRecords?: (source: string) => number;
  readonly inputs: MapInputs;
  readonly progress: ProgressSink;
  readonly signal: AbortSignal;
}

export interface MapOutcome {
  readonly manifest: EntitiesManifest;
  /** The files were there already, byte for byte. */
  readonly unchanged: boolean;
}

/** State of one mapping: two open files and what was counted. */
class Mapping {
  readonly #entities: ByteWriter;
  readonly #issues: ByteWriter;
  readonly counts = new Map<string, RecordCounts>();
  readonly labels = new Map<string, number>();
  readonly issueCodes = new Map<string, number>();

  constructor(entities: ByteWriter, issues: ByteWriter) {
    this.#entities = entities;
    this.#issues = issues;
  }

  async add(mapped: MappedRecords): Promise<void> {
    for (const [resource, counts] of mapped.counts) {
      const sum = this.counts.get(resource) ?? { records: 0, entities: 0, issues: 0, failed: 0 };
      this.counts.set(resource, sum);
      sum.records += counts.records;
      sum.entities += counts.entities;
      sum.issues += counts.issues;
      sum.failed += counts.failed;
    }
    for (const [label, count] of mapped.labels) this.labels.set(label, (this.labels.get(label) ?? 0) + count);
    for (const [code, count] of mapped.issueCodes) this.issueCodes.set(code, (this.issueCodes.get(code) ?? 0) + count);
    await this.#entities.write(mapped.entities);
    await this.#issues.write(mapped.issues);
  }
}

function sortedRecord<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const recordsPerBatch = 500;

/** Batches worth sending: pages cut into pieces, single records gathered. */
async function* workBatches(responses: AsyncIterable<readonly RawElement[]>): AsyncGenerator<readonly RawElement[]> {
  let gathered: RawElement[] = [];
  for await (const elements of responses) {
    for (const element of elements) {
      gathered.push(element);
      if (gathered.length < recordsPerBatch) continue;
      yield gathered;
      gathered = [];
    }
  }
  if (gathered.length > 0) yield gathered;
}

async function mapSource(mapping: Mapping, source: SourceDefinition, options: MapOptions): Promise<void> {
  const { dataDir, run, progress, signal } = options;
  const stage = `map ${source.name}`;
  const mapper = recordMapper(source, run, options.expectedRecords?.(source.name) ?? 0);
  const underWay: { readonly mapped: Promise<MappedRecords>; readonly records: number }[] = [];
  let records = 0;
  const writeFirst = async (): Promise<void> => {
    const first = underWay.shift();
    if (first === undefined) return;
    await mapping.add(await first.mapped);
    records += first.records;
    progress.update(stage, { records });
  };
  progress.start(stage);
  try {
    for await (const batch of workBatches(readElementBatches(dataDir, source.name, run, { signal }))) {
      const mapped = mapper.map(batch);
      // It is awaited in its turn; until then a failure must not count as unhandled.
      mapped.catch(() => undefined);
      underWay.push({ mapped, records: batch.length });
      while (underWay.length >= mapper.width) await writeFirst();
    }
    while (underWay.length > 0) await writeFirst();
  } finally {
    await mapper.close();
  }
  progress.stop(stage);
}

async function writeAll(options: MapOptions, entities: ByteWriter, issues: ByteWriter): Promise<EntitiesManifest> {
  const mapping = new Mapping(entities, issues);
  for (const source of options.sources) await mapSource(mapping, source, options);
  return {
    formatVersion,
    run: options.run,
    tool: { name: 'stemma', version: packageVersion() },
    inputs: options.inputs,
    counts: sortedRecord(mapping.counts),
    entities: sortedRecord(mapping.labels),
    issues: sortedRecord(mapping.issueCodes),
    files: { 'entities.ndjson': await entities.finish(), 'issues.ndjson': await issues.finish() },
  };
}

/**
 * Raw records → `entities.ndjson` and `issues.ndjson`, in raw order: the same bytes for the same raw bytes. Both are written
 * beside their place and renamed when whole. Offline; memory is bounded by a page and a chunk.
 */
export async function mapRun(options: MapOptions): Promise<MapOutcome> {
  const { dataDir, run } = options;
  await ensureDirectory(jsonldFolder(dataDir, run));
  // What another version wrote is written anew.
  const before = await readEntitiesManifest(dataDir, run).catch(() => undefined);
  const [entitiesFile, issuesFile] = [entitiesPath(dataDir, run), issuesPath(dataDir, run)];
  const entities = await ByteWriter.create(`${entitiesFile}.partial`);
  const issues = await ByteWriter.create(`${issuesFile}.partial`);
  let manifest: EntitiesManifest;
  try {
    manifest = await writeAll(options, entities, issues);
  } catch (error) {
    await Promise.all([entities.abandon(), issues.abandon()]);
    throw error;
  }
  await dropEntitiesManifest(dataDir, run);
  await renameDurably(`${entitiesFile}.partial`, entitiesFile);
  await renameDurably(`${issuesFile}.partial`, issuesFile);
  await writeEntitiesManifest(dataDir, manifest);
  const unchanged = before?.files['entities.ndjson'].sha256 === manifest.files['entities.ndjson'].sha256;
  return { manifest, unchanged };
}
