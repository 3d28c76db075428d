import type { Row } from '../../../graph/store.ts';
import { lineageProperties, lineageTypes } from '../../../ontology/model.ts';
import { beganBy } from './instant.ts';
import type { PastGraph } from './past-graph.ts';
import { type AccountRow, withLines } from './told-accounts.ts';

/**
 * What is and was told of models by more than one account. What an account names may stand no more though the account does:
 * another that comes before it has named parents since.
 */
const toldStatement = `MATCH (n:MLModel)-[:DESCRIBED_BY]->(d:Description)
WITH n, count(d) AS accounts WHERE accounts > 1
MATCH (n)-[:DESCRIBED_BY]->(d:Description)
RETURN n.uri AS uri, d.uri AS description, d.source AS source, d.resource AS resource, d.validFrom AS from, d.validTo AS to, d.file AS file, d.offset AS offset, d.length AS length
ORDER BY uri, from, source, resource`;

const childrenStatement = `UNWIND $uris AS wanted MATCH (near:Resource {uri: wanted}) WITH near MATCH (near)<-[r:${lineageTypes.join('|')}]-(far:MLModel)
RETURN DISTINCT far.uri AS uri ORDER BY uri`;

const linesAtOnce = 4_000;

/**
 * Models that may have named another as their parent at an instant: those whose relationship stands, and those of which one of
 * several accounts names it; the graph has no relationships of the past.
 */
export class PastChildren {
  readonly #past: PastGraph;
  /** By parent as it is or was named. */
  #told: Promise<ReadonlyMap<string, ReadonlySet<string>>> | undefined;

  constructor(past: PastGraph) {
    this.#past = past;
  }

  async of(uris: readonly string[]): Promise<readonly string[]> {
    const past = this.#past;
    this.#told ??= this.#readTold();
    const told = await this.#told;
    const names = new Set(uris);
    for (const uri of uris) for (const name of await past.family(uri)) names.add(name);
    const now = [...new Set(uris.map((uri) => past.nowOf(uri)))];
    const rows = await past.store.read<Row & { uri: string }>(childrenStatement, { uris: now });
    const found = new Set(rows.map((row) => row.uri));
    for (const name of names) for (const child of told.get(name) ?? []) found.add(child);
    return [...found];
  }

  async #readTold(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const { store, dataDir, at } = this.#past;
    const rows = (await store.read<AccountRow>(toldStatement)).filter((row) => beganBy(row, at));
    const children = new Map<string, Set<string>>();
    for (let start = 0; start < rows.length; start += linesAtOnce) {
      for (const { uri, line } of await withLines(dataDir, rows.slice(start, start + linesAtOnce))) {
        for (const parent of lineageProperties.flatMap((property) => line[property] ?? []).map(String))
          children.set(parent, (children.get(parent) ?? new Set()).add(uri));
      }
    }
    return children;
  }
}
