import type { HttpResponse, Redirect } from '../http/types.ts';

/** Version of what is written under the data directory; readers open it or refuse it with the command to run. */
export const formatVersion = 1;

export type RunState = 'running' | 'complete' | 'failed' | 'interrupted';

/** One line of `requests.ndjson`: a received response and where its bytes are. */
export interface LedgerLine {
  /** Counts from the manifest's `firstSeq`; unique over the sources of one run. */
  readonly seq: number;
  readonly resource: string;
  readonly url: string;
  /** The stage that asked. */
  readonly stage?: string;
  /** Why it was asked for, where that is not plain: for a base model its distance and who named it. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** The URL after redirects, when another. */
  readonly finalUrl?: string;
  readonly redirects?: readonly Redirect[];
  readonly status: number;
  readonly fetchedAt: string;
  readonly attempts: number;
  /** Of the answer: link, etag, last-modified, date, x-request-id, x-repo-commit, x-error-code, x-error-message, content-type … never cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly mediaType: string;
  /** Of the whole body as received (decoded), secrets in it masked; where it is redacted, of what is left. Hex. */
  readonly sha256: string;
  readonly bytes: number;
  /** Relative to the run folder. */
  readonly file: string;
  /** Of the stored slice in the uncompressed file. */
  readonly offset: number;
  readonly length: number;
  /** What was cut before and after the slice; body = wrap[0] + slice + wrap[1]. */
  readonly wrap: readonly [string, string];
  /** Elements in the slice: of an array, or of a page that holds one in `items`, its length; of another object, or of another whole document of a 2xx answer, 1; else 0. */
  readonly records: number;
  /** Access tokens that stood in the body and are masked; absent when there were none. */
  readonly masked?: number;
  /** Bytes that were overwritten because something is to be forgotten. */
  readonly redacted?: { readonly at: string; readonly ranges: readonly RedactedRange[] };
}

/** In the uncompressed data file. */
export type RedactedRange = readonly [offset: number, length: number];

/** What a request was made for. */
export type RequestPurpose = Pick<LedgerLine, 'stage' | 'context'>;

/** Why something wanted was not obtained. */
export const missKinds = [
  'missing',
  'gated',
  'private-or-missing',
  'disabled',
  'renamed',
  'malformed',
  'throttled',
  'failed',
  /** The thing is there and says itself that it has no such part. */
  'absent',
  /** Larger than is taken. */
  'too-large',
  /** Known by name only: beyond a bound of the settings, or nobody to ask. */
  'not-asked',
] as const;
export type MissKind = (typeof missKinds)[number];

/** Kinds that tell of no failure: nothing went wrong, and asking again would give the same. */
export const plainMissKinds: ReadonlySet<MissKind> = new Set<MissKind>(['renamed', 'absent', 'not-asked']);

/** One line of `missed.ndjson`. */
export interface Miss {
  readonly resource: string;
  /** The stage that wanted it. */
  readonly stage?: string;
  /** As it was asked for. */
  readonly id: string;
  readonly url?: string;
  readonly kind: MissKind;
  readonly status?: number;
  readonly error?: string;
  readonly attempts?: number;
  readonly at: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

export interface ManifestFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Says that a resource of the run listed every thing of a class that the source shows. */
export interface CompleteList {
  /** Label of the class. */
  readonly of: string;
  readonly resource: string;
}

export interface Manifest {
  readonly formatVersion: number;
  readonly run: string;
  readonly source: string;
  readonly state: RunState;
  readonly tool: { readonly name: 'stemma'; readonly version: string };
  /** Effective settings of the source, frozen at the start; secrets masked. A resumed run uses these. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Stages of the source that were chosen, frozen like the settings; absent in runs from before there were any. */
  readonly stages?: readonly string[];
  /** The first `seq` of this source within the run: 1, 1000001, … */
  readonly firstSeq: number;
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Per resource. */
  readonly counts: Readonly<
    Record<
      string,
      { readonly requests: number; readonly records: number; readonly bytes: number; readonly missed: number }
    >
  >;
  /** Files of the user's that the run depends on, copied when it began. Keyed by their name in the run folder. */
  readonly inputs?: Readonly<Record<string, ManifestFile>>;
  /** Present when complete. Keyed by the path relative to the run folder. */
  readonly files?: Readonly<Record<string, ManifestFile>>;
  /** Lists that were walked to their true end, without filters; only in a complete run. */
  readonly complete?: readonly CompleteList[];
  /** Last error, when failed. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** A response that is on disk. */
export interface StoredResponse {
  readonly line: LedgerLine;
  /** The exact body as received. */
  read(): Promise<Buffer>;
}

/** What an extractor writes to. Everything is durable when the promise resolves. */
export interface RawRunWriter {
  readonly run: string;
  readonly source: string;
  /** The stored answer to this URL of this resource, from before an interruption. */
  find(resource: string, url: string): StoredResponse | undefined;
  store(resource: string, response: HttpResponse, purpose?: RequestPurpose): Promise<StoredResponse>;
  miss(miss: Omit<Miss, 'at'>): Promise<void>;
  /**
   * Says that a list was walked to its true end, without filters: what it did not hold is not there. Written down when the
   * run is finished, so a resumed run says it again; repeating it does nothing.
   */
  markComplete(list: CompleteList): void;
}

/** One record as it stands in the raw files. */
export interface RawElement {
  readonly resource: string;
  readonly line: LedgerLine;
  /** Relative to the data directory, with `/`. */
  readonly file: string;
  /** Of the element, absolute in the uncompressed file. */
  readonly offset: number;
  readonly length: number;
  readonly bytes: Buffer;
}
