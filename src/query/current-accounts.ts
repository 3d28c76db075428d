import type { AccountReader, LinePlace } from '../../graph/account-reader.ts';
import type { GraphStore, Row } from '../../graph/store.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { StemmaError } from '../core/errors.ts';

type AccountRow = Row & LinePlace & { readonly uri: string };

/**
 * The accounts of these things that hold now, by IRI, read from the mapped files.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function readCurrentAccounts(
  store: GraphStore,
  reader: AccountReader,
  uris: readonly string[],
): Promise<ReadonlyMap<string, readonly EntityLine[]>> {
  const accounts = await store.read<AccountRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[:DESCRIBED_BY]->(d:Description) WHERE d.validTo IS NULL
     RETURN n.uri AS uri, d.file AS file, d.offset AS offset, d.length AS length ORDER BY uri, file, offset`,
    { uris },
  );
  const found = await reader.readAll(accounts);
  const lines = new Map<string, EntityLine[]>();
  for (const [index, { uri, file, offset }] of accounts.entries()) {
    const line = found[index]?.line;
    if (line?.['@id'] !== uri) {
      throw new StemmaError('STEMMA_RUN', `the account of ${uri} is not at byte ${offset} of ${file}`, {
        hint: 'export with the data directory the graph was loaded from (--data-dir)',
        context: { uri, file, offset },
      });
    }
    const held = lines.get(uri);
    if (held === undefined) lines.set(uri, [line]);
    else held.push(line);
  }
  return lines;
}
