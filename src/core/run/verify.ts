import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../abort.ts';
import { messageOf, StemmaError } from '../errors.ts';
import { sealOf } from '../sealed-json.ts';
import { linesOf } from './checked-line.ts';
import { hashFile } from './file-hashes.ts';
import { parseMiss } from './ledger.ts';
import { manifestBytes, parseManifest, readManifest } from './manifest.ts';
import {
  inputPath,
  isDataFileName,
  jsonldFolder,
  jsonldManifestPath,
  ledgerFile,
  manifestFile,
  missedFile,
  missedPath,
  relativeFile,
  runFolder,
  type RunPlace,
} from './run-paths.ts';
import type { LedgerLine, Manifest, ManifestFile } from './types.ts';
import { DataFileCheck } from './verify-data.ts';
import { inspectLedger } from './verify-ledger.ts';

export interface VerifyProblem {
  /** Relative to the data directory, with `/`. */
  readonly file: string;
  readonly seq?: number;
  readonly url?: string;
  /** Id of the raw record: `raw:{run}/{seq}`. */
  readonly record?: string;
  readonly message: string;
}

export interface VerifyReport {
  readonly run: string;
  readonly source: string;
  readonly ok: boolean;
  /** Responses whose bytes were hashed. */
  readonly responses: number;
  /** Their bytes, as received. */
  readonly bytes: number;
  /** Of these, answers of which something is forgotten: what is left of them is as the ledger says. */
  readonly redacted: number;
  readonly problems: readonly VerifyProblem[];
}

export interface VerifyOptions {
  readonly signal?: AbortSignal;
  /** Also check `jsonld/<run>` by its manifest, when there. Default true. */
  readonly withMapped?: boolean;
}

/**
 * Rebuilds and hashes every body of a run, checks every ledger line, every miss, the manifest's own seal and every file it
 * lists. All damage is reported, none thrown; an unfinished run is checked as far as its ledger goes.
 * Throws STEMMA_RUN when there is no such run or its format is another, STEMMA_CANCELLED on abort.
 */
export async function verifyRun(
  dataDir: string,
  source: string,
  run: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const check = new RunCheck({ dataDir, source, run }, options.signal);
  await check.checkManifest();
  await check.checkResponses();
  await check.checkMisses();
  await check.checkInputs();
  await check.checkOtherFiles();
  const mapped = options.withMapped === false ? [] : await verifyMapped(dataDir, run);
  const problems = [...check.problems, ...mapped];
  const { responses, bytes, redacted } = check;
  return { run, source, ok: problems.length === 0, responses, bytes, redacted, problems };
}

class RunCheck {
  readonly problems: VerifyProblem[] = [];
  responses = 0;
  bytes = 0;
  redacted = 0;
  readonly #place: RunPlace;
  readonly #signal: AbortSignal | undefined;
  /** Undefined when it is damaged. */
  #manifest: Manifest | undefined;
  readonly #checks = new Map<string, DataFileCheck>();

  constructor(place: RunPlace, signal: AbortSignal | undefined) {
    this.#place = place;
    this.#signal = signal;
  }

