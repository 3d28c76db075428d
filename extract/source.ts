import type { HttpClient } from '../src/core/http/types.ts';
import type { Logger } from '../src/core/logger.ts';
import type { ProgressSink } from '../src/core/progress.ts';
import type { EarlierRun } from '../src/core/run/earlier-runs.ts';
import type { LedgerLine, Miss, RawElement, RawRunWriter } from '../src/core/run/types.ts';
import type { MappedEntity, MappingIssue } from '../ontology/entity.ts';

/** A setting a source needs; one row of the settings table (flags, env, docs are rendered from it). */
export interface SettingDefinition {
  /** camelCase, unique within the source. */
  readonly name: string;
  /** First found wins. */
  readonly env: readonly string[];
  /** Long flag without dashes; none for secrets. */
  readonly flag?: string;
  readonly kind: 'string' | 'integer' | 'boolean' | 'path' | 'url' | 'list' | 'date' | 'duration' | 'share';
  /** Words that stand for a value: `all` where a number is wanted. */
  readonly words?: readonly string[];
  readonly default?: string | number | boolean;
  readonly secret?: boolean;
  /** Of a `path`: a text file whose content belongs to the run. It is copied at the start, and a resumed run reads the copy. */
  readonly isInput?: boolean;
  readonly doc: string;
}

export type RecordMedia = 'json' | 'xml' | 'text' | 'bytes';

export interface ResourceDefinition {
  /** File stem under `raw/<source>/<run>/` and key of counts: `hf_models`. */
  readonly name: string;
  readonly doc: string;
  /** Labels of the entities its records give. */
  readonly emits: readonly string[];
  /** Labels of what a record is about, where that is not the first of them alone. */
  readonly about?: readonly string[];
  /** What a record is: a JSON value (default), an XML document, a text or bytes; or one of several. Answers of another kind are issues. */
  readonly media?: RecordMedia | readonly RecordMedia[];
}

/**
 * A step of extraction that can be chosen by name. Stages form a graph without cycles; the order of the table is an order in
 * which they can run.
 */
export interface StageDefinition {
  readonly name: string;
  readonly doc: string;
  /** Stages whose records it works on. */
  readonly reads: readonly string[];
  /** Resources it stores. */
  readonly writes: readonly string[];
  /** Taken only when it is named, or when `setting` is given. */
  readonly optional?: true;
  /** Name of a setting of the source that takes the stage as well. */
  readonly setting?: string;
}

/** Records that are on the disk, in the order in which they were stored; memory is bounded by the largest answer. */
export interface StoredRecords {
  /**
   * What the chosen stages work on: records of this run, or, when no stage that begins from nothing is chosen, those of the
   * newest complete run before it. Of answers that `isWanted` refuses nothing is read.
   */
  elements(resource: string, isWanted?: (line: LedgerLine) => boolean): AsyncIterable<RawElement>;
  /** What this run itself has stored so far. */
  own(resource: string, isWanted?: (line: LedgerLine) => boolean): AsyncIterable<RawElement>;
  /** Whether `elements` gives what this run has stored. */
  readonly isOwn: boolean;
}

/** Of one stage, so far. */
export interface StageCounts {
  readonly requests: number;
  readonly retried: number;
  /** Stored. */
  readonly records: number;
  readonly failed: number;
  /** Not asked for, because an earlier run has it. */
  readonly known: number;
  /** Different things that records refer to. */
  readonly references: number;
  /** Rows of lists that were read; absent where the stage reads none. */
  readonly listed?: number;
  /** Of those, how many the source leaves out of its list unless it is asked for them. */
  readonly hidden?: number;
}

/** Is told how the stages go. A stage may be started and ended several times; counts begin anew each time. */
export interface StageSink {
  start(stage: string): void;
  count(stage: string, counts: StageCounts): void;
  end(stage: string): void;
}

