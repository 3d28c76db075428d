import { AccountReader, type LinePlace } from '../../graph/account-reader.ts';
import { movableTypes } from '../../graph/identity/statements.ts';
import type { GraphStore, Row, Value } from '../../graph/store.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { domainRelationshipTypes, propertyOfType } from '../../ontology/model.ts';
import { throwIfAborted } from '../core/abort.ts';
import { StemmaError } from '../core/errors.ts';
import { exportedUris } from './export-jsonld.ts';
import { classesOf } from './stored-node.ts';
import { wrappedEntity, type GraphStatement } from './wrapped-entity.ts';

export interface WrappedOptions {
  /** Where the accounts are, that the graph only points at. */
  readonly dataDir: string;
  /** Also counters such as downloads, as they stood when the account was read. */
  readonly counters?: boolean;
  /** Nodes per statement. Default 1,000. */
  readonly pageSize?: number;
  readonly signal?: AbortSignal;
}

/** What no account states: names, and what shipped tables say of terms. */
const ownTypes = domainRelationshipTypes.filter((type) => !movableTypes.includes(type));

type NodeRow = Row & {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, Value>>;
};
type AccountRow = Row & LinePlace & { readonly uri: string };
type StatementRow = Row & Omit<GraphStatement, 'property'> & { readonly uri: string; readonly type: string };

/**
 * The graph's things, one a line (without newline) by IRI, each value wrapped as `{data, extraction_method, confidence, extraction_time}`,
 * from the accounts that hold now. The same bytes from either engine; memory is bounded by a page.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function* exportWrapped(store: GraphStore, options: WrappedOptions): AsyncGenerator<string> {
  const reader = new AccountReader(options.dataDir);
  try {
    for await (const uris of exportedUris(store, options)) {
      throwIfAborted(options.signal);
      yield* await wrappedPage(store, reader, uris, options);
    }
  } finally {
    await reader.close();
  }
}

async function wrappedPage(
  store: GraphStore,
  reader: AccountReader,
  uris: readonly string[],
  { counters = false }: WrappedOptions,
): Promise<string[]> {
  const wanted = 'UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted})';
  const nodes = await store.read<NodeRow>(
    `${wanted} RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties ORDER BY uri`,
    { uris },
  );
  const accounts = await store.read<AccountRow>(
    `${wanted} WITH n MATCH (n)-[:DESCRIBED_BY]->(d:Description) WHERE d.validTo IS NULL
     RETURN n.uri AS uri, d.file AS file, d.offset AS offset, d.length AS length ORDER BY uri, file, offset`,
    { uris },
  );
  const statements = await store.read<StatementRow>(
    `${wanted} WITH n MATCH (n)-[r:${ownTypes.join('|')}]->(t:Resource)
     RETURN n.uri AS uri, type(r) AS type, t.uri AS value, r.method AS method, r.confidence AS confidence, r.firstSeen AS time
     ORDER BY uri, type, value`,
    { uris },
  );
  const lines = await linesByUri(reader, accounts);
  const stated = new Map<string, GraphStatement[]>();
  for (const { uri, type, value, method, confidence, time } of statements) {
    const property = propertyOfType(type);
    if (property === undefined) continue;
    stated.set(uri, [...(stated.get(uri) ?? []), { property, value, method, confidence, time }]);
  }
  return nodes.map(({ uri, labels, properties }) =>
    JSON.stringify(
      wrappedEntity({
        uri,
        classes: classesOf(labels),
        held: properties,
        accounts: lines.get(uri) ?? [],
        statements: stated.get(uri) ?? [],
        counters,
      }),
    ),
  );
}

async function linesByUri(
  reader: AccountReader,
  accounts: readonly AccountRow[],
): Promise<ReadonlyMap<string, readonly EntityLine[]>> {
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
    lines.set(uri, [...(lines.get(uri) ?? []), line]);
  }
  return lines;
}
