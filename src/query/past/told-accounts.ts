import { AccountReader } from '../../../graph/account-reader.ts';
import type { GraphStore, Row } from '../../../graph/store.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { StemmaError } from '../../core/errors.ts';

/** An account that was told at some time, with the interval for which it held. */
export interface ToldAccount {
  readonly uri: string;
  /** IRI of its Description. */
  readonly description: string;
  readonly source: string;
  readonly resource: string;
  /** UTC. */
  readonly from: string;
  /** Null: it holds. */
  readonly to: string | null;
  readonly line: EntityLine;
}

/** Every account that things ever had. Parameter: `uris`. One text for both engines. */
export const accountsStatement = `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[:DESCRIBED_BY]->(d)
RETURN n.uri AS uri, d.uri AS description, d.source AS source, d.resource AS resource, d.validFrom AS from, d.validTo AS to, d.file AS file, d.offset AS offset, d.length AS length
ORDER BY uri, from, source, resource`;

export type AccountRow = Row &
  Omit<ToldAccount, 'line'> & { readonly file: string; readonly offset: number; readonly length: number };

const atOnce = 1_000;

/** Accounts of all times of these things: by thing, then time. */
export async function readToldAccounts(
  store: GraphStore,
  dataDir: string,
  uris: readonly string[],
  wanted: (row: AccountRow) => boolean = () => true,
): Promise<ToldAccount[]> {
  const told: ToldAccount[] = [];
  for (let start = 0; start < uris.length; start += atOnce) {
    const rows = await store.read<AccountRow>(accountsStatement, { uris: uris.slice(start, start + atOnce) });
    told.push(...(await withLines(dataDir, rows.filter(wanted))));
  }
  return told.sort(byTime);
}

const byTime = compareBy<ToldAccount>(
  (account) => account.uri,
  (account) => Date.parse(account.from),
  (account) => account.source,
  (account) => account.resource,
);

/**
 * With what they said.
 * @throws StemmaError STEMMA_RUN when a line is not in this data directory, or another stands in its place
 */
export async function withLines(dataDir: string, rows: readonly AccountRow[]): Promise<ToldAccount[]> {
  const reader = new AccountReader(dataDir);
  try {
    const found = await reader.readAll(rows);
    return rows.map(({ uri, description, source, resource, from, to, file, offset }, index) => {
      const line = found[index]?.line;
      if (line?.['@id'] === uri) return { uri, description, source, resource, from, to, line };
      throw new StemmaError('STEMMA_RUN', `the account of ${uri} is not at byte ${offset} of ${file}`, {
        hint: 'the past is read from the run folders: put them back, or stemma load --rebuild',
        context: { file, offset },
      });
    });
  } finally {
    await reader.close();
  }
}
