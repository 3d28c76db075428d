import type { GraphStore, Row } from '../../graph/store.ts';
import { compareBy } from '../core/code-point-order.ts';

/** What is told beside a thing's name. */
export interface NodeFacts {
  /** Ids of the licences it states; none stated: unknown. */
  readonly licenses: readonly string[];
  /** Ids of the accounts that put it online. */
  readonly owners: readonly string[];
  /** In the last 30 days. */
  readonly downloads: number | null;
  readonly parameterCount: number | null;
  /** Bytes of its weights, where they are spread over several files. */
  readonly weightsSize: number | null;
  /** UTC. */
  readonly dateCreated: string | null;
  /** `on-or-before`: it may be older. */
  readonly dateCreatedBound: string | null;
}

type FactsRow = Row & NodeFacts & { readonly uri: string };

const atOnce = 1_000;
const statement = `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted})
RETURN n.uri AS uri, n.downloads AS downloads, n.parameterCount AS parameterCount, n.weightsSize AS weightsSize,
  n.dateCreated AS dateCreated, n.dateCreatedBound AS dateCreatedBound, [(n)-[:LICENSE]->(l) | l.id] AS licenses,
  [(n)-[:SHARED_BY|PUBLISHER]->(o) | o.id] AS owners`;

const byId = compareBy<string>((id) => id);

/** By IRI; lists sorted. One statement a thousand. */
export async function nodeFacts(
  store: GraphStore,
  uris: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, NodeFacts>> {
  const found = new Map<string, NodeFacts>();
  for (let start = 0; start < uris.length; start += atOnce) {
    const rows = await store.read<FactsRow>(
      statement,
      { uris: uris.slice(start, start + atOnce) },
      signal === undefined ? {} : { signal },
    );
    for (const { uri, licenses, owners, downloads, parameterCount, weightsSize, dateCreated, dateCreatedBound } of rows)
      found.set(uri, {
        licenses: licenses.toSorted(byId),
        owners: owners.toSorted(byId),
        downloads,
        parameterCount,
        weightsSize,
        dateCreated,
        dateCreatedBound,
      });
  }
  return found;
}

/** A thing with its facts. Spreading makes objects that are slow to make and to read, and there may be many. */
export function joined<T extends object>(thing: T, facts: NodeFacts | undefined): T & Partial<NodeFacts> {
  return facts === undefined ? thing : Object.assign({}, thing, facts);
}

/** The things with their facts. */
export async function withFacts<T extends { readonly uri: string }>(
  store: GraphStore,
  things: readonly T[],
  signal?: AbortSignal,
): Promise<(T & Partial<NodeFacts>)[]> {
  const facts = await nodeFacts(
    store,
    things.map(({ uri }) => uri),
    signal,
  );
  return things.map((thing) => joined(thing, facts.get(thing.uri)));
}
