import { linesOf } from './checked-line.ts';
import { parseLedgerLine } from './ledger.ts';
import { ledgerPath, type RunPlace } from './run-paths.ts';
import type { LedgerLine } from './types.ts';

/** A ledger line as `verify` meets it: sound, or with what is wrong about it and the `seq` it must have had. */
export type LedgerFinding =
  | { readonly line: LedgerLine }
  | { readonly line: undefined; readonly seq: number; readonly message: string };

/** Every line of a ledger, damaged ones named, to the end. `firstSeq` undefined when the manifest cannot say. */
export async function* inspectLedger(place: RunPlace, firstSeq: number | undefined): AsyncGenerator<LedgerFinding> {
  let expected = firstSeq;
  let isAfterDamage = false;
  for await (const { line: bytes } of linesOf(ledgerPath(place))) {
    const line = parseLedgerLine(bytes);
    if (line === undefined) {
      yield { line, seq: expected ?? 1, message: 'the ledger line is damaged' };
      isAfterDamage = true;
      expected = (expected ?? 1) + 1;
      continue;
    }
    // A damaged newline joins two lines into one bad one, or splits one into two.
    const isOutOfOrder = expected !== undefined && line.seq !== expected && !isAfterDamage;
    if (isOutOfOrder)
      yield { line: undefined, seq: line.seq, message: `the ledger line is out of order, ${expected} was expected` };
    isAfterDamage = false;
    expected = line.seq + 1;
    yield { line };
  }
}
