import { AccountReader } from '../../graph/account-reader.ts';
import { movableTypes } from '../../graph/identity/statements.ts';
import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { domainRelationshipTypes, propertyOfType, provenanceLabels } from '../../ontology/model.ts';
import { throwIfAborted } from '../core/abort.ts';
import { readCurrentAccounts } from './current-accounts.ts';
import { exportedUris } from './export-pages.ts';
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
type StatementRow = Row & Omit<GraphStatement, 'property'> & { readonly uri: string; readonly type: string };

/**
 * The graph's things, one a line (without newline) by IRI, each value wrapped as `{data, extraction_method, confidence, extraction_time}`,
 * from the accounts that hold now. The same bytes from either engine; memory is bounded by a page.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function* exportWrapped(store: GraphStore, options: WrappedOptions): AsyncGenerator<string> {
  const reader = new AccountReader(options.dataDir);
  try {
    for await (const uris of exportedUris(store, { ...options, without: provenanceLabels })) {
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
  const statements = await store.read<StatementRow>(
    `${wanted} WITH n MATCH (n)-[r:${ownTypes.join('|')}]->(t:Resource)
     RETURN n.uri AS uri, type(r) AS type, t.uri AS value, r.method AS method, r.confidence AS confidence, r.firstSeen AS time
     ORDER BY uri, type, value`,
    { uris },
  );
  const lines = await readCurrentAccounts(store, reader, uris);
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
