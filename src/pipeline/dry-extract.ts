import { isStemmaError } from '../core/errors.ts';
import type { HttpResponse } from '../core/http/types.ts';
import { silentLogger } from '../core/logger.ts';
import { silentProgress } from '../core/progress.ts';
import { earlierRuns } from '../core/run/earlier-runs.ts';
import { openStoredAnswers, type StoredAnswers } from '../core/run/stored-answers.ts';
import type { LedgerLine, Manifest, RawRunWriter, StoredResponse } from '../core/run/types.ts';
import type { StoredRecords } from '../../extract/source.ts';
import { withOwnInputs } from './inputs.ts';
import { offlineHttp } from './offline-http.ts';
import type { PipelineContext, SourcePlan } from './plan.ts';
import { beginsFromNothing } from './source-stages.ts';
import { storedRecords } from './stored-records.ts';

/** What extracting a source would begin with. */
export interface DryExtract {
  readonly source: string;
  readonly stages: readonly string[];
  /** Answers that are on the disk and would not be asked for again. */
  readonly stored: number;
  /** The requests that would be made first; what comes after them depends on their answers. None: all is there. */
  readonly first: readonly string[];
  /** Records expected of a resource; null where the source cannot know before it asks. */
  readonly expected: Readonly<Record<string, number | null>>;
  /** Wishes that cannot be asked for, such as lines of a file that name nothing. */
  readonly unusable: number;
}

export interface DryPart {
  readonly run: string;
  readonly part: SourcePlan;
  /** Of the part of the run that is on the disk, when it has begun. */
  readonly manifest: Manifest | undefined;
  readonly fresh: boolean;
}

/** Of an answer that was kept nowhere. */
function lineOf(resource: string, response: HttpResponse): LedgerLine {
  const { requestUrl, status, headers, fetchedAt, attempts, body } = response;
  return {
    seq: 0,
    resource,
    url: requestUrl,
    status,
    headers,
    fetchedAt,
    attempts,
    mediaType: headers['content-type'] ?? '',
    sha256: '',
    bytes: body.length,
    file: '',
    offset: 0,
    length: body.length,
    wrap: ['', ''],
    records: 0,
  };
}

/** Finds what is stored and keeps nothing. */
class DryWriter implements RawRunWriter {
  readonly run: string;
  readonly source: string;
  readonly #answers: StoredAnswers | undefined;
  missed = 0;

  constructor(run: string, source: string, answers: StoredAnswers | undefined) {
    this.run = run;
    this.source = source;
    this.#answers = answers;
  }

  find(resource: string, url: string): StoredResponse | undefined {
    return this.#answers?.find(resource, url);
  }

  async store(resource: string, response: HttpResponse): Promise<StoredResponse> {
    return { line: lineOf(resource, response), read: async () => response.body };
  }

  async miss(): Promise<void> {
    this.missed += 1;
  }

  markComplete(): void {
    // Nothing is written down.
  }
}

async function* nothing(): AsyncGenerator<never> {}

const noRecords: StoredRecords = { elements: nothing, own: nothing, isOwn: true };

/**
 * Lets the source extract over what is stored until it asks for the first answer that is not. Nothing is asked, locked or
 * written.
 */
export async function dryExtract(
  { run, part, manifest, fresh }: DryPart,
  context: PipelineContext,
): Promise<DryExtract> {
  const { source, stages } = part;
  const { dataDir } = context;
  const answers = manifest === undefined ? undefined : await openStoredAnswers(dataDir, source.name, run);
  const startedAt = manifest?.startedAt ?? context.clock.now().toISOString();
  const earlier = await earlierRuns(dataDir, source.name, startedAt);
  const writer = new DryWriter(run, source.name, answers);
  const first: string[] = [];
  const expected: Record<string, number | null> = {};
  const start = (resource: string, total?: number): void => {
    expected[resource] = total ?? null;
  };
  try {
    await source.extract({
      settings:
        manifest === undefined ? part.settings : await withOwnInputs(dataDir, manifest, source.settings, part.settings),
      http: offlineHttp((url) => first.push(url)),
      writer,
      progress: { ...silentProgress, start },
      logger: silentLogger,
      signal: context.signal,
      stages: new Set(stages),
      stored:
        manifest === undefined && beginsFromNothing(source, stages)
          ? noRecords
          : storedRecords(dataDir, source, run, stages, earlier),
      startedAt,
      earlier: fresh ? [] : earlier,
      fresh,
    });
  } catch (error) {
    if (!isStemmaError(error, 'STEMMA_OFFLINE')) throw error;
  } finally {
    answers?.close();
  }
  return { source: source.name, stages, stored: answers?.total ?? 0, first, expected, unusable: writer.missed };
}