  async checkManifest(): Promise<void> {
    const bytes = await manifestBytes(this.#place);
    if (bytes === undefined) {
      // Throws with what to do.
      await readManifest(this.#place.dataDir, this.#place.source, this.#place.run);
      return;
    }
    if (sealOf(bytes) !== 'whole') this.#add(manifestFile, 'the manifest is damaged: it is not what was written');
    else this.#manifest = parseManifest(bytes, this.#place);
  }

  get #isComplete(): boolean {
    return this.#manifest?.state === 'complete';
  }

  async checkResponses(): Promise<void> {
    for await (const finding of inspectLedger(this.#place, this.#manifest?.firstSeq)) {
      throwIfAborted(this.#signal);
      if (finding.line === undefined) {
        for (const check of this.#checks.values()) check.forgetGap();
        this.#add(ledgerFile, finding.message, { seq: finding.seq });
      } else await this.#checkResponse(finding.line);
    }
    for (const [file, check] of this.#checks) {
      const message = await check.checkEnd(this.#isComplete, this.#manifest?.files?.[file]);
      if (message !== undefined) this.#add(file, message);
    }
  }

  async #checkResponse(line: LedgerLine): Promise<void> {
    let check = this.#checks.get(line.file);
    if (check === undefined) {
      check = new DataFileCheck(this.#place, line.file);
      if (this.problems.some((problem) => problem.seq !== undefined)) check.forgetGap();
      this.#checks.set(line.file, check);
    }
    const message = await check.checkSlice(line);
    if (message === undefined) {
      this.responses += 1;
      this.bytes += line.bytes;
      if (line.redacted !== undefined) this.redacted += 1;
    } else this.#add(line.file, message, { seq: line.seq, url: line.url });
  }

  async checkMisses(): Promise<void> {
    let number = 0;
    for await (const { line } of linesOf(missedPath(this.#place))) {
      number += 1;
      if (parseMiss(line) === undefined) this.#add(missedFile, `line ${number} is damaged`);
    }
  }

  /** The copies of the user's files. */
  async checkInputs(): Promise<void> {
    for (const [file, expected] of Object.entries(this.#manifest?.inputs ?? {})) {
      const message = await compareFile(inputPath(this.#place, file), expected);
      if (message !== undefined) this.#add(file, message);
    }
  }

  /** Files of the manifest that no response led to: the ledger, the misses, and whatever else it lists. */
  async checkOtherFiles(): Promise<void> {
    for (const [file, expected] of Object.entries(this.#manifest?.files ?? {})) {
      throwIfAborted(this.#signal);
      if (this.#checks.has(file)) continue;
      if (![ledgerFile, missedFile].includes(file) && !isDataFileName(file)) {
        this.#add(manifestFile, `the manifest lists a file that no run has: ${file}`);
        continue;
      }
      const message = await compareFile(join(runFolder(this.#place), file), expected);
      if (message !== undefined) this.#add(file, message);
    }
  }

  #add(file: string, message: string, found: { seq?: number; url?: string } = {}): void {
    const { source, run } = this.#place;
    const record = found.seq === undefined ? {} : { record: `raw:${run}/${found.seq}` };
    this.problems.push({ file: relativeFile(source, run, file), ...found, ...record, message });
  }
}

async function compareFile(path: string, expected: ManifestFile): Promise<string | undefined> {
  try {
    const found = await hashFile(path);
    if (found.bytes !== expected.bytes) return `the file has ${found.bytes} bytes, the manifest says ${expected.bytes}`;
    return found.sha256 === expected.sha256
      ? undefined
      : 'the file is not the one the manifest describes: its sha256 differs';
  } catch (error) {
    return messageOf(error);
  }
}

/** Compares the files of `jsonld/<run>` with their manifest. Nothing to compare (not mapped yet) is no problem. */
export async function verifyMapped(dataDir: string, run: string): Promise<readonly VerifyProblem[]> {
  const bytes = await readFile(jsonldManifestPath(dataDir, run)).catch(() => undefined);
  if (bytes === undefined) return [];
  const problem = (file: string, message: string): VerifyProblem => ({ file: `jsonld/${run}/${file}`, message });
  if (sealOf(bytes) === 'broken') return [problem(manifestFile, 'the manifest is damaged: it is not what was written')];
  let files: Record<string, ManifestFile>;
  try {
    files = filesOf(JSON.parse(bytes.toString()));
  } catch (error) {
    return [problem(manifestFile, messageOf(error))];
  }
  const problems: VerifyProblem[] = [];
  for (const [file, expected] of Object.entries(files)) {
    const isPlain = /^[a-z][a-z0-9_.-]*$/.test(file);
    const message = isPlain ? await compareFile(join(jsonldFolder(dataDir, run), file), expected) : 'not a file name';
    if (message !== undefined) problems.push(problem(file, message));
  }
  return problems;
}

function filesOf(manifest: unknown): Record<string, ManifestFile> {
  const files = typeof manifest === 'object' && manifest !== null && 'files' in manifest ? manifest.files : undefined;
  if (typeof files !== 'object' || files === null)
    throw new StemmaError('STEMMA_RUN', 'the manifest is damaged: it lists no files');
  for (const entry of Object.values(files) as unknown[]) {
    const isEntry = typeof entry === 'object' && entry !== null && 'bytes' in entry && 'sha256' in entry;
    if (!isEntry) throw new StemmaError('STEMMA_RUN', 'the manifest is damaged: a file has no hash');
  }
  // Every entry was just checked to have the two members that are compared.
  return files as Record<string, ManifestFile>;
}
