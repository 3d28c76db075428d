import { CompactMap } from '../compact-map.ts';
import { LineReader } from '../line-reader.ts';
import type { EarlierRun } from './earlier-runs.ts';
import { parseLedgerLine } from './ledger.ts';
import type { LedgerLine } from './types.ts';

/** An answer of an earlier run. */
export interface EarlierAnswer {
  readonly run: EarlierRun;
  readonly line: LedgerLine;
}

/** What makes a ledger line known under some keys; none when it tells nothing. */
export type KeysOf = (line: LedgerLine) => readonly string[];

/** Ledgers are smaller than this many bytes. */
const offsetBound = 2 ** 40;

/**
 * The newest answer of earlier runs by key: 25 bytes of memory each, so that those about millions of things fit. The ledgers
 * are read when the first key is asked for.
 */
export class EarlierAnswers {
  readonly #runs: readonly EarlierRun[];
  readonly #resource: string;
  readonly #keysOf: KeysOf;
  readonly #readers = new Map<EarlierRun, LineReader>();
  #places: Promise<CompactMap> | undefined;

  /** `runs`: newest first. */
  constructor(runs: readonly EarlierRun[], resource: string, keysOf: KeysOf) {
    this.#runs = runs;
    this.#resource = resource;
    this.#keysOf = keysOf;
  }

  async find(key: string): Promise<EarlierAnswer | undefined> {
    if (this.#runs.length === 0) return undefined;
    const place = (await (this.#places ??= this.#index())).get(key);
    if (place === undefined) return undefined;
    const run = this.#runs[Math.floor(place / offsetBound)];
    if (run === undefined) return undefined;
    const reader = this.#readers.get(run) ?? new LineReader(run.ledger);
    this.#readers.set(run, reader);
    const bytes = reader.lineAt(place % offsetBound);
    const line = bytes === undefined ? undefined : parseLedgerLine(bytes);
    // Another text with the same hash leads to a line that is not known under this key.
    return line !== undefined && this.#keysOf(line).includes(key) ? { run, line } : undefined;
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close();
    this.#readers.clear();
  }

  /** Oldest run first, so that the newest answer is the one that stays. */
  async #index(): Promise<CompactMap> {
    const places = new CompactMap();
    for (const [position, run] of [...this.#runs.entries()].reverse()) {
      for await (const { line, offset } of run.lines(this.#resource)) {
        for (const key of this.#keysOf(line)) places.set(key, position * offsetBound + offset);
      }
    }
    return places;
  }
}
