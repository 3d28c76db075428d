import { join } from 'node:path';
import type { PresenceLine } from '../../ontology/entity.ts';
import { renameDurably, ensureDirectory } from '../core/atomic-file.ts';
import type { ProgressSink } from '../core/progress.ts';
import { forgottenUris } from '../core/run/forgotten.ts';
import { readElementBatches } from '../core/run/run-reader.ts';
import { readMisses } from '../core/run/ledger.ts';
import { countersFile } from '../core/run/counters-file.ts';
import { jsonldFolder } from '../core/run/run-paths.ts';
import { formatVersion, type RawElement } from '../core/run/types.ts';
import { packageVersion } from '../core/package-files.ts';
import type { SourceDefinition } from '../../extract/source.ts';
import { ByteWriter } from './byte-writer.ts';
import { CounterSpool } from './map-counters.ts';
import {
  dropEntitiesManifest,
  loadedHash,
  mappedFiles,
  readEntitiesManifest,
  writeEntitiesManifest,
  type EntitiesManifest,
  type MapInputs,
  type MappedFile,
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

/** State of one mapping: its open files and what was counted. */
class Mapping {
  readonly #entities: ByteWriter;
  readonly #issues: ByteWriter;
  readonly #presence: ByteWriter;
  readonly #counters: CounterSpool;
  readonly counts = new Map<string, RecordCounts>();
  readonly labels = new Map<string, number>();
  readonly issueCodes = new Map<string, number>();

  constructor(files: MappingFiles, counters: CounterSpool) {
    this.#counters = counters;
    this.#entities = files['entities.ndjson'];
    this.#issues = files['issues.ndjson'];
    this.#presence = files['presence.ndjson'];
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
    await this.#presence.write(mapped.presence);
    await this.#counters.write(mapped.counters);
  }

  async addAbsence(line: PresenceLine): Promise<void> {
    await this.#presence.write(Buffer.from(`${JSON.stringify(line)}\n`));
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

async function mapSource(
  mapping: Mapping,
  source: SourceDefinition,
  options: MapOptions,
  forgotten: ReadonlySet<string>,
): Promise<void> {
  const { dataDir, run, progress, signal } = options;
  const stage = `map ${source.name}`;
  const mapper = recordMapper(source, run, options.expectedRecords?.(source.name) ?? 0, forgotten);
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

/** What the run asked for and learnt to be gone, in the order in which it was noted. */
async function mapMisses(
  mapping: Mapping,
  source: SourceDefinition,
  { dataDir, run }: MapOptions,
  forgotten: ReadonlySet<string>,
): Promise<void> {
  if (source.absence === undefined) return;
  for await (const miss of readMisses(dataDir, source.name, run)) {
    const gone = source.absence(miss);
    if (gone === undefined || forgotten.has(gone.iri)) continue;
    const { iri, resource, whole } = gone;
    await mapping.addAbsence({ '@id': iri, seen: false, source: source.name, resource, at: miss.at, whole });
  }
}

type MappingFiles = Readonly<Record<MappedFile, ByteWriter>>;

async function openFiles(folder: string): Promise<MappingFiles> {
  const create = (file: MappedFile): Promise<ByteWriter> => ByteWriter.create(join(folder, `${file}.partial`));
  return {
    'entities.ndjson': await create('entities.ndjson'),
    'issues.ndjson': await create('issues.ndjson'),
    'presence.ndjson': await create('presence.ndjson'),
    [countersFile]: await create(countersFile),
  };
}

async function writeAll(options: MapOptions, files: MappingFiles, spool: CounterSpool): Promise<EntitiesManifest> {
  const mapping = new Mapping(files, spool);
  const forgotten = await forgottenUris(options.dataDir);
  for (const source of options.sources) await mapSource(mapping, source, options, forgotten);
  for (const source of options.sources) await mapMisses(mapping, source, options, forgotten);
  const counters = await spool.finish(files[countersFile]);
  return {
    formatVersion,
    run: options.run,
    tool: { name: 'stemma', version: packageVersion() },
    inputs: options.inputs,
    counts: sortedRecord(mapping.counts),
    entities: sortedRecord(mapping.labels),
    issues: sortedRecord(mapping.issueCodes),
    counters: counters.table,
    files: {
      'entities.ndjson': await files['entities.ndjson'].finish(),
      'issues.ndjson': await files['issues.ndjson'].finish(),
      'presence.ndjson': await files['presence.ndjson'].finish(),
      [countersFile]: counters.written,
    },
  };
}

/**
 * Raw records → `entities.ndjson`, `issues.ndjson` and `presence.ndjson`, in raw order, and `counters.tsv`, by id: the same bytes
 * for the same raw bytes.
 * They are written beside their place and renamed when whole. Offline; memory is bounded by a page and a chunk.
 */
export async function mapRun(options: MapOptions): Promise<MapOutcome> {
  const { dataDir, run } = options;
  const folder = jsonldFolder(dataDir, run);
  await ensureDirectory(folder);
  // What another version wrote is written anew.
  const before = await readEntitiesManifest(dataDir, run).catch(() => undefined);
  const files = await openFiles(folder);
  const spool = await CounterSpool.create(join(folder, `${countersFile}.unsorted`));
  let manifest: EntitiesManifest;
  try {
    manifest = await writeAll(options, files, spool);
  } catch (error) {
    await Promise.all([...Object.values(files), spool].map((file) => file.abandon()));
    throw error;
  }
  await dropEntitiesManifest(dataDir, run);
  for (const file of mappedFiles) await renameDurably(join(folder, `${file}.partial`), join(folder, file));
  await writeEntitiesManifest(dataDir, manifest);
  const unchanged = before !== undefined && loadedHash(before) === loadedHash(manifest);
  return { manifest, unchanged };
}