export interface ExtractContext {
  /** Values of the source's settings by name; secrets included. Frozen for the whole run. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly http: HttpClient;
  readonly writer: RawRunWriter;
  readonly progress: ProgressSink;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Names of the chosen stages. Frozen for the whole run. */
  readonly stages: ReadonlySet<string>;
  readonly stored: StoredRecords;
  readonly stageSink?: StageSink;
  /** When the run was begun, ISO 8601 UTC; the same for a resumed run. */
  readonly startedAt: string;
  /** Complete runs of this source from before, newest first, for what they know; none when everything is wanted anew. */
  readonly earlier: readonly EarlierRun[];
  /** The user wants everything asked for anew: answers of earlier runs are not to be used. */
  readonly fresh?: boolean;
}

/** A raw record on its way to the mapper. */
export interface MapInput {
  readonly resource: string;
  /** Parsed JSON of the element; a string for XML and text; the bytes themselves for bytes. */
  readonly value: unknown;
  /** The element's bytes, for what JSON.parse cannot keep (integers past 2^53). */
  readonly bytes: Buffer;
  readonly line: LedgerLine;
}

/** A thing that is there, of which nothing is told but its name: a row of a list of ids. */
export interface Sighting {
  readonly iri: string;
  /** The source's immutable id, which survives renames. */
  readonly sourceId?: string;
  /** Where `sourceId` stands in the record. */
  readonly pointer?: string;
}

export interface MapResult {
  readonly entities: readonly MappedEntity[];
  readonly issues: readonly MappingIssue[];
  readonly sightings?: readonly Sighting[];
}

/** What an explicit answer of the source proves to be gone. */
export interface Absence {
  readonly iri: string;
  /** The resource that was asked for. */
  readonly resource: string;
  /** The thing itself is gone; else only what this resource told of it. */
  readonly whole: boolean;
}

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly hint?: string;
}

export interface Manners {
  /** Requests under way at once towards one host, when the settings want more than `limits` says. */
  readonly concurrency?: number;
  /** The part of every announced quota that is for us, 0 to 1. */
  readonly quotaShare?: number;
  /** Milliseconds between requests, by the address below which they lie. */
  readonly spacing?: Readonly<Record<string, number>>;
  /** Milliseconds between the beginnings of two requests to one host. */
  readonly pace?: number;
  /** Leaves a host alone for a while whose answers are failures of its own one after another. */
  readonly breaker?: { readonly after: number; readonly pauseMs: number; readonly longestPauseMs: number };
}

/** A source: one folder and one line in `index.ts`. */
export interface SourceDefinition {
  readonly name: string;
  readonly title: string;
  readonly homepage: string;
  readonly settings: readonly SettingDefinition[];
  /** The first has most authority where they tell of the same thing and differ. */
  readonly resources: readonly ResourceDefinition[];
  /** What can be chosen of it; empty for a source that is taken as a whole. */
  readonly stages: readonly StageDefinition[];
  /** Requests that may be under way at once towards one host of this source. */
  readonly limits: { readonly concurrency: number };
  /**
   * Settings that mean something only at this moment, put as what they mean; called once, before a run is begun.
   * @throws StemmaError STEMMA_USAGE when they mean nothing
   */
  resolveSettings?(
    settings: Readonly<Record<string, unknown>>,
    earlier: readonly EarlierRun[],
  ): Readonly<Record<string, unknown>>;
  /** How its hosts are to be treated under these settings; see `HttpClientOptions`. */
  manners?(settings: Readonly<Record<string, unknown>>): Manners;
  /**
   * Fetches and stores, deterministically: what it asks next depends only on the settings and the answers so far.
   * A resumed run calls it again; answers already stored are found by `writer.find` and not fetched again.
   */
  extract(context: ExtractContext): Promise<void>;
  /** Pure, synchronous, total: any input gives entities or issues, never an exception. */
  map(input: MapInput): MapResult;
  /** What a miss proves to be gone; undefined when it proves nothing. Pure and total like `map`. */
  absence?(miss: Miss): Absence | undefined;
  /** For `doctor`: is it reachable, is the token good. */
  check?(context: Pick<ExtractContext, 'settings' | 'http' | 'signal'>): Promise<readonly Check[]>;
}

export function defineSource<const S extends SourceDefinition>(source: S): S {
  return Object.freeze(source);
}
