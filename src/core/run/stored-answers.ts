import { LedgerIndex } from './ledger-index.ts';
import { soundLedgerLines } from './ledger.ts';
import { readManifest } from './manifest.ts';
import { ledgerPath } from './run-paths.ts';
import { readBody } from './run-reader.ts';
import type { StoredResponse } from './types.ts';

/** What a run was answered so far, for looking only: no lock is taken and nothing is written. */
export interface StoredAnswers {
  /** How many. */
  readonly total: number;
  find(resource: string, url: string): StoredResponse | undefined;
  close(): void;
}

/** Throws STEMMA_RUN when there is no such run or its ledger is damaged. */
export async function openStoredAnswers(dataDir: string, source: string, run: string): Promise<StoredAnswers> {
  const place = { dataDir, source, run };
  const { firstSeq } = await readManifest(dataDir, source, run);
  const index = new LedgerIndex(ledgerPath(place));
  let total = 0;
  for await (const { value, offset } of soundLedgerLines(place, firstSeq)) {
    index.add(value.resource, value.url, { offset });
    total += 1;
  }
  return {
    total,
    find(resource, url) {
      const line = index.find(resource, url);
      return line === undefined ? undefined : { line, read: () => readBody(dataDir, source, run, line) };
    },
    close: () => index.close(),
  };
}
